package org.mosexporter.stream;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
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
  private boolean heavy;
  private Verdict verdict = Verdict.FIRST;

  /** When a report last passed on its way to the stream's sender. */
  long passedNs = StreamEnds.NEVER;

  /** When a report last told of new packets. */
  private long baseNs;

  /** Jitter of the two reports before; negative before there were so many. */
  private long jitterBefore = -1;

  private long jitterBeforeThat = -1;

  private long reports;
  private double fractionLostMax;
  private double jitterSeconds = Double.NaN;
  private double roundTripSeconds = Double.NaN;
  private long roundTripAtNs;
  private double senderRoundTripSeconds = Double.NaN;
  private long senderRoundTripAtNs;

  /** Packets since the first report, in differences that can be. */
  private int expectedSum;

  private int lostSum;

  /** Differences that cannot be. */
  private int implausible;

  private long beganNs;

  /** What its extended reports say; most send none. */
  @Nullable ExtendedReception extended;

  /** The reports since the last score. */
  @Nullable ReportedStretch stretch;

  /** Of what is reported with what was seen. */
  @Nullable LossComparison comparison;

  /** Of the stretches so far. */
  @Nullable ReportedScore score;

  /** What the last report is to the one before. */
  enum Verdict {
    /** Of its reporter, or since it began anew: there is nothing to compare it with. */
    FIRST,
    /** No new packets: what comes next is measured from the report before. */
    IDLE,
    PLAUSIBLE,
    IMPLAUSIBLE
  }

  /** Who reported last. */
  int reporterSsrc() {
    return reporterSsrc;
  }

  Verdict verdict() {
    return verdict;
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
   * @param stream that it is about; null when that is not seen
   * @param roundTripNs between the capture point and the reporter; negative when unknown
   */
  ReceiverReport add(
      int reporter,
      IpAddress address,
      ReportBlockView block,
      long atNs,
      @Nullable RtpStream stream,
      long roundTripNs) {
    int step = (int) block.extendedHighestSequence() - highest; // wraps at 32 bits
    int change = block.cumulativeLostPackets() - cumulativeLost;
    long spanNs = Math.max(0, atNs - baseNs);
    boolean trusted = verdict != Verdict.IMPLAUSIBLE;
    boolean follows =
        started && reporter == reporterSsrc && step >= 0 && step <= LONGEST_STEP_PACKETS;
    verdict = follows ? verdict(block, step, change, spanNs, stream) : Verdict.FIRST;
    OptionalLong expected = OptionalLong.empty();
    OptionalLong lost = OptionalLong.empty();
    if (verdict == Verdict.PLAUSIBLE || verdict == Verdict.IDLE) {
      expected = OptionalLong.of(step);
      lost = OptionalLong.of(lostOf(change, trusted));
      expectedSum += step;
      lostSum += (int) lost.getAsLong();
    } else {
      credit = 0;
      implausible += verdict == Verdict.IMPLAUSIBLE ? 1 : 0;
    }
    heavy = follows && ReportCheck.isHeavy(step, change);
    remember(reporter, block, atNs);
    boolean knowsJitter =
        stream != null && stream.speech.clockRateHz() > 0 && verdict != Verdict.IMPLAUSIBLE;
    if (stream != null && knowsJitter) {
      jitterSeconds = (double) jitterRtpUnits / stream.speech.clockRateHz();
    }
    if (roundTripNs >= 0) {
      roundTripSeconds = roundTripNs / NS_PER_SECOND;
      roundTripAtNs = atNs;
    }
    return new ReceiverReport(
        reporter,
        address,
        block.ssrc(),
        atNs,
        follows ? spanNs : 0,
        expected,
        lost,
        block.cumulativeLostPackets(),
        block.lossFraction(),
        knowsJitter ? OptionalDouble.of(jitterSeconds) : OptionalDouble.empty(),
        roundTripNs >= 0 ? OptionalDouble.of(roundTripNs / NS_PER_SECOND) : OptionalDouble.empty());
  }

  private Verdict verdict(
      ReportBlockView block, int step, int change, long spanNs, @Nullable RtpStream stream) {
    if (!ReportCheck.isPlausible(block, step, change, spanNs, heavy, stream)) {
      return Verdict.IMPLAUSIBLE;
    }
    return step == 0 ? Verdict.IDLE : Verdict.PLAUSIBLE;
  }

  private void remember(int reporter, ReportBlockView block, long atNs) {
    boolean anew = verdict == Verdict.FIRST;
    jitterBeforeThat = anew ? -1 : jitterBefore;
    jitterBefore = anew ? -1 : jitterRtpUnits;
    baseNs = verdict == Verdict.IDLE ? baseNs : atNs;
    beganNs = started ? beganNs : atNs;
    started = true;
    reporterSsrc = reporter;
    highest = (int) block.extendedHighestSequence();
    cumulativeLost = block.cumulativeLostPackets();
    lastSenderReport = block.lastSenderReport();
    delaySinceLastSenderReport = block.delaySinceLastSenderReport();
    jitterRtpUnits = block.jitterRtpUnits();
    reports++;
    if (verdict != Verdict.IMPLAUSIBLE) {
      fractionLostMax = Math.max(fractionLostMax, block.lossFraction());
    }
  }

  /**
   * A count that fell, by packets that came late or twice, is credit against later losses; not so
   * when it fell from where an odd report had it.
   */
  private long lostOf(int change, boolean trusted) {
    if (change < 0) {
      credit -= trusted ? change : 0;
      return 0;
    }
    long used = Math.min(credit, change);
    credit -= used;
    return change - used;
  }

  /**
   * Jitter of the last reports, so that one that is odd has no part: the middle of three, or the
   * less of two.
   */
  long steadyJitterRtpUnits() {
    if (jitterBefore < 0) {
      return jitterRtpUnits;
    }
    long less = Math.min(jitterRtpUnits, jitterBefore);
    long more = Math.max(jitterRtpUnits, jitterBefore);
    return jitterBeforeThat < 0 ? less : Math.clamp(jitterBeforeThat, less, more);
  }

  /** Whether its receiver sends report blocks, and not only extended ones. */
  boolean hasBlocks() {
    return started;
  }

  /** When the first report came. */
  long beganNs() {
    return beganNs;
  }

  /** Packets that were expected since then, as far as reports can be believed; wraps. */
  int expectedSum() {
    return expectedSum;
  }

  int lostSum() {
    return lostSum;
  }

  /** Reports that could not be believed. */
  int implausible() {
    return implausible;
  }

  void onClockStep(long stepNs) {
    baseNs += stepNs;
    beganNs += stepNs;
    passedNs += passedNs == StreamEnds.NEVER ? 0 : stepNs;
    roundTripAtNs += stepNs;
    senderRoundTripAtNs += stepNs;
    if (stretch != null) {
      stretch.onClockStep(stepNs);
    }
    if (comparison != null) {
      comparison.onClockStep(stepNs);
    }
    if (extended != null) {
      extended.onClockStep(stepNs);
    }
  }

  /** Between the capture point and the receiver; NaN when unknown or older than {@code sinceNs}. */
  double roundTripSeconds(long sinceNs) {
    return roundTripAtNs >= sinceNs ? roundTripSeconds : Double.NaN;
  }

  /** The stream's sender answered the receiver's reference time. */
  void answered(long roundTripNs, long atNs) {
    senderRoundTripSeconds = roundTripNs / NS_PER_SECOND;
    senderRoundTripAtNs = atNs;
  }

  /** Between the capture point and the sender; NaN as with {@link #roundTripSeconds}. */
  double senderRoundTripSeconds(long sinceNs) {
    return senderRoundTripAtNs >= sinceNs ? senderRoundTripSeconds : Double.NaN;
  }

  /** Of the whole path, as the receiver says; NaN as with {@link #roundTripSeconds}. */
  double extendedRoundTripSeconds(long sinceNs) {
    return extended == null ? Double.NaN : extended.figures.roundTripSeconds(sinceNs);
  }

  /** Empty when there was no report block. */
  Optional<RtcpSummary> summary() {
    return started ? Optional.of(blocks()) : Optional.empty();
  }

  private RtcpSummary blocks() {
    ReportedScore scored = score;
    return new RtcpSummary(
        reports,
        cumulativeLost,
        fractionLostMax,
        known(jitterSeconds),
        known(roundTripSeconds),
        scored == null ? Optional.empty() : scored.mean(),
        scored == null ? OptionalDouble.empty() : scored.mosLqWorst());
  }

  Optional<XrSummary> xrSummary() {
    return extended == null ? Optional.empty() : Optional.of(extended.summary());
  }

  private static OptionalDouble known(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
