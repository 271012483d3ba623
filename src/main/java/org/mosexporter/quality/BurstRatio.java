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

  /**
   * BurstR by what a receiver tells of its bursts (RFC 3611 §4.7.2), which is not how long its runs
   * are: in a burst, a missing packet is followed by another as often as packets are missing there,
   * and a run is no longer than its burst. The same holds in gaps.
   *
   * @param burstDensity share of packets missing in bursts, 0–1; {@code gapDensity} between them
   * @param burstPackets mean length; {@code gapPackets} likewise
   * @param missingShare of all packets, 0–1
   * @return at least 1; 1 when no packet is missing by these figures
   */
  public static double ofBursts(
      double burstDensity,
      double gapDensity,
      double burstPackets,
      double gapPackets,
      double missingShare) {
    double inBursts = burstDensity * burstPackets;
    double inGaps = gapDensity * gapPackets;
    double missing = inBursts + inGaps;
    if (!(missing > 0)) {
      return 1;
    }
    double run = Math.max(1, Math.min(1 / (1 - burstDensity), inBursts));
    double runs = inBursts / run + inGaps * (1 - gapDensity);
    return runs > 0 ? Math.max(1, of(missing / runs, missingShare)) : 1;
  }

  private BurstRatio() {}
}
