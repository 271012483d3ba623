package org.mosexporter.diagnosis;

/**
 * Who listened within the last minutes, and what they had: means that forget half in two minutes.
 * At most 64; the one silent for longest makes room. Used by one thread.
 */
final class Ears {
  static final int MOST = 64;

  private static final double HALF_NS = 120e9;

  private final int figures;
  private final long[] ids = new long[MOST];
  private final long[] lastNs = new long[MOST];
  private final float[] weight;
  private final float[] sum;
  private int size;

  Ears(int figures) {
    this.figures = figures;
    weight = new float[MOST * figures];
    sum = new float[MOST * figures];
  }

  /** One of them heard something; values that are not numbers are not known. */
  void heard(long id, long atNs, double[] values) {
    int ear = find(id);
    double kept = Math.pow(0.5, Math.max(0, atNs - lastNs[ear]) / HALF_NS);
    lastNs[ear] = Math.max(lastNs[ear], atNs);
    for (int i = 0; i < figures; i++) {
      int at = ear * figures + i;
      weight[at] *= (float) kept;
      sum[at] *= (float) kept;
      if (Double.isFinite(values[i])) {
        weight[at] += 1;
        sum[at] += (float) values[i];
      }
    }
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
    for (int i = ear * figures; i < (ear + 1) * figures; i++) {
      weight[i] = 0;
      sum[i] = 0;
    }
    return ear;
  }

  int size() {
    return size;
  }

  /** Whether it was heard since, and said enough of the figure to be judged. */
  boolean isFresh(int ear, int figure, long sinceNs) {
    return lastNs[ear] >= sinceNs && weight[ear * figures + figure] >= 1.5;
  }

  double mean(int ear, int figure) {
    return sum[ear * figures + figure] / weight[ear * figures + figure];
  }
}
