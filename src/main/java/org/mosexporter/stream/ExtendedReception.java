package org.mosexporter.stream;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.mosexporter.wire.rtcp.XrBlock;
import org.mosexporter.wire.rtcp.XrBlock.DelayMetrics;
import org.mosexporter.wire.rtcp.XrBlock.DiscardCount;
import org.mosexporter.wire.rtcp.XrBlock.JitterBuffer;
import org.mosexporter.wire.rtcp.XrBlock.MeasurementInformation;
import org.mosexporter.wire.rtcp.XrBlock.Spread;
import org.mosexporter.wire.rtcp.XrBlock.StatisticsSummary;
import org.mosexporter.wire.rtcp.XrBlock.VoipMetrics;

/**
 * What one receiver's extended reports told of one stream so far (RFC 3611). Written by the
 * tracker's thread.
 *
 * <p>How many packets a stretch had, and how many of them were lost, is by the first of these that
 * there is: report blocks (RFC 3550 §6.4.1), the summary of sequence numbers (RFC 3611 §4.6), those
 * of the measurement (RFC 6776), what passed here. Why, and how rates since the beginning become
 * counts: decision 59.
 */
final class ExtendedReception {
  private static final int SEQUENCE_NUMBERS = 0xFFFF;
  private static final long UNKNOWN = Long.MIN_VALUE;

  final ReceiverFigures figures = new ReceiverFigures();
  private final int reporterSsrc;
  private final RateCount lost = new RateCount();
  private final RateCount discarded = new RateCount();
  private final DiscardCounts discards = new DiscardCounts();
  private long reports;

  /** Until when packets are in a stretch. */
  private long throughNs = UNKNOWN;

  /** Mean, of the last report. */
  long jitterRtpUnits = UNKNOWN;

  private double jitterSeconds = Double.NaN;

  /** Packets since reception began, as far as known. */
  private long total;

  private int expectedBefore;
  private int lostBefore;
  private int implausibleBefore;
  private long seenBefore;
  private @Nullable StatisticsSummary summaryBefore;

  /** What the other end tells of itself. */
  @Nullable ReceiverFigures peer;

  /** The reports since the last score. */
  @Nullable ReportedStretch stretch;

  /** Of the stretches so far. */
  @Nullable ReportedScore score;

  ExtendedReception(int reporterSsrc) {
    this.reporterSsrc = reporterSsrc;
  }

  /** Goes on where a receiver that began anew left off; only its rates are others. */
  ExtendedReception(int reporterSsrc, ExtendedReception before) {
    this(reporterSsrc);
    reports = before.reports;
    throughNs = before.throughNs;
    expectedBefore = before.expectedBefore;
    lostBefore = before.lostBefore;
    implausibleBefore = before.implausibleBefore;
    seenBefore = before.seenBefore;
    score = before.score;
    peer = before.peer;
  }

  int reporterSsrc() {
    return reporterSsrc;
  }

  /**
   * Packets that a report is about.
   *
   * @param sinceNs when they began, if it is the first
   */
  private record Counted(long expected, OptionalInt lost, long sinceNs) {}

  /** Takes a report; what it adds is in {@link #stretch}. */
  void add(ExtendedReport report, Reception reception, RtpStream stream, long atNs) {
    discards.begin();
    report.blocks().forEach(block -> take(block, stream, atNs));
    Counted counted = counted(report, reception, stream, atNs);
    boolean odd = reception.implausible() != implausibleBefore;
    remember(report, reception, stream);
    if (reports == 0 || throughNs == UNKNOWN) {
      throughNs = counted.sinceNs;
      total = Math.max(0, seenBefore - counted.expected);
    }
    reports++;
    if (counted.expected > 0 || odd) {
      add(counted, stream, Math.max(0, atNs - throughNs), atNs, odd);
      throughNs = atNs;
    }
  }

  private void take(XrBlock.OfSource block, RtpStream stream, long atNs) {
    switch (block) {
      case VoipMetrics metrics -> figures.take(metrics, atNs);
      case StatisticsSummary summary -> jitterOf(summary, stream);
      case DelayMetrics delays -> figures.take(delays, atNs);
      case JitterBuffer buffer -> figures.take(buffer);
      case DiscardCount count -> discards.take(count);
      case MeasurementInformation _ -> {}
    }
  }

  private void jitterOf(StatisticsSummary summary, RtpStream stream) {
    int clockRateHz = stream.speech.clockRateHz();
    jitterRtpUnits = summary.jitter().map(Spread::mean).orElse(UNKNOWN);
    if (jitterRtpUnits != UNKNOWN && clockRateHz > 0) {
      jitterSeconds = (double) jitterRtpUnits / clockRateHz;
    }
  }

  private Counted counted(ExtendedReport report, Reception reception, RtpStream stream, long atNs) {
    int byBlocks = reception.expectedSum() - expectedBefore;
    if (byBlocks > 0) {
      OptionalInt lostOfThem = OptionalInt.of(reception.lostSum() - lostBefore);
      return new Counted(byBlocks, lostOfThem, reception.beganNs());
    }
    for (XrBlock.OfSource block : report.blocks()) {
      if (block instanceof StatisticsSummary summary) {
        int expected = expectedSince(summary);
        long speechNs = (long) expected * StretchScoring.packetNs(stream);
        return new Counted(expected, lostSince(summary, expected), atNs - speechNs);
      }
      if (block instanceof MeasurementInformation of && !Double.isNaN(figures.lossFraction)) {
        int expected = Math.max(0, of.lastSequence() - of.firstSequence() + 1);
        long speechNs = (long) expected * StretchScoring.packetNs(stream);
        return new Counted(expected, OptionalInt.empty(), atNs - speechNs);
      }
    }
    if (stream.packets() == 0 || Double.isNaN(figures.lossFraction)) {
      return new Counted(0, OptionalInt.empty(), UNKNOWN);
    }
    long passed = Math.max(0, stream.expected() - seenBefore);
    return new Counted(passed, OptionalInt.empty(), stream.firstNs());
  }

  /** Some count from report to report, and some from the beginning on. */
  private int expectedSince(StatisticsSummary now) {
    StatisticsSummary before = summaryBefore;
    boolean goesOn = before != null && before.beginSequence() == now.beginSequence();
    int from = goesOn && before != null ? before.endSequence() : now.beginSequence();
    return (now.endSequence() - from) & SEQUENCE_NUMBERS;
  }

  private OptionalInt lostSince(StatisticsSummary now, int expected) {
    if (now.lost().isEmpty()) {
      return OptionalInt.empty();
    }
    StatisticsSummary before = summaryBefore;
    boolean goesOn = before != null && before.beginSequence() == now.beginSequence();
    long counted = goesOn && before != null ? before.lost().orElse(0) : 0;
    long lostNow = Math.clamp(now.lost().getAsLong() - counted, 0, expected);
    return OptionalInt.of((int) lostNow);
  }

  private void remember(ExtendedReport report, Reception reception, RtpStream stream) {
    expectedBefore = reception.expectedSum();
    lostBefore = reception.lostSum();
    implausibleBefore = reception.implausible();
    seenBefore = stream.packets() > 0 ? stream.expected() : 0;
    for (XrBlock.OfSource block : report.blocks()) {
      if (block instanceof StatisticsSummary summary) {
        summaryBefore = summary;
      }
    }
  }

  private void add(Counted counted, RtpStream stream, long spanNs, long atNs, boolean odd) {
    ReportedStretch open = stretch;
    if (open == null) {
      open = new ReportedStretch(atNs - spanNs, stream.speech);
      stretch = open;
    }
    total += counted.expected;
    long byRate = byRate(lost, figures.lossFraction);
    long lostNow =
        Math.min(counted.expected, counted.lost.isPresent() ? counted.lost.getAsInt() : byRate);
    long byDiscardRate = byRate(discarded, figures.discardFraction);
    long discardedNow = discards.areTold() ? discards.packets() : byDiscardRate;
    open.add(atNs, counted.expected, lostNow, stream.speech);
    open.discarded += Math.clamp(discardedNow, 0, counted.expected - lostNow);
    open.discardsUntold |= !discards.areTold() && Double.isNaN(figures.discardFraction);
    open.implausible |= odd || !ReportCheck.fits(counted.expected, spanNs, stream);
  }

  private long byRate(RateCount count, double rate) {
    return Double.isNaN(rate) ? 0 : count.add(rate, total);
  }

  /** Whether nobody told of how many packets the reports are. */
  boolean countsNothing() {
    return total == 0;
  }

  void onClockStep(long stepNs) {
    throughNs += throughNs == UNKNOWN ? 0 : stepNs;
    figures.roundTripAtNs += figures.roundTripAtNs == Long.MIN_VALUE ? 0 : stepNs;
    if (stretch != null) {
      stretch.onClockStep(stepNs);
    }
  }

  XrSummary summary() {
    return figures.summary(reports, score, jitterSeconds);
  }
}
