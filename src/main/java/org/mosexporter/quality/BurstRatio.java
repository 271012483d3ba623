package org.mosexporter.quality;

/**
 * BurstR: the mean length of loss runs over that of random loss at the same rate (ITU-T G.107
 * §7.5).
 */
public final class BurstRatio {
  /**
   * BurstR as it is, which is below 1 when losses avoid each other; 1 when nothing is missing.
   *
   * @param missing packets lost or discarded
   * @param runs uninterrupted sequences of them; one that began before counts as well
   * @param expected packets sent
   */
  public static double ofRuns(long missing, long runs, long expected) {
    if (missing <= 0 || expected <= 0) {
      return 1;
    }
    return of((double) missing / Math.max(1, runs), (double) missing / expected);
  }

  /** As above from a mean run, in packets, and the share of missing packets, 0–1. */
  static double of(double meanRunPackets, double missingShare) {
    return meanRunPackets * (1 - missingShare); // random loss has runs of 1 / (1 - share)
  }

  private BurstRatio() {}
}
