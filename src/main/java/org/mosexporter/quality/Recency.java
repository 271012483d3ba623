package org.mosexporter.quality;

/**
 * How quality that changes is perceived and remembered (ETSI TS 101 329-5 Annex E): listeners
 * notice a burst within seconds and forgive it more slowly.
 *
 * <p>A call is taken to alternate between bursts and gaps of mean length:
 *
 * <pre>
 * I1      = Ieb − (Ieb − I2) e^(−b/t1)      perceived when a burst ends
 * I2      = Ieg + (I1 − Ieg) e^(−g/t2)      perceived when a gap ends
 * Ie(av)  = mean of both curves over b + g
 * Ie(end) = Ie(av) + k (I1 − Ie(av)) e^(−y/t3)
 * </pre>
 *
 * @param i1 perceived at the end of a burst
 * @param i2 perceived at the end of a gap
 * @param ieAverage Ie(av), over the whole call
 */
record Recency(double i1, double i2, double ieAverage) {
  private static final double T1_SECONDS = 5;
  private static final double T2_SECONDS = 15;
  private static final double T3_SECONDS = 30;
  private static final double K = 0.7;

  /**
   * Solves the pair above for its steady state.
   *
   * @param ieGap Ie,eff at the loss of gaps
   * @param ieBurst Ie,eff at the loss of bursts
   * @param gapSeconds mean length; 0 when the call is one burst
   * @param burstSeconds mean length; 0 when there is no burst
   */
  static Recency of(double ieGap, double ieBurst, double gapSeconds, double burstSeconds) {
    if (!(burstSeconds > 0)) {
      return new Recency(ieGap, ieGap, ieGap);
    }
    double kept = Math.exp(-burstSeconds / T1_SECONDS);
    double unforgiven = Math.exp(-gapSeconds / T2_SECONDS);
    double i2 =
        (ieGap * (1 - unforgiven) + ieBurst * (1 - kept) * unforgiven) / (1 - kept * unforgiven);
    double i1 = ieBurst - (ieBurst - i2) * kept;
    double sum =
        burstSeconds * ieBurst
            + gapSeconds * ieGap
            - T1_SECONDS * (ieBurst - i2) * (1 - kept)
            + T2_SECONDS * (i1 - ieGap) * (1 - unforgiven);
    return new Recency(i1, i2, sum / (burstSeconds + gapSeconds));
  }

  /** Ie(end), {@code secondsSinceBurst} after the last burst has ended. */
  double ieAtEnd(double secondsSinceBurst) {
    return ieAverage + K * (i1 - ieAverage) * Math.exp(-secondsSinceBurst / T3_SECONDS);
  }
}
