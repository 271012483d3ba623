package org.mosexporter.stream;

import org.jspecify.annotations.Nullable;
import org.mosexporter.quality.BurstGap;
import org.mosexporter.quality.BurstMetrics;

/**
 * What became of the packets of one stream, in the order of their numbers, as far as that is
 * decided: heard, lost, or discarded because they came too late; and in what runs.
 */
class Fates {
  /** First number of the stream. */
  long base;

  /** Last decided number of the interval before. */
  long cutAt = -1;

  private int lostSinceCut;
  private int lateSinceCut;
  private int runsSinceCut;
  private @Nullable BurstGap bursts;
  private boolean lastMissed;

  /** Newest number whose fate is decided. */
  long decided = -1;

  /** Of the next packets, none came. */
  final void decideLost(long count) {
    countBurst(decided + 1, count, 0);
    lostSinceCut += (int) count;
    runsSinceCut += lastMissed ? 0 : 1;
    lastMissed = true;
    decided += count;
  }

  /**
   * Of the next packets, the oldest in the top bit.
   *
   * @param count 1–64
   */
  final void decideNext(long lost, long late, int count) {
    long missed = lost | late;
    if (missed != 0) {
      countBursts(missed, late);
      lostSinceCut += Long.bitCount(lost);
      lateSinceCut += Long.bitCount(late);
      runsSinceCut += Long.bitCount(missed & ~(missed >>> 1 | (lastMissed ? Long.MIN_VALUE : 0)));
    }
    lastMissed = (missed >>> (Long.SIZE - count) & 1) != 0;
    decided += count;
  }

  /** Tells the bursts of missing packets, the oldest in the top bit of both. */
  private void countBursts(long missed, long late) {
    long left = missed;
    while (left != 0) {
      int at = Long.numberOfLeadingZeros(left);
      int run = Long.numberOfLeadingZeros(~(left << at)); // 64 − at at most: zeros come in behind
      long behind = at + run < Long.SIZE ? -1L >>> (at + run) : 0;
      long these = (-1L >>> at) & ~behind;
      int discarded = Long.bitCount(late & these);
      countBurst(decided + 1 + at, run - discarded, discarded);
      left &= ~these;
    }
  }

  private void countBurst(long first, long lost, long discarded) {
    BurstGap counted = bursts;
    if (counted == null) {
      counted = new BurstGap();
      bursts = counted;
    }
    counted.addReceived(first - base - counted.packets());
    counted.addLost(lost);
    counted.addDiscarded(discarded);
  }

  /** Bursts and gaps among the packets that were decided. */
  final BurstMetrics bursts() {
    BurstGap counted = bursts;
    if (counted == null) {
      counted = new BurstGap();
    }
    counted.addReceived(decided + 1 - base - counted.packets());
    return counted.metrics();
  }

  /** Ends an interval at the last decided packet; a run across the cut counts in both. */
  final void cut() {
    cutAt = decided;
    lostSinceCut = 0;
    lateSinceCut = 0;
    runsSinceCut = 0;
    lastMissed = false;
  }

  /** Decided packets since the cut. */
  final long expectedSinceCut() {
    return decided - cutAt;
  }

  final long lostSinceCut() {
    return lostSinceCut;
  }

  /** Of the decided packets since the cut, those that arrived too late. */
  final long discardedSinceCut() {
    return lateSinceCut;
  }

  /** Runs of lost and discarded packets since the cut. */
  final long runsSinceCut() {
    return runsSinceCut;
  }

  /** Runs of lost and discarded packets that were decided. */
  final long runs() {
    return bursts == null ? 0 : bursts.runs();
  }

  /** Lost and discarded packets that were decided: what {@link #runs} are made of. */
  final long missedDecided() {
    return bursts == null ? 0 : bursts.missing();
  }
}
