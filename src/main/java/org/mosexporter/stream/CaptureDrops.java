package org.mosexporter.stream;

/**
 * When an observation point lost packets on their way to us, in order, joined where they touch.
 * Intervals that are not told yet lie in the last {@link #KEPT_NS}. Of more than {@link #STRETCHES}
 * in that time the nearest two become one: what lies between them is disbelieved too.
 */
public final class CaptureDrops {
  private static final int STRETCHES = 16;
  private static final long JOINED_NS = 100_000_000L;
  private static final long KEPT_NS = 120_000_000_000L;

  private final long[] fromNs = new long[STRETCHES + 1];
  private final long[] toNs = new long[STRETCHES + 1];
  private int stretches;

  public void add(long from, long to) {
    int at = insert(from, to);
    if (at > 0 && gapAfter(at - 1) <= JOINED_NS) {
      joinWithNext(--at);
    }
    while (at < stretches - 1 && gapAfter(at) <= JOINED_NS) {
      joinWithNext(at);
    }
    if (stretches > STRETCHES) {
      makeRoom();
    }
  }

  private int insert(long from, long to) {
    int at = stretches++;
    for (; at > 0 && fromNs[at - 1] > from; at--) {
      fromNs[at] = fromNs[at - 1];
      toNs[at] = toNs[at - 1];
    }
    fromNs[at] = from;
    toNs[at] = to;
    return at;
  }

  private long gapAfter(int at) {
    return fromNs[at + 1] - toNs[at];
  }

  private void joinWithNext(int at) {
    toNs[at] = Math.max(toNs[at], toNs[at + 1]);
    fromNs[at + 1] = fromNs[at];
    toNs[at + 1] = toNs[at];
    remove(at);
  }

  private void remove(int at) {
    stretches--;
    System.arraycopy(fromNs, at + 1, fromNs, at, stretches - at);
    System.arraycopy(toNs, at + 1, toNs, at, stretches - at);
  }

  private void makeRoom() {
    if (toNs[0] < toNs[stretches - 1] - KEPT_NS) {
      remove(0);
      return;
    }
    int nearest = 0;
    for (int i = 1; i < stretches - 1; i++) {
      nearest = gapAfter(i) < gapAfter(nearest) ? i : nearest;
    }
    joinWithNext(nearest);
  }

  public void onClockStep(long stepNs) {
    for (int i = 0; i < stretches; i++) {
      fromNs[i] += stepNs;
      toNs[i] += stepNs;
    }
  }

  public boolean overlap(long from, long to) {
    for (int i = 0; i < stretches; i++) {
      if (fromNs[i] < to && toNs[i] > from) {
        return true;
      }
    }
    return false;
  }
}
