package org.mosexporter.simulator;

import java.util.Locale;

/**
 * How often something was so, and between which shares the truth lies with 95 % (Clopper and
 * Pearson 1934: exact, never too narrow).
 */
public record Share(int hits, int of) {
  private static final double TAIL = 0.025;
  private static final int HALVINGS = 50;

  public double value() {
    return of == 0 ? Double.NaN : (double) hits / of;
  }

  /** Lower end: below it so many hits would be too lucky. */
  public double least() {
    return hits == 0 ? 0 : solve(p -> atLeast(hits, p) < TAIL);
  }

  /** Upper end. */
  public double most() {
    return hits == of ? 1 : solve(p -> 1 - atLeast(hits + 1, p) > TAIL);
  }

  private static double solve(java.util.function.DoublePredicate tooLow) {
    double low = 0;
    double high = 1;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (tooLow.test(middle)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Probability of so many hits or more. */
  private double atLeast(int least, double p) {
    double logTerm = of * Math.log1p(-p);
    double ratio = Math.log(p) - Math.log1p(-p);
    double sum = 0;
    for (int k = 0; k <= of; k++) {
      sum += k >= least ? Math.exp(logTerm) : 0;
      logTerm += Math.log((double) (of - k) / (k + 1)) + ratio;
    }
    return Math.min(1, sum);
  }

  Share and(boolean hit) {
    return new Share(hits + (hit ? 1 : 0), of + 1);
  }

  @Override
  public String toString() {
    return of == 0
        ? "–"
        : String.format(
            Locale.ROOT,
            "%.1f %% (%d of %d; 95 %%: %.1f to %.1f)",
            100 * value(),
            hits,
            of,
            100 * least(),
            100 * most());
  }
}
