package org.mosexporter.diagnosis;

/** How likely so many of so many are by chance. */
final class Binomial {
  /** Probability of at least {@code hits} among {@code tries} of the given probability each. */
  static double atLeast(int hits, int tries, double probability) {
    if (hits <= 0) {
      return 1;
    }
    double logOdds = Math.log(probability) - Math.log1p(-probability);
    double logTerm = tries * Math.log1p(-probability);
    double sum = 0;
    for (int k = 0; k <= tries; k++) {
      if (k >= hits) {
        sum += Math.exp(logTerm);
      }
      logTerm += Math.log((double) (tries - k) / (k + 1)) + logOdds;
    }
    return Math.min(1, sum);
  }

  private Binomial() {}
}
