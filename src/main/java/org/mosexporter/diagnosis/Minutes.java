package org.mosexporter.diagnosis;

import java.util.Arrays;

/** Sums of the last minutes, an hour and a half of them. Used by one thread. */
final class Minutes {
  static final int MOST = 90;
  private static final long MINUTE_NS = 60_000_000_000L;

  private final long[] minutes = new long[MOST];
  private final float[] intervals = new float[MOST];
  private final float[] packets = new float[MOST];
  private final float[] mos = new float[MOST];
  private final float[] points = new float[MOST];

  Minutes() {
    Arrays.fill(minutes, Long.MIN_VALUE);
  }

  static long minute(long atNs) {
    return Math.floorDiv(atNs, MINUTE_NS);
  }

  void add(long atNs, double lostPoints, double mosLq, long expected) {
    long minute = minute(atNs);
    int at = Math.floorMod(minute, MOST);
    if (minute < minutes[at]) {
      return;
    }
    if (minute > minutes[at]) {
      minutes[at] = minute;
      for (float[] sums : new float[][] {intervals, packets, mos, points}) {
        sums[at] = 0;
      }
    }
    intervals[at]++;
    packets[at] += expected;
    mos[at] += (float) mosLq;
    points[at] += (float) lostPoints;
  }

  /** Mean MOS and packets of the last minutes up to now. */
  record Level(double mos, double points, long intervals, long packets) {}

  Level level(long nowNs, int last) {
    double sumOfMos = 0;
    double sumOfPoints = 0;
    double count = 0;
    double expected = 0;
    long newest = minute(nowNs);
    for (int i = 0; i < MOST; i++) {
      if (minutes[i] > newest - last && minutes[i] <= newest) {
        sumOfMos += mos[i];
        sumOfPoints += points[i];
        count += intervals[i];
        expected += packets[i];
      }
    }
    return new Level(
        sumOfMos / count, sumOfPoints / count, Math.round(count), Math.round(expected));
  }

  /** Minutes ago, earliest first, and means: how many of {@code last} minutes have any. */
  int series(long nowNs, int last, double[] times, double[] values) {
    int length = 0;
    long newest = minute(nowNs);
    for (long minute = newest - last + 1; minute <= newest; minute++) {
      int at = Math.floorMod(minute, MOST);
      if (minutes[at] == minute) {
        times[length] = minute - newest;
        values[length] = points[at] / intervals[at];
        length++;
      }
    }
    return length;
  }
}
