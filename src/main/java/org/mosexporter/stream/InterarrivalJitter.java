package org.mosexporter.stream;

/**
 * Smoothed interarrival jitter of one RTP stream (RFC 3550 §6.4.1, §A.8).
 *
 * <p>The estimate is kept in nanoseconds instead of timestamp units, so that it survives a change
 * of clock rate. Pure state, written by the tracker's thread; nothing here allocates.
 */
class InterarrivalJitter extends SequenceWindow {
  private static final double GAIN = 1 / 16.0;

  /** No speech packet is longer (RFC 7587 §6.1): a longer step without loss is silence. */
  private static final double LONGEST_PACKET_NS = 120e6;

  private static final int NS_PER_SECOND = 1_000_000_000;

  private long lastArrivalNs;
  private double jitterNs;
  private double jitterSumNs;
  private float jitterMaxNs;
  private int lastRtpTimestamp;
  private int clockRateHz;

  /** 10⁹ over the clock rate; 0 where that is no whole number. */
  private int nsPerUnit;

  private int jitterSamples;
  private boolean spaced;

  /**
   * Starts anew from the next packet, as at a talk spurt or a restarted sender; the estimate stays.
   *
   * @param clockRateHz of the timestamps to come, 0 when unknown: then nothing is estimated
   */
  void anchorJitter(int clockRateHz) {
    this.clockRateHz = clockRateHz;
    nsPerUnit =
        clockRateHz > 0 && NS_PER_SECOND % clockRateHz == 0 ? NS_PER_SECOND / clockRateHz : 0;
    spaced = false;
  }

  /**
   * Takes one packet of speech, in order of arrival.
   *
   * @param rtpTimestamp the 32 bits of the header as they are; differences wrap by themselves
   * @param arrivalNs capture time
   * @param consecutive whether its sequence number follows that of the packet before
   */
  void onSpacing(int rtpTimestamp, long arrivalNs, boolean marker, boolean consecutive) {
    if (clockRateHz == 0) {
      lastRtpTimestamp = rtpTimestamp;
      return;
    }
    if (spaced) {
      int units = rtpTimestamp - lastRtpTimestamp;
      double spacingSentNs =
          nsPerUnit > 0 ? (double) ((long) units * nsPerUnit) : units * 1e9 / clockRateHz;
      boolean silence =
          (marker || consecutive) && (spacingSentNs < 0 || spacingSentNs > LONGEST_PACKET_NS);
      if (!silence) {
        update(Math.abs(arrivalNs - lastArrivalNs - spacingSentNs));
      }
    }
    spaced = true;
    lastRtpTimestamp = rtpTimestamp;
    lastArrivalNs = arrivalNs;
  }

  private void update(double differenceNs) {
    jitterNs += (differenceNs - jitterNs) * GAIN;
    if (jitterNs > jitterMaxNs) {
      jitterMaxNs = (float) jitterNs;
    }
    jitterSumNs += jitterNs;
    jitterSamples++;
  }

  /** Rate of the timestamps; 0 when unknown. */
  final int clockRateHz() {
    return clockRateHz;
  }

  /** How long one unit of the timestamps is; 0 where that is no whole number. */
  final int nsPerUnit() {
    return nsPerUnit;
  }

  /** Timestamp of the packet of speech that came last. */
  final int lastRtpTimestamp() {
    return lastRtpTimestamp;
  }

  /** When the packet of speech that came last did. */
  final long lastArrivalNs() {
    return lastArrivalNs;
  }

  double jitterNs() {
    return jitterNs;
  }

  double jitterMaxNs() {
    return jitterMaxNs;
  }

  /** Sum of the estimate after each sample, for means over any stretch. */
  double jitterSumNs() {
    return jitterSumNs;
  }

  long jitterSamples() {
    return Integer.toUnsignedLong(jitterSamples);
  }

  /** Reads what the next packet will; see {@link PacketCounts#touch}. */
  final long touchJitter() {
    return (long) lastRtpTimestamp + jitterSamples;
  }
}
