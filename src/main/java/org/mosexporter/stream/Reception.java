package org.mosexporter.stream;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.mosexporter.config.IpAddress;
import org.mosexporter.stream.StreamSummary.RtcpSummary;
import org.mosexporter.wire.rtcp.ReportBlockView;

/**
 * What the receiver of one stream reported so far, and the differences between its reports (RFC
 * 3550 §6.4.1). Written by the tracker's thread.
 */
final class Reception {
  /** An extended sequence number further back than this is a receiver that began anew. */
  private static final int OLDEST_REPORT_PACKETS = 10_000;

  /** No receiver hears more between two reports; then it began anew. */
  private static final int LONGEST_STEP_PACKETS = 1_000_000;

  private static final double NS_PER_SECOND = 1e9;

  private boolean started;
  private int reporterSsrc;
  private int highest;
  private int cumulativeLost;
  private int lastSenderReport;
  private int delaySinceLastSenderReport;
  private long jitterRtpUnits;
  private long credit;

  private long reports;
  private double fractionLostMax;
  private double jitterSeconds = Double.NaN;
  private double roundTripSeconds = Double.NaN;
  private long roundTripAtNs;

  /** Who reported last. */
  int reporterSsrc() {
    return reporterSsrc;
  }

  /** Whether the block was seen before, or was overtaken by a newer one. */
  boolean isOld(int reporter, ReportBlockView block) {
    if (!started || reporter != reporterSsrc) {
      return false;
    }
    int step = (int) block.extendedHighestSequence() - highest;
    if (step < 0) {
      return step > -OLDEST_REPORT_PACKETS;
    }
    return step == 0
        && block.cumulativeLostPackets() == cumulativeLost
        && block.lastSenderReport() == lastSenderReport
        && block.delaySinceLastSenderReport() == delaySinceLastSenderReport
        && block.jitterRtpUnits() == jitterRtpUnits;
  }

  /**
   * Takes a block that is not old.
   *
   * @param clockRateHz of the stream; 0 when unknown
   * @param roundTripNs between the capture point and the reporter; negative when unknown
   */
  ReceiverReport add(
      int reporter,
      IpAddress address,
      ReportBlockView block,
      long atNs,
      int clockRateHz,
      long roundTripNs) {
    int step = (int) block.extendedHighestSequence() - highest; // wraps at 32 bits
    boolean follows =
        started && reporter == reporterSsrc && step >= 0 && step <= LONGEST_STEP_PACKETS;
    OptionalLong expected = follows ? OptionalLong.of(step) : OptionalLong.empty();
    OptionalLong lost = OptionalLong.empty();
    if (follows) {
      lost = OptionalLong.of(lostOf(step, block.cumulativeLostPackets() - cumulativeLost));
    } else {
      credit = 0;
    }
    remember(reporter, block);
    if (roundTripNs >= 0) {
      roundTripSeconds = roundTripNs / NS_PER_SECOND;
      roundTripAtNs = atNs;
    }
    if (clockRateHz > 0) {
      jitterSeconds = (double) jitterRtpUnits / clockRateHz;
    }
    return report(reporter, address, block, atNs, expected, lost, clockRateHz, roundTripNs);
  }

  /** A report as it stands alone. */
  static ReceiverReport report(
      int reporter,
      IpAddress address,
      ReportBlockView block,
      long atNs,
      OptionalLong expected,
      OptionalLong lost,
      int clockRateHz,
      long roundTripNs) {
    return new ReceiverReport(
        reporter,
        address,
        block.ssrc(),
        atNs,
        expected,
        lost,
        block.cumulativeLostPackets(),
        block.lossFraction(),
        clockRateHz > 0
            ? OptionalDouble.of((double) block.jitterRtpUnits() / clockRateHz)
            : OptionalDouble.empty(),
        roundTripNs >= 0 ? OptionalDouble.of(roundTripNs / NS_PER_SECOND) : OptionalDouble.empty());
  }

  private void remember(int reporter, ReportBlockView block) {
    started = true;
    reporterSsrc = reporter;
    highest = (int) block.extendedHighestSequence();
    cumulativeLost = block.cumulativeLostPackets();
    lastSenderReport = block.lastSenderReport();
    delaySinceLastSenderReport = block.delaySinceLastSenderReport();
    jitterRtpUnits = block.jitterRtpUnits();
    reports++;
    fractionLostMax = Math.max(fractionLostMax, block.lossFraction());
  }

  /** A count that fell, by packets that came late or twice, is credit against later losses. */
  private long lostOf(long expected, long change) {
    if (change < 0) {
      credit -= change;
      return 0;
    }
    long used = Math.min(credit, change);
    credit -= used;
    return Math.min(expected, change - used);
  }

  /** Between the capture point and the receiver; NaN when unknown or older than {@code sinceNs}. */
  double roundTripSeconds(long sinceNs) {
    return roundTripAtNs >= sinceNs ? roundTripSeconds : Double.NaN;
  }

  RtcpSummary summary() {
    return new RtcpSummary(
        reports, cumulativeLost, fractionLostMax, known(jitterSeconds), known(roundTripSeconds));
  }

  private static OptionalDouble known(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
