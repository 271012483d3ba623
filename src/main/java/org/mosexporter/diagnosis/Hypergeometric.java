package org.mosexporter.diagnosis;

/**
 * How likely it is by chance that draws hit a part of the whole (Fisher's exact test, one side).
 */
final class Hypergeometric {
  /**
   * Probability of at least {@code hits} among so many {@code draws} without replacement from
   * {@code all}, of which {@code marked} are hits.
   */
  static double atLeast(int hits, int draws, int marked, int all) {
    double sum = 0;
    for (int k = Math.max(hits, draws + marked - all); k <= Math.min(draws, marked); k++) {
      sum +=
          Math.exp(
              logChoose(marked, k) + logChoose(all - marked, draws - k) - logChoose(all, draws));
    }
    return Math.min(1, sum);
  }

  private static double logChoose(int from, int many) {
    return LogGamma.of(from + 1.0) - LogGamma.of(many + 1.0) - LogGamma.of(from - many + 1.0);
  }

  private Hypergeometric() {}
}
