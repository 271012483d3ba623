package org.mosexporter.diagnosis;

/**
 * Who listened within the last minutes, and what they had: means that forget half in two minutes.
 * At most 64; the one silent for longest makes room. Used by one thread.
 */
final class Ears {
  static final int MOST = 64;

  private static final double HALF_NS = 120e9;

  private final long[] ids = new long[MOST];
  private final long[] lastNs = new long[MOST];
  private final float[] weight = new float[MOST];
  private final float[] sum = new float[MOST];
  private int size;

  /** One of them heard something. */
  void heard(long id, long atNs, double points) {
    int ear = find(id);
    double kept = Math.pow(0.5, Math.max(0, atNs - lastNs[ear]) / HALF_NS);
    lastNs[ear] = Math.max(lastNs[ear], atNs);
    weight[ear] = (float) (weight[ear] * kept + 1);
    sum[ear] = (float) (sum[ear] * kept + points);
  }

  private int find(long id) {
    int oldest = 0;
    for (int i = 0; i < size; i++) {
      if (ids[i] == id) {
        return i;
      }
      oldest = lastNs[i] < lastNs[oldest] ? i : oldest;
    }
    int ear = size < MOST ? size++ : oldest;
    ids[ear] = id;
    lastNs[ear] = 0;
    weight[ear] = 0;
    sum[ear] = 0;
    return ear;
  }

  int size() {
    return size;
  }

  /** Whether it was heard since, and said enough to be judged. */
  boolean isFresh(int ear, long sinceNs) {
    return lastNs[ear] >= sinceNs && weight[ear] >= 1.5;
  }

  double mean(int ear) {
    return sum[ear] / weight[ear];
  }
}
