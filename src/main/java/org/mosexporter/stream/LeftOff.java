package org.mosexporter.stream;

/**
 * Where a stream ended that may go on after an outage.
 *
 * @param atNs its last packet
 * @param sequenceNumber the newest
 * @param timestamp of its last packet of speech
 * @param clockRateHz of its timestamps, not 0
 */
record LeftOff(long atNs, int sequenceNumber, int timestamp, int clockRateHz) {
  /** After an outage of ten minutes, 16 bits still count packets of 10 ms each. */
  private static final long LONGEST_OUTAGE_NS = 600_000_000_000L;

  private static final long LEAST_SPACING_NS = 5_000_000L;

  /** How far the sender's clock may be off ours: an event or silence before, drift since. */
  private static final double TOLERANCE_NS = 2e9;

  private static final double NS_PER_SECOND = 1e9;

  static LeftOff of(RtpStream stream) {
    return new LeftOff(
        stream.lastNs(),
        stream.highestOnWire(),
        stream.lastRtpTimestamp(),
        stream.speech.clockRateHz());
  }

  /** Too long ago to be continued. */
  boolean isOld(long nowNs) {
    return nowNs - atNs > LONGEST_OUTAGE_NS;
  }

  /**
   * Whether a packet comes from the same sender, which went on all the time while its packets were
   * lost. One that began anew has other timestamps, but for one in 10^5.
   */
  boolean isContinuedBy(long nowNs, int sequenceNumber, int timestamp) {
    long passedNs = nowNs - atNs;
    int steps = (sequenceNumber - this.sequenceNumber) & 0xFFFF;
    double sentNs =
        Integer.toUnsignedLong(timestamp - this.timestamp) * NS_PER_SECOND / clockRateHz;
    return steps > 1
        && !isOld(nowNs)
        && steps * LEAST_SPACING_NS <= passedNs
        && Math.abs(sentNs - passedNs) <= TOLERANCE_NS;
  }
}
