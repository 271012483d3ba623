package org.mosexporter.diagnosis;

/** What our own capture dropped lately, beside what it saw. */
final class OwnDrops {
  private static final int DROPPED = 0;
  private static final int SEEN = 1;

  private final Fading sums = new Fading(2);
  private long sinceNs;

  void dropped(long fromNs, long toNs, long packets) {
    sums.until(toNs);
    sinceNs = sums.of(DROPPED) < 1 ? fromNs : sinceNs;
    sums.add(DROPPED, (double) packets);
  }

  void seen(long atNs, long packets) {
    sums.until(atNs);
    sums.add(SEEN, (double) packets);
  }

  double packets() {
    return sums.of(DROPPED);
  }

  double ratio() {
    return sums.of(DROPPED) / Math.max(1, sums.of(DROPPED) + sums.of(SEEN));
  }

  long sinceNs() {
    return sinceNs;
  }
}
