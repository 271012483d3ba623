package org.mosexporter.diagnosis;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Means before and after of observations that are not independent: those of one phone are alike,
 * and so are those of one day.
 *
 * <p>The variance of the difference is that of a jackknife which leaves out one cluster at a time,
 * once by days and once by phones (the estimator CV3 of MacKinnon, Nielsen and Webb, "Fast and
 * reliable jackknife and bootstrap methods for cluster-robust inference", J. Applied Econometrics
 * 38 (2023)); the two are put together as for two-way clusters (Cameron, Gelbach and Miller,
 * "Robust inference with multiway clustering", J. Business and Economic Statistics 29 (2011)):
 * their sum less what both contain, here the variance as if all were independent, and never less
 * than either. The interval takes Student's t with the degrees of freedom of days
 * (Welch–Satterthwaite over both sides) or of phones less one, whichever are fewer.
 *
 * <p>The two sides are before and after a change, so that a day lies wholly on one of them; or they
 * are good calls and others, and a day is one cluster over both, as a phone always is. It does not
 * matter in which order observations come. Used by one thread.
 */
final class ClusteredMeans {
  /** Phones beyond share a cluster: wider clusters are still right, and memory is bounded. */
  private static final int MOST_PHONES = 1024;

  /** Of fewer nothing is told. */
  static final int LEAST_DAYS = 3;

  static final int LEAST_OBSERVATIONS = 20;

  private static final int BEFORE = 0;
  private static final int AFTER = 1;

  /** Count and sum, before and after. */
  private static final class Sums {
    final long[] count = new long[2];
    final double[] sum = new double[2];

    void add(int side, double value) {
      count[side]++;
      sum[side] += value;
    }

    double meanWithout(int side, Sums left) {
      return (sum[side] - left.sum[side]) / (count[side] - left.count[side]);
    }
  }

  private final boolean daysSpanBoth;
  private final Sums all = new Sums();
  private final double[] squares = new double[2];
  private final Map<Integer, Sums> phones = new HashMap<>();
  private final Map<Long, Sums> days = new HashMap<>();

  /** Of a time before and one after. */
  ClusteredMeans() {
    this(false);
  }

  /**
   * Of any two sides.
   *
   * @param daysSpanBoth whether a day has observations of both
   */
  ClusteredMeans(boolean daysSpanBoth) {
    this.daysSpanBoth = daysSpanBoth;
  }

  /**
   * Observes one.
   *
   * @param day number of the day, on any calendar
   */
  void add(boolean isAfter, String phone, long day, double value) {
    int side = isAfter ? AFTER : BEFORE;
    all.add(side, value);
    squares[side] += value * value;
    phones.computeIfAbsent(phone.hashCode() & MOST_PHONES - 1, _ -> new Sums()).add(side, value);
    days.computeIfAbsent(daysSpanBoth ? day : 2 * day + side, _ -> new Sums()).add(side, value);
  }

  long days(boolean isAfter) {
    int side = isAfter ? AFTER : BEFORE;
    return days.values().stream().filter(day -> day.count[side] > 0).count();
  }

  long observed(boolean isAfter) {
    return all.count[isAfter ? AFTER : BEFORE];
  }

  /** Clusters of phones, which its memory grows with. */
  int phones() {
    return phones.size();
  }

  boolean isEnough() {
    return Math.min(all.count[BEFORE], all.count[AFTER]) >= LEAST_OBSERVATIONS
        && Math.min(days(false), days(true)) >= LEAST_DAYS;
  }

  /** The difference with its interval at that confidence. */
  Difference difference(double confidence) {
    return new Difference(
        all.count[BEFORE],
        all.count[AFTER],
        all.sum[BEFORE] / all.count[BEFORE],
        all.sum[AFTER] / all.count[AFTER],
        isEnough() ? interval(confidence) : Optional.empty());
  }

  private Optional<Difference.Interval> interval(double confidence) {
    if (daysSpanBoth && days.values().stream().anyMatch(this::isAllOfASide)) {
      return Optional.empty();
    }
    double byDay =
        daysSpanBoth ? variance(days.values()) : dayVariance(BEFORE) + dayVariance(AFTER);
    double freedom = daysSpanBoth ? days.size() - 1.0 : dayFreedom();
    double variance = byDay;
    if (phones.size() > 1) {
      if (phones.values().stream().anyMatch(this::isAllOfASide)) {
        return Optional.empty(); // without that phone there is nothing to compare
      }
      double byPhone = variance(phones.values());
      variance = Math.max(Math.max(byDay, byPhone), byDay + byPhone - independentVariance());
      freedom = Math.min(freedom, phones.size() - 1);
    }
    double value = all.sum[AFTER] / all.count[AFTER] - all.sum[BEFORE] / all.count[BEFORE];
    double half = StudentT.twoSided(confidence, freedom) * Math.sqrt(variance);
    return Optional.of(new Difference.Interval(value - half, value + half));
  }

  private boolean isAllOfASide(Sums phone) {
    return phone.count[BEFORE] == all.count[BEFORE] || phone.count[AFTER] == all.count[AFTER];
  }

  /** Of the mean of one side, by leaving out one day at a time. */
  private double dayVariance(int side) {
    double[] means =
        days.values().stream()
            .filter(day -> day.count[side] > 0)
            .mapToDouble(day -> all.meanWithout(side, day))
            .toArray();
    return jackknife(means);
  }

  private double dayFreedom() {
    double before = dayVariance(BEFORE);
    double after = dayVariance(AFTER);
    double both = before + after;
    double freedom = days(false) + days(true) - 2.0;
    return both <= 0
        ? freedom
        : both * both / (before * before / (days(false) - 1) + after * after / (days(true) - 1));
  }

  /** Of the difference, by leaving out one cluster at a time, on both sides. */
  private double variance(Collection<Sums> clusters) {
    return jackknife(
        clusters.stream()
            .mapToDouble(one -> all.meanWithout(AFTER, one) - all.meanWithout(BEFORE, one))
            .toArray());
  }

  private static double jackknife(double[] without) {
    double mean = 0;
    for (double one : without) {
      mean += one / without.length;
    }
    double squares = 0;
    for (double one : without) {
      squares += (one - mean) * (one - mean);
    }
    return squares * (without.length - 1) / without.length;
  }

  /** Of the difference, were all observations independent. */
  private double independentVariance() {
    return independentVariance(BEFORE) + independentVariance(AFTER);
  }

  private double independentVariance(int side) {
    double count = all.count[side];
    double mean = all.sum[side] / count;
    return Math.max(0, squares[side] / count - mean * mean) / count;
  }
}
