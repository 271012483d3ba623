package org.mosexporter.diagnosis;

import java.util.Arrays;

/**
 * Points of R that a site loses beyond what is usual, as a mean of all who listen within the last
 * minutes: the first sign of most degradations (decision 105). What came and went without the
 * target being crossed is tolerated: next time it must be half as much again. Used by one thread.
 */
final class NewLoss {
  private static final int MOST = 40;
  private static final int MINUTES = 3;

  /** As if half a minute of one call had lost nothing: a few bad packets are no mean. */
  private static final double PRIOR_PACKETS = 1_500;

  /** Points beyond those count no more: one deaf call is not a site. */
  private static final double MOST_POINTS = 60;

  /** A thirtieth of what leads from a good line to the usual target. */
  private static final double LEAST_POINTS = Double.parseDouble(System.getProperty("lp","0.5"));

  private static final double MORE_THAN_TOLERATED = Double.parseDouble(System.getProperty("more","1.5"));

  /** Half an hour later it is known that the target was not crossed by it. */
  private static final int LATER_MINUTES = 30;

  /** Half an hour of learning comes before the first conclusion. */
  private static final long LEARNING_NS = 1_800_000_000_000L;

  private static final double HALF_LIFE_MINUTES = Double.parseDouble(System.getProperty("hl","2880"));
  private static final double BAD = Double.parseDouble(System.getProperty("bad","0"));
  private static final int BADMIN = Integer.getInteger("badmin",5);
  private final float[] bad = new float[MOST];
  private double bad(long newest) { double sum = 0; for (int i = 0; i < MOST; i++) { if (minutes[i] > newest - BADMIN && minutes[i] <= newest) { sum += bad[i]; } } return sum; }


  private final long[] minutes = new long[MOST];
  private final float[] packets = new float[MOST];
  private final float[] points = new float[MOST];
  private double tolerated;
  private long judgedMinute = Long.MIN_VALUE;
  private long firstNs = Long.MAX_VALUE;

  NewLoss() {
    Arrays.fill(minutes, Long.MIN_VALUE);
  }

  /**
   * What somebody heard in an interval.
   *
   * @param excess points beyond the usual ones
   */
  void add(long atNs, double excess, long expected) {
    firstNs = Math.min(firstNs, atNs);
    long minute = Minutes.minute(atNs);
    int at = Math.floorMod(minute, MOST);
    if (minute < minutes[at]) {
      return;
    }
    if (minute > minutes[at]) {
      minutes[at] = minute;
      packets[at] = 0;
      points[at] = 0;
      bad[at] = 0;
    }
    packets[at] += expected;
    bad[at] += excess > 0 ? expected : 0;
    points[at] += (float) (expected * Math.min(MOST_POINTS, excess));
  }

  /** Mean points lost beyond the usual ones in the last minutes. */
  double mean(long nowNs) {
    return mean(Minutes.minute(nowNs), MINUTES);
  }

  private double mean(long newest, int last) {
    double lost = 0;
    double weight = PRIOR_PACKETS;
    for (int i = 0; i < MOST; i++) {
      if (minutes[i] > newest - last && minutes[i] <= newest) {
        lost += points[i];
        weight += packets[i];
      }
    }
    return lost / weight;
  }

  /** Whether it loses what it neither usually loses nor lost before without consequence. */
  boolean isThere(long nowNs) {
    tolerate(Minutes.minute(nowNs) - LATER_MINUTES);
    double mean = mean(nowNs);
    return firstNs <= nowNs - LEARNING_NS
        && bad(Minutes.minute(nowNs)) >= BAD
        && mean > LEAST_POINTS && mean > MORE_THAN_TOLERATED * tolerated;
  }

  private void tolerate(long until) {
    long from = Math.max(judgedMinute + 1, until - MOST + LATER_MINUTES + MINUTES);
    if (judgedMinute != Long.MIN_VALUE && until > judgedMinute) {
      tolerated *= Math.pow(0.5, (until - judgedMinute) / HALF_LIFE_MINUTES);
    }
    for (long minute = from; minute <= until; minute++) {
      tolerated = Math.max(tolerated, mean(minute, MINUTES));
    }
    judgedMinute = Math.max(judgedMinute, until);
  }

  /** The target was crossed: what led there is not tolerated any more. */
  void crossed(long nowNs) {
    tolerated = 0;
    judgedMinute = Minutes.minute(nowNs);
  }

  double tolerated() {
    return tolerated;
  }

  void restore(double points, long atNs) {
    if (points >= 0 && points <= MOST_POINTS) {
      tolerated = points;
      firstNs = Math.min(firstNs, atNs - LEARNING_NS);
      judgedMinute = Math.max(judgedMinute, Minutes.minute(atNs));
    }
  }
}
