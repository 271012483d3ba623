package org.mosexporter.diagnosis;

import java.util.Arrays;

/**
 * Points of R that a site loses beyond what is usual, as a mean of all who listen within the last
 * minutes: the first sign of most degradations (decision 124). What came and went without the
 * target being crossed is tolerated for a week or two: next time it must be twice as much. Used by
 * one thread.
 */
final class NewLoss {
  private static final int MOST_MINUTES = 40;

  private static final int MINUTES = 3;

  /** As if half a minute of one call had lost nothing: a few bad packets are no mean. */
  private static final double PRIOR_PACKETS = 1_500;

  /** Points beyond those count no more: one deaf call is not a site. */
  private static final double MOST_POINTS = 60;

  /** A thirtieth of the way from a good line to the usual target. */
  private static final double LEAST_POINTS = 0.6;

  /** Twenty seconds of bad speech within five minutes: one interval alone is an accident. */
  private static final double LEAST_BAD_PACKETS = 1_000;

  private static final int BAD_MINUTES = 5;

  /** Of a stream of 20 ms. */
  private static final double PACKETS_PER_MINUTE = 3_000;

  /** Points that a listener can lose (ITU-T G.107 §7.5). */
  private static final double MOST_OF_A_LISTENER = 95;

  private static final double MORE_THAN_TOLERATED = 2;

  /** Half an hour later it is known that the target was not crossed by it. */
  private static final int LATER_MINUTES = 30;

  private static final double HALF_LIFE_MINUTES = 7 * 24 * 60;

  /** Half an hour of learning comes before the first conclusion. */
  private static final long LEARNING_NS = 1_800_000_000_000L;

  private final long[] minutes = new long[MOST_MINUTES];
  private final float[] packets = new float[MOST_MINUTES];
  private final float[] badPackets = new float[MOST_MINUTES];
  private final float[] points = new float[MOST_MINUTES];
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
    int at = Math.floorMod(minute, MOST_MINUTES);
    if (minute < minutes[at]) {
      return;
    }
    if (minute > minutes[at]) {
      minutes[at] = minute;
      packets[at] = 0;
      badPackets[at] = 0;
      points[at] = 0;
    }
    packets[at] += expected;
    badPackets[at] += excess > 0 ? expected : 0;
    points[at] += (float) (expected * Math.min(MOST_POINTS, excess));
  }

  private double sum(float[] of, long newest, int last) {
    double sum = 0;
    for (int i = 0; i < MOST_MINUTES; i++) {
      if (minutes[i] > newest - last && minutes[i] <= newest) {
        sum += of[i];
      }
    }
    return sum;
  }

  private double mean(long newest) {
    return sum(points, newest, MINUTES) / (PRIOR_PACKETS + sum(packets, newest, MINUTES));
  }

  /** Whether it loses what it neither usually loses nor lost before without consequence. */
  boolean isThere(long nowNs, double room) {
    long minute = Minutes.minute(nowNs);
    tolerate(minute - LATER_MINUTES);
    double mean = mean(minute);
    return firstNs <= nowNs - LEARNING_NS
        && mean > LEAST_POINTS
        && mean > MORE_THAN_TOLERATED * tolerated
        && reaches(minute, room)
        && sum(badPackets, minute, BAD_MINUTES) >= LEAST_BAD_PACKETS;
  }

  /**
   * Whether those that it concerns can bring the mean down by so much: whoever is heard is a sample
   * of all, so that in a few minutes to come their share may be two deviations larger.
   */
  private boolean reaches(long minute, double room) {
    double all = Math.max(1, sum(packets, minute, BAD_MINUTES));
    double share = sum(badPackets, minute, BAD_MINUTES) / all;
    double streams = Math.max(1, all / (BAD_MINUTES * PACKETS_PER_MINUTE));
    double most = share + 2 * Math.sqrt(share * (1 - share) / streams);
    return !(most * MOST_OF_A_LISTENER < room);
  }

  private void tolerate(long until) {
    if (judgedMinute != Long.MIN_VALUE && until > judgedMinute) {
      tolerated *= Math.pow(0.5, (until - judgedMinute) / HALF_LIFE_MINUTES);
    }
    long oldest = until - MOST_MINUTES + LATER_MINUTES + MINUTES;
    for (long minute = Math.max(judgedMinute + 1, oldest); minute <= until; minute++) {
      tolerated = Math.max(tolerated, mean(minute));
    }
    judgedMinute = Math.max(judgedMinute, until);
  }

  /** The target was crossed: what led there is not tolerated any more. */
  void crossed(long nowNs) {
    tolerated = 0;
    judgedMinute = Minutes.minute(nowNs) + MINUTES;
  }

  /** Points that it lost beyond the usual ones without consequence. */
  double tolerated() {
    return tolerated;
  }

  /** What was tolerated then. */
  void restore(double kept, long atNs) {
    tolerated = Math.min(MOST_POINTS, kept);
    judgedMinute = Minutes.minute(atNs);
    firstNs = atNs - LEARNING_NS;
  }
}
