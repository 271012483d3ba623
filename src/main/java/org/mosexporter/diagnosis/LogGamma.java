package org.mosexporter.diagnosis;

/** The logarithm of the gamma function for positive arguments, to about 1e-10. */
final class LogGamma {
  private static final double HALF_LOG_TAU = 0.5 * Math.log(2 * Math.PI);

  /** Stirling's series (Abramowitz and Stegun 6.1.41), moved up to where it is exact enough. */
  static double of(double x) {
    double shifted = x;
    double product = 1;
    while (shifted < 10) {
      product *= shifted;
      shifted++;
    }
    double inverse = 1 / shifted;
    double square = inverse * inverse;
    double series =
        inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680))));
    return (shifted - 0.5) * Math.log(shifted)
        - shifted
        + HALF_LOG_TAU
        + series
        - Math.log(product);
  }

  private LogGamma() {}
}
