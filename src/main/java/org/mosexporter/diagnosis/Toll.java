package org.mosexporter.diagnosis;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * What a trouble costs those whom it touches: of the half hour before the last of them, for what
 * comes slowly is worse now than it was.
 *
 * @param sinceNs when the first passage began that suffered
 * @param calls that it touched, suffering or not
 */
record Toll(long sinceNs, int calls, int callers, double lostR, double lostMos) {
  private static final long LATE_NS = 1_800_000_000_000L;

  static final Toll NONE = new Toll(0, 0, 0, 0, 0);

  /**
   * Of passages of a group.
   *
   * @param harm in points of R
   * @param least from which on a passage suffers
   */
  static Toll of(List<Passage> group, ToDoubleFunction<Passage> harm, double least) {
    return of(group, harm, one -> harm.applyAsDouble(one) >= least);
  }

  /** Of passages of a group, of which some suffer. */
  static Toll of(List<Passage> group, ToDoubleFunction<Passage> harm, Predicate<Passage> suffers) {
    long sinceNs =
        group.stream().filter(suffers).mapToLong(Passage::startNs).min().orElse(Long.MAX_VALUE);
    List<Passage> touched = group.stream().filter(one -> one.startNs() >= sinceNs).toList();
    if (touched.isEmpty()) {
      return NONE;
    }
    List<Passage> late = late(touched);
    double weight = late.stream().mapToDouble(Passage::seconds).sum();
    double points = 0;
    double mos = 0;
    for (Passage one : late) {
      double share = weight <= 0 ? 1.0 / late.size() : one.seconds() / weight;
      double here = Math.max(0, harm.applyAsDouble(one));
      points += share * here;
      mos += share * one.mosLost(here);
    }
    return new Toll(
        sinceNs,
        (int) touched.stream().map(Passage::call).distinct().count(),
        (int) touched.stream().map(one -> one.phone().address()).distinct().count(),
        points,
        mos);
  }

  private static List<Passage> late(List<Passage> touched) {
    long lastNs = touched.stream().mapToLong(Passage::startNs).max().orElse(0);
    return touched.stream().filter(one -> one.startNs() > lastNs - LATE_NS).toList();
  }
}
