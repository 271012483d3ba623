package org.mosexporter.diagnosis;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mosexporter.config.Config;
import org.mosexporter.config.Table;

/**
 * What looking for findings costs with a full table of passages of 1,000 phones, some of them in
 * trouble: {@code bench/findings} runs it. The daemon looks each 30 s.
 */
public final class FindingCost {
  private static final int PHONES = 1_000;
  private static final int WARM_UP = 40;
  private static final int LOOKS = 60;
  private static final double EVERY_SECONDS = 30;

  /** Prints CPU for each look, and its share of a core. */
  public static void main(String[] arguments) {
    for (boolean troubled : new boolean[] {false, true}) {
      List<Passage> passages = passages(troubled);
      int found = 0;
      for (int i = 0; i < WARM_UP; i++) {
        found = look(passages);
      }
      ThreadMXBean cpu = ManagementFactory.getThreadMXBean();
      long before = cpu.getCurrentThreadCpuTime();
      for (int i = 0; i < LOOKS; i++) {
        found = look(passages);
      }
      double seconds = (cpu.getCurrentThreadCpuTime() - before) * 1e-9 / LOOKS;
      System.out.printf(
          Locale.ROOT,
          "%d passages of %d phones, %s: %.1f ms of CPU for each look, %.3f %% of a core; %d"
              + " findings and segments%n",
          passages.size(),
          PHONES,
          troubled ? "three troubles" : "all well",
          1000 * seconds,
          100 * seconds / EVERY_SECONDS,
          found);
    }
  }

  private static int look(List<Passage> passages) {
    Config config = Config.defaults("berlin");
    Situation site =
        new Situation(
            "berlin",
            config,
            passages,
            List.of(),
            List.of(),
            new DeviceFacts(config),
            new OwnDrops(),
            new Yardstick(config));
    return Rules.findings(site).size() + SegmentLosses.of("berlin", passages).size();
  }

  private static List<Passage> passages(boolean troubled) {
    List<Passage> all = new ArrayList<>();
    for (int i = 0; all.size() < Table.DIAGNOSED_PASSAGES.entries(); i++) {
      int phone = i % PHONES;
      boolean air = phone % 4 == 0;
      String address = "10.1." + phone / 250 + "." + phone % 250;
      Passage.Phone its =
          Passed.phone(
              address, air ? "wifi" : "floor" + phone % 3, air ? "wifi" : "wired", "m" + phone % 7);
      String trunk = "telco-" + i % 3;
      double inside = troubled && air ? 12 : 0;
      double outside = troubled && i % 3 == 0 ? 9 : 0;
      int mark = troubled && phone % 7 == 5 ? 0 : 46;
      all.add(
          Passed.call(i).of(its).by(trunk).before(inside).marked(mark).behind(outside).passage());
      all.add(Passed.call(i).of(its).by(trunk).inward().before(outside).behind(inside).passage());
    }
    return all;
  }

  private FindingCost() {}
}
