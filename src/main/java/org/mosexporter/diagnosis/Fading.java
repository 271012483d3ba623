package org.mosexporter.diagnosis;

/** Sums in which what is long ago counts less: half after a quarter of an hour. */
final class Fading {
  private static final double HALF_LIFE_NS = 900e9;

  private final double[] sums;
  private long atNs;

  Fading(int figures) {
    sums = new double[figures];
  }

  /** Lets time pass; then values may be added. */
  void until(long nowNs) {
    if (nowNs > atNs) {
      double kept = faded(nowNs - atNs);
      for (int i = 0; i < sums.length; i++) {
        sums[i] *= kept;
      }
      atNs = nowNs;
    }
  }

  private static double faded(long ns) {
    return Math.pow(0.5, ns / HALF_LIFE_NS);
  }

  /**
   * What is left by now of something that was then: calls do not end in the order of their ends.
   */
  double kept(long thenNs) {
    return faded(Math.max(0, atNs - thenNs));
  }

  void add(int figure, double value) {
    sums[figure] += value;
  }

  double of(int figure) {
    return sums[figure];
  }

  long atNs() {
    return atNs;
  }
}
