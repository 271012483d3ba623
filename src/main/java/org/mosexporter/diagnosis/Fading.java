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
      double kept = Math.pow(0.5, (nowNs - atNs) / HALF_LIFE_NS);
      for (int i = 0; i < sums.length; i++) {
        sums[i] *= kept;
      }
      atNs = nowNs;
    }
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
