package org.mosexporter.stream;

/**
 * When one observation point lost packets on their way to us: the last stretches, joined where they
 * touch. Intervals that are not told yet lie in the last minute.
 */
final class CaptureDrops {
  private static final int STRETCHES = 16;
  private static final long JOINED_NS = 100_000_000L;

  private final long[] fromNs = new long[STRETCHES];
  private final long[] toNs = new long[STRETCHES];
  private int stretches;

  void add(long from, long to) {
    int latest = (stretches - 1) % STRETCHES;
    if (stretches > 0 && from <= toNs[latest] + JOINED_NS && to >= fromNs[latest] - JOINED_NS) {
      fromNs[latest] = Math.min(fromNs[latest], from);
      toNs[latest] = Math.max(toNs[latest], to);
      return;
    }
    fromNs[stretches % STRETCHES] = from;
    toNs[stretches % STRETCHES] = to;
    stretches++;
  }

  void onClockStep(long stepNs) {
    for (int i = 0; i < STRETCHES; i++) {
      fromNs[i] += stepNs;
      toNs[i] += stepNs;
    }
  }

  boolean overlap(long from, long to) {
    for (int i = Math.max(0, stretches - STRETCHES); i < stretches; i++) {
      if (fromNs[i % STRETCHES] < to && toNs[i % STRETCHES] > from) {
        return true;
      }
    }
    return false;
  }
}
