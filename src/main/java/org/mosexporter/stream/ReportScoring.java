package org.mosexporter.stream;

import java.util.OptionalDouble;
import org.mosexporter.quality.Codec;
import org.mosexporter.quality.Scorer;
import org.mosexporter.stream.StretchScoring.Played;

/**
 * Scores streams by what their receivers report, apart from what was seen here of their packets.
 *
 * <p>Reports are put together until they cover three quarters of an interval, so that a stretch
 * counts for about as much as an interval does. What the jitter buffer discards, in what runs, and
 * how long packets wait in it, is by {@link DiscardModel}.
 */
final class ReportScoring {
  /**
   * Of lost packets, of which RTCP tells only the number: between chance and the drop-tail queue's
   * habit to lose in runs.
   */
  static final double LOST_BURST_RATIO = 1.5;

  private final StretchScoring scoring;
  private final StreamEvents events;

  ReportScoring(StretchScoring scoring, StreamEvents events) {
    this.scoring = scoring;
    this.events = events;
  }

  /**
   * Takes a report that was just added to the stream's reception.
   *
   * @param roundTripSeconds of the stream's whole path
   */
  void onReport(
      RtpStream stream,
      Reception reception,
      ReceiverReport report,
      OptionalDouble roundTripSeconds) {
    switch (reception.verdict()) {
      case PLAUSIBLE -> add(stream, reception, report, roundTripSeconds);
      case IDLE -> {}
      case FIRST -> close(stream, reception);
      case IMPLAUSIBLE -> {
        close(stream, reception);
        long fromNs = report.atNs() - report.spanNs();
        PayloadFormat format = stream.speech;
        ReportedStretch odd = new ReportedStretch(fromNs, format);
        odd.toNs = report.atNs();
        events.onReportedInterval(stream, StretchScoring.unscored(odd, Unscored.IMPLAUSIBLE));
      }
    }
  }

  private void add(
      RtpStream stream,
      Reception reception,
      ReceiverReport report,
      OptionalDouble roundTripSeconds) {
    ReportedStretch stretch = reception.stretch;
    if (stretch == null) {
      stretch = new ReportedStretch(report.atNs() - report.spanNs(), stream.speech);
      reception.stretch = stretch;
    }
    stretch.add(
        report.atNs(),
        report.expectedDelta().orElse(0),
        report.lostDelta().orElse(0),
        stream.speech);
    stretch.addJitter(reception.steadyJitterRtpUnits());
    stretch.roundTripSeconds = roundTripSeconds.orElse(stretch.roundTripSeconds);
    if (scoring.isLongEnough(stretch)) {
      close(stream, reception);
    }
  }

  /** Scores what there is. */
  void close(RtpStream stream, Reception reception) {
    ReportedStretch stretch = reception.stretch;
    if (stretch == null) {
      return;
    }
    reception.stretch = null;
    Interval interval = scoring.interval(stream, stretch, ReportScoring::played);
    reception.score = ReportedScore.with(reception.score, interval);
    events.onReportedInterval(stream, interval);
  }

  private static Played played(
      RtpStream stream, ReportedStretch stretch, Codec codec, double packetMs, double spokenShare) {
    double jitterMs = 1000 * stretch.jitterRtpUnits() / stretch.format.clockRateHz();
    DiscardModel.Outcome outcome =
        new DiscardModel(stream.bufferDepth()).outcome(jitterMs, packetMs, spokenShare);
    long arrived = stretch.expected - stretch.lost;
    long discarded = Math.round(arrived * outcome.discardShare());
    double pathMs = 1000 * stretch.roundTripSeconds / 2;
    double oneWayMs = pathMs + packetMs + codec.lookAheadMs() + outcome.meanWaitMs();
    return new Played(
        discarded,
        burstRatio(stretch, discarded, outcome.meanRun()),
        Double.isNaN(oneWayMs) ? OptionalDouble.empty() : OptionalDouble.of(oneWayMs),
        Scorer.USUAL);
  }

  /** Mean run of missing packets, lost or discarded, over that of random loss. */
  private static double burstRatio(ReportedStretch stretch, long discarded, double meanRun) {
    long missing = stretch.lost + discarded;
    if (missing == 0 || missing >= stretch.expected) {
      return 1;
    }
    double present = 1 - (double) missing / stretch.expected;
    double runs = stretch.lost * present / LOST_BURST_RATIO + discarded / meanRun;
    return Math.max(1, missing / runs * present);
  }
}
