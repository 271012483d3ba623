package org.mosexporter.demo;

/**
 * What a receiver knows about a stream (RFC 3550 §6.4.1, §A.3, §A.8). Sequence numbers and time
 * stamps come unwrapped: the sender simulated beside it knows them whole.
 */
final class Reception {
  private static final int MOST_CUMULATIVE_LOST = 0x7F_FFFF;

  private long first;
  private long highest;
  private long firstArrivalNs;
  private long received;
  private long expectedReported;
  private long receivedReported;
  private double lastTransitUnits;
  private double jitterUnits;
  private double jitterSumUnits;
  private double jitterMostUnits;

  void onPacket(long sequence, long timestampUnits, long arrivalNs) {
    if (received == 0) {
      firstArrivalNs = arrivalNs;
      first = sequence;
      highest = sequence;
    }
    double transitUnits =
        (arrivalNs - firstArrivalNs) * (DemoCodec.CLOCK_RATE_HZ / 1e9) - timestampUnits;
    if (received > 0) {
      jitterUnits += (Math.abs(transitUnits - lastTransitUnits) - jitterUnits) / 16;
      jitterSumUnits += jitterUnits;
      jitterMostUnits = Math.max(jitterMostUnits, jitterUnits);
    }
    lastTransitUnits = transitUnits;
    received++;
    highest = Math.max(highest, sequence);
  }

  long received() {
    return received;
  }

  long expected() {
    return received == 0 ? 0 : highest - first + 1;
  }

  long lost() {
    return expected() - received;
  }

  double jitterMeanSeconds() {
    return received < 2 ? 0 : jitterSumUnits / (received - 1) / DemoCodec.CLOCK_RATE_HZ;
  }

  double jitterMaxSeconds() {
    return jitterMostUnits / DemoCodec.CLOCK_RATE_HZ;
  }

  /** The report block for what came since the last one. */
  ReportBlock report(int ssrc, int lastSenderReport, int delaySinceLastSenderReport) {
    long expectedSince = expected() - expectedReported;
    long lostSince = expectedSince - (received - receivedReported);
    expectedReported = expected();
    receivedReported = received;
    int fraction =
        expectedSince <= 0 || lostSince <= 0 ? 0 : (int) (lostSince * 256 / expectedSince);
    return new ReportBlock(
        ssrc,
        Math.min(255, fraction),
        (int) Math.min(MOST_CUMULATIVE_LOST, lost()),
        (int) highest,
        (int) jitterUnits,
        lastSenderReport,
        delaySinceLastSenderReport);
  }

  /**
   * The fields of a report block (RFC 3550 §6.4.1).
   *
   * @param lossFraction of 256
   * @param delaySinceLastSenderReport in 1/65536 s
   */
  record ReportBlock(
      int ssrc,
      int lossFraction,
      int cumulativeLost,
      int extendedHighestSequence,
      int jitterUnits,
      int lastSenderReport,
      int delaySinceLastSenderReport) {}
}
