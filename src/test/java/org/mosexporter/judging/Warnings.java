package org.mosexporter.judging;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import org.mosexporter.simulator.Cause;
import org.mosexporter.simulator.Range;
import org.mosexporter.simulator.Run;
import org.mosexporter.simulator.Scenario;
import org.mosexporter.simulator.Seeds;
import org.mosexporter.simulator.Truth;

/**
 * How early the product warns of what gets worse slowly, cause by cause, and of how much of it
 * anything was to be seen in time: {@code bench/warnings} runs it. The scenarios are the gradual
 * ones and the healthy days of the exam with the same numbers.
 *
 * <p>Arguments, all optional: {@code judging} or {@code tuning} seeds; {@code tuned} or {@code
 * outside} range; scenarios of each cause, pairs (which are not played, but counted), healthy days.
 */
public final class Warnings {
  private static final double MINUTE_NS = 60e9;
  private static final double IN_TIME = 10;
  private static final double WARNABLE = 15;
  private static final double DAYS_PER_WEEK = 5;

  private final Map<Cause, int[]> counts = new EnumMap<>(Cause.class);
  private final List<Double> leads = new ArrayList<>();
  private int early;
  private int others;
  private int othersWarned;
  private int days;
  private int alarms;

  private static final int CROSSED = 0;
  private static final int WARNED = 1;
  private static final int SHOWN = 2;
  private static final int BOTH = 3;

  /** Prints what came out. */
  public static void main(String[] arguments) {
    String which = arguments.length > 0 ? arguments[0] : "judging";
    LongUnaryOperator seeds = which.equals("judging") ? Seeds.judging() : Seeds.tuning();
    String range = arguments.length > 1 ? arguments[1] : "tuned";
    int each = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 200;
    int pairs = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 400;
    int healthy = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 500;
    Warnings all = new Warnings();
    Range of = Range.valueOf(range.toUpperCase(Locale.ROOT));
    long first = 0;
    for (Cause cause : Cause.values()) {
      for (int i = 0; i < each; i++) {
        Scenario one = Scenario.of(seeds.applyAsLong(first++), of, cause);
        if (one.incidents().getFirst().isGradual()) {
          all.incident(cause, one);
        }
      }
    }
    first += pairs;
    for (int i = 0; i < healthy; i++) {
      all.day(Scenario.of(seeds.applyAsLong(first + i), of));
    }
    System.out.printf(
        Locale.ROOT,
        "%s seeds, %s range, %d of each cause and %d healthy days; a simulator's, not the field's%n",
        which,
        range,
        each,
        healthy);
    System.out.print(all);
  }

  private void incident(Cause cause, Scenario scenario) {
    Shown[] shown = new Shown[1];
    Run.Result result = Run.of(scenario, config -> shown[0] = new Shown(new Diagnostician(config)));
    Truth truth = result.truth();
    double onset = truth.blames().getFirst().onsetNs() / MINUTE_NS;
    double warned = minute(truth, result.findings().warnedNs().orElse(Long.MAX_VALUE));
    double crossed = minute(truth, truth.crossedNs().orElse(Long.MAX_VALUE));
    if (truth.crossedNs().isEmpty()) {
      others++;
      othersWarned += result.findings().warnedNs().isPresent() ? 1 : 0;
      return;
    }
    if (crossed - onset < WARNABLE) {
      return;
    }
    int[] its = counts.computeIfAbsent(cause, _ -> new int[BOTH + 1]);
    boolean inTime = warned <= crossed - IN_TIME;
    boolean seen = shown[0].anything(truth.epochNs(), onset, crossed - IN_TIME);
    its[CROSSED]++;
    its[WARNED] += inTime ? 1 : 0;
    its[SHOWN] += seen ? 1 : 0;
    its[BOTH] += inTime && seen ? 1 : 0;
    early += warned < onset ? 1 : 0;
    if (warned <= crossed) {
      leads.add(crossed - warned);
    }
  }

  private static double minute(Truth truth, long ns) {
    return (ns - truth.epochNs()) / MINUTE_NS;
  }

  private void day(Scenario scenario) {
    days++;
    alarms += Run.of(scenario, Diagnostician::new).findings().warnedNs().isPresent() ? 1 : 0;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    int[] sum = new int[BOTH + 1];
    counts.forEach(
        (cause, its) -> {
          text.append(line(cause.label(), its));
          for (int i = 0; i < its.length; i++) {
            sum[i] += its[i];
          }
        });
    text.append(line("all", sum));
    leads.sort(null);
    text.append(
        String.format(
            Locale.ROOT,
            "of these warned before it began: %d%nminutes from warning to crossing: %s%n"
                + "of gradual ones that never crossed, warned: %d of %d%n"
                + "healthy days with a warning: %d of %d, %.2f a week%n",
            early,
            quantiles(),
            othersWarned,
            others,
            alarms,
            days,
            days == 0 ? 0 : alarms * DAYS_PER_WEEK / days));
    return text.toString();
  }

  private static String line(String name, int[] its) {
    return String.format(
        Locale.ROOT,
        "%-28s crossed %3d, warned in time %3d; anything seen in time %3d, of these warned %3d%n",
        name,
        its[CROSSED],
        its[WARNED],
        its[SHOWN],
        its[BOTH]);
  }

  private String quantiles() {
    return leads.isEmpty()
        ? "none"
        : String.format(
            Locale.ROOT,
            "%.0f, %.0f, %.0f (10, 50 and 90 %%)",
            leads.get(leads.size() / 10),
            leads.get(leads.size() / 2),
            leads.get(leads.size() * 9 / 10));
  }

  private Warnings() {}
}
