package org.mosexporter.simulator;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts what scenarios are like while nobody concludes anything: by cause, how many cost 0.2 MOS
 * and can be named, and what they take to play. {@code bench/simulator} runs it.
 */
public final class Census {
  private final Map<Cause, Row> rows = new TreeMap<>();

  private static final class Row {
    private int incidents;
    private int costly;
    private int nameable;
    private int crossing;
    private double lostMos;
    private double minutes;
    private double seconds;
    private long packets;
  }

  /**
   * Prints it.
   *
   * @param arguments scenarios of each cause, and {@code outside} for the other range
   */
  public static void main(String[] arguments) {
    int each = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
    boolean outside = arguments.length > 1 && arguments[1].equals("outside");
    Exam exam = new Exam(each, 0, 0, outside ? Range.OUTSIDE : Range.TUNED, Seeds.tuning());
    System.out.println("cause n costly nameable crossing lostMos minutes Mpackets seconds");
    Census census = new Census();
    for (Exam.Paper paper : exam.papers()) {
      census.count(paper);
      if ((paper.index() + 1) % each == 0) {
        System.out.print(census.row(paper.causes().getFirst()));
      }
    }
  }

  private void count(Exam.Paper paper) {
    Scenario scenario = paper.scenario();
    long before = cpuNs();
    Run.Result result = Run.of(scenario, config -> Observed.examinee(config, _ -> Findings.NONE));
    Row row = rows.computeIfAbsent(paper.causes().getFirst(), _ -> new Row());
    Truth.Blame blame = result.truth().blames().getFirst();
    row.seconds += (cpuNs() - before) / 1e9;
    row.packets += result.truth().seenPackets();
    row.minutes += scenario.durationNs() / 6e10;
    row.incidents++;
    row.lostMos += blame.lostMos();
    row.costly += blame.isCostly() ? 1 : 0;
    row.nameable += blame.isCostly() && blame.nameable() ? 1 : 0;
    row.crossing += result.truth().crossedNs().isPresent() ? 1 : 0;
  }

  private static long cpuNs() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private String row(Cause cause) {
    Row row = rows.getOrDefault(cause, new Row());
    double n = row.incidents;
    return String.format(
        Locale.ROOT,
        "%-28s %d %d %d %d %.2f %.0f %.2f %.2f%n",
        cause.label(),
        row.incidents,
        row.costly,
        row.nameable,
        row.crossing,
        row.lostMos / n,
        row.minutes / n,
        row.packets / 1e6 / n,
        row.seconds / n);
  }
}
