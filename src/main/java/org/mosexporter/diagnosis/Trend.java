package org.mosexporter.diagnosis;

import java.util.Arrays;

/**
 * Whether a series rises, and how fast: the median of the slopes of all pairs (Theil 1950, Sen
 * 1968) with Kendall's test of it, ties counted (Kendall 1975).
 *
 * @param z of Kendall's S, corrected for points that repeat each other
 * @param slope per unit of time; {@code low} and {@code high} hold it in 80 of 100 cases
 */
record Trend(int points, double z, double slope, double low, double high) {
  /** 80 % of a normal distribution lie within. */
  private static final double EIGHTY_PERCENT = 1.2816;

  /**
   * The trend of values in order of time.
   *
   * @param length of both arrays, what is to be looked at: at least 3
   * @param repetition by how much neighbours that share calls make the variance larger
   */
  static Trend of(double[] times, double[] values, int length, double repetition) {
    double[] slopes = new double[length * (length - 1) / 2];
    long s = 0;
    int count = 0;
    for (int i = 0; i < length; i++) {
      for (int j = i + 1; j < length; j++) {
        double rise = values[j] - values[i];
        s += Math.round(Math.signum(rise));
        slopes[count++] = rise / (times[j] - times[i]);
      }
    }
    Arrays.sort(slopes);
    double deviation = Math.sqrt(repetition * variance(values, length));
    double z = deviation > 0 ? (s - Math.signum((double) s)) / deviation : 0;
    double off = EIGHTY_PERCENT * deviation / 2;
    double middle = (count - 1) / 2.0;
    return new Trend(
        length, z, at(slopes, middle), at(slopes, middle - off), at(slopes, middle + off));
  }

  /** Of S: (n(n − 1)(2n + 5) − Σ t(t − 1)(2t + 5)) / 18 over groups of equal values. */
  private static double variance(double[] values, int length) {
    double[] sorted = Arrays.copyOf(values, length);
    Arrays.sort(sorted);
    double sum = term(length);
    int equal = 1;
    for (int i = 1; i <= length; i++) {
      if (i < length && sorted[i] == sorted[i - 1]) {
        equal++;
      } else {
        sum -= term(equal);
        equal = 1;
      }
    }
    return sum / 18;
  }

  private static double term(double n) {
    return n * (n - 1) * (2 * n + 5);
  }

  private static double at(double[] sorted, double rank) {
    double inside = Math.clamp(rank, 0, sorted.length - 1);
    int below = (int) inside;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (inside - below) * (sorted[above] - sorted[below]);
  }
}
