package org.mosexporter.diagnosis;

/**
 * Student's t distribution, by way of the incomplete beta function (Abramowitz and Stegun 26.5.8,
 * 26.7.1).
 */
final class StudentT {
  private static final int MOST_TERMS = 500;
  private static final double PRECISE = 1e-14;
  private static final double TINY = 1e-300;
  private static final int HALVINGS = 200;

  /**
   * How far out t must be so that less than the rest lies beyond it, both sides together.
   *
   * @param confidence between 0 and 1, such as 0.95
   * @param freedom degrees of freedom, above 0, not only whole
   */
  static double twoSided(double confidence, double freedom) {
    double beyond = 1 - confidence;
    double low = 0;
    double high = 1;
    while (twoTails(high, freedom) > beyond && high < 1e12) {
      high *= 2;
    }
    for (int i = 0; i < HALVINGS && high - low > PRECISE * high; i++) {
      double middle = (low + high) / 2;
      if (twoTails(middle, freedom) > beyond) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** The share that lies beyond ±t. */
  private static double twoTails(double t, double freedom) {
    return incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5);
  }

  /** I_x(a, b), 0 to 1. */
  private static double incompleteBeta(double x, double a, double b) {
    if (x <= 0 || x >= 1) {
      return x <= 0 ? 0 : 1;
    }
    double front =
        Math.exp(
            LogGamma.of(a + b)
                - LogGamma.of(a)
                - LogGamma.of(b)
                + a * Math.log(x)
                + b * Math.log1p(-x));
    return x < (a + 1) / (a + b + 2)
        ? front * continuedFraction(x, a, b) / a
        : 1 - front * continuedFraction(1 - x, b, a) / b;
  }

  /** Lentz's way to evaluate it. */
  private static double continuedFraction(double x, double a, double b) {
    double c = 1;
    double d = 1 / away(1 - (a + b) * x / (a + 1));
    double value = d;
    for (int m = 1; m < MOST_TERMS; m++) {
      double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      d = 1 / away(1 + even * d);
      c = away(1 + even / c);
      value *= d * c;
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      d = 1 / away(1 + odd * d);
      c = away(1 + odd / c);
      value *= d * c;
      if (Math.abs(d * c - 1) < PRECISE) {
        break;
      }
    }
    return value;
  }

  private static double away(double fromZero) {
    return Math.abs(fromZero) < TINY ? TINY : fromZero;
  }

  private StudentT() {}
}
