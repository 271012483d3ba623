package org.mosexporter.stream;

import org.mosexporter.config.Table;

/** What the intervals of all streams that live may take together. */
final class IntervalRoom {
  private int most = Table.INTERVALS.entries();
  private int taken;
  private long merges;

  /** From now on nothing is kept. */
  void close() {
    most = 0;
  }

  /** Whether so many more may be kept. */
  boolean take(int more) {
    if (taken + more > most) {
      return false;
    }
    taken += more;
    return true;
  }

  void giveBack(int unused) {
    taken -= unused;
  }

  /** A stream had to make do with half as many. */
  void merged() {
    merges++;
  }

  void gauge(Table.Gauge gauge) {
    gauge.show(Table.INTERVALS, taken, merges);
  }
}
