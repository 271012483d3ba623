package org.mosexporter.quality;

/**
 * Bursts and gaps of a stream (RFC 3611 §4.7.2); lost and discarded packets alike are missing.
 *
 * @param packets sent, as far as decided
 * @param lost of these, never arrived
 * @param discarded of these, arrived too late for playout
 * @param runs uninterrupted sequences of missing packets
 * @param burstPackets in all bursts, received ones included
 * @param burstMissing in all bursts
 * @param firstBurstAt packets before the first burst; 0 when there is none
 * @param packetsSinceBurst after the last burst; all when there is none
 */
public record BurstMetrics(
    long packets,
    long lost,
    long discarded,
    long runs,
    long bursts,
    long burstPackets,
    long burstMissing,
    long firstBurstAt,
    long packetsSinceBurst) {

  public long missing() {
    return lost + discarded;
  }

  public long gapPackets() {
    return packets - burstPackets;
  }

  /** Isolated losses. */
  public long gapMissing() {
    return missing() - burstMissing;
  }

  /** Uninterrupted stretches outside bursts; 1 without a burst, 0 without a packet. */
  public long gaps() {
    if (bursts == 0) {
      return Math.min(1, packets);
    }
    return bursts - 1 + (firstBurstAt > 0 ? 1 : 0) + (packetsSinceBurst > 0 ? 1 : 0);
  }

  /** Share of packets missing inside bursts, 0–1; 0 without a burst. */
  public double burstDensity() {
    return share(burstMissing, burstPackets);
  }

  /** Share of packets missing inside gaps, 0–1; 0 without a gap. */
  public double gapDensity() {
    return share(gapMissing(), gapPackets());
  }

  public double meanBurstPackets() {
    return share(burstPackets, bursts);
  }

  public double meanGapPackets() {
    return share(gapPackets(), gaps());
  }

  /** BurstR of the whole stream, which is below 1 when losses avoid each other. */
  public double burstRatio() {
    return BurstRatio.ofRuns(missing(), runs, packets);
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
