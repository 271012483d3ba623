package org.mosexporter.diagnosis;

import java.util.Arrays;

/** Means weighted by time, of the latest slots of equal length. Used by one thread. */
final class MeanRing {
  private static final long NEVER = Long.MIN_VALUE;

  private final long slotNs;
  private final long[] slots;
  private final double[] sums;
  private final double[] seconds;
  private final int[] intervals;
  private final int[] touched;

  MeanRing(long slotNs, int length) {
    this.slotNs = slotNs;
    slots = new long[length];
    sums = new double[length];
    seconds = new double[length];
    intervals = new int[length];
    touched = new int[length];
    Arrays.fill(slots, NEVER);
  }

  /** Adds one, unless it is older than what is kept. */
  void add(long atNs, double value, double lengthSeconds, boolean touches) {
    long slot = Math.floorDiv(atNs, slotNs);
    int at = Math.floorMod(slot, slots.length);
    if (slot < slots[at]) {
      return;
    }
    if (slot > slots[at]) {
      slots[at] = slot;
      sums[at] = 0;
      seconds[at] = 0;
      intervals[at] = 0;
      touched[at] = 0;
    }
    sums[at] += value * lengthSeconds;
    seconds[at] += lengthSeconds;
    intervals[at]++;
    touched[at] += touches ? 1 : 0;
  }

  /**
   * What the slots say together.
   *
   * @param touched of the intervals, those that were really changed or could have been
   */
  record Mean(double value, long intervals, long touched) {}

  /** Of the slot that this time lies in, and of those before it. */
  Mean upTo(long nowNs) {
    long newest = Math.floorDiv(nowNs, slotNs);
    double sum = 0;
    double weight = 0;
    long count = 0;
    long changed = 0;
    for (int i = 0; i < slots.length; i++) {
      if (slots[i] <= newest && slots[i] > newest - slots.length) {
        sum += sums[i];
        weight += seconds[i];
        count += intervals[i];
        changed += touched[i];
      }
    }
    return new Mean(weight > 0 ? sum / weight : 0, weight > 0 ? count : 0, changed);
  }
}
