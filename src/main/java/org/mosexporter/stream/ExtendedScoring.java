package org.mosexporter.stream;

import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.mosexporter.quality.BurstRatio;
import org.mosexporter.quality.Codec;
import org.mosexporter.quality.Score;
import org.mosexporter.quality.Scorer;
import org.mosexporter.stream.StretchScoring.Played;

/**
 * Scores streams by what their receivers' extended reports say became of the packets (RFC 3611
 * §4.7): nothing is left to a model of the jitter buffer, as in {@link ReportScoring}, but what the
 * receiver does not tell. Its own R and MOS have no part.
 */
final class ExtendedScoring {
  private static final double NS_PER_MS = 1e6;

  /** A whole of which rates are told, so that none of their steps is rounded away. */
  private static final long WHOLE = 256 * 256;

  /** Where nothing tells of jitter. */
  private static final DiscardModel.Outcome UNKNOWN = new DiscardModel.Outcome(0, 1, Double.NaN);

  private final StretchScoring scoring;
  private final StreamEvents events;

  ExtendedScoring(StretchScoring scoring, StreamEvents events) {
    this.scoring = scoring;
    this.events = events;
  }

  /**
   * Takes a report.
   *
   * @param roundTripSeconds of the stream's whole path, where the report tells none
   * @param peer what the stream's sender tells of what it hears; null when it tells nothing
   */
  void onReport(
      RtpStream stream,
      Reception reception,
      ExtendedReception extended,
      ExtendedReport report,
      OptionalDouble roundTripSeconds,
      @Nullable ExtendedReception peer,
      long atNs) {
    extended.peer = peer == null ? extended.peer : peer.figures;
    extended.add(report, reception, stream, atNs);
    ReportedStretch stretch = extended.stretch;
    if (stretch == null) {
      return;
    }
    double told = extended.figures.roundTripSeconds(atNs);
    stretch.roundTripSeconds = Double.isNaN(told) ? roundTripSeconds.orElse(told) : told;
    long jitter =
        reception.hasBlocks() ? reception.steadyJitterRtpUnits() : extended.jitterRtpUnits;
    if (jitter >= 0) {
      stretch.addJitter(jitter);
    }
    if (scoring.isLongEnough(stretch)) {
      close(stream, extended);
    }
  }

  /** Scores what there is. */
  void close(RtpStream stream, ExtendedReception extended) {
    ReportedStretch stretch = extended.stretch;
    if (stretch != null) {
      extended.stretch = null;
      Interval interval =
          scoring.interval(
              stream,
              stretch,
              (one, whole, codec, packetMs, spokenShare) ->
                  played(whole, one, extended, codec, packetMs, spokenShare));
      extended.score = ReportedScore.with(extended.score, interval);
      events.onExtendedInterval(stream, interval);
    }
  }

  /** The stream is over: where no stretch could be told apart, its rates are those of the whole. */
  void end(RtpStream stream, ExtendedReception extended) {
    close(stream, extended);
    ReceiverFigures figures = extended.figures;
    boolean told = !Double.isNaN(figures.lossFraction + figures.discardFraction);
    if (told && extended.countsNothing()) {
      stream
          .speech
          .codec()
          .flatMap(family -> CodecInUse.of(stream, family))
          .flatMap(codec -> whole(stream, extended, codec))
          .ifPresent(score -> extended.score = ReportedScore.with(extended.score, score, WHOLE));
    }
  }

  private static Optional<Score> whole(RtpStream stream, ExtendedReception extended, Codec codec) {
    ReceiverFigures figures = extended.figures;
    double packetMs = StretchScoring.packetNs(stream) / NS_PER_MS;
    double missing = figures.lossFraction + figures.discardFraction;
    double roundTripSeconds = figures.roundTripMs / 1000;
    double oneWayMs = oneWayMs(roundTripSeconds, extended, codec, packetMs, Double.NaN);
    return scorer(extended)
        .score(
            codec,
            WHOLE,
            Math.round(figures.lossFraction * WHOLE),
            Math.round(figures.discardFraction * WHOLE),
            burstRatio(figures, packetMs, missing),
            known(oneWayMs));
  }

  private static Played played(
      ReportedStretch stretch,
      RtpStream stream,
      ExtendedReception extended,
      Codec codec,
      double packetMs,
      double spokenShare) {
    double jitterMs = 1000 * stretch.jitterRtpUnits() / stretch.format.clockRateHz();
    DiscardModel model = new DiscardModel(stream.bufferDepth());
    DiscardModel.Outcome outcome =
        Double.isNaN(jitterMs) ? UNKNOWN : model.outcome(jitterMs, packetMs, spokenShare);
    long arrived = stretch.expected - stretch.lost;
    long discarded =
        stretch.discardsUntold ? Math.round(arrived * outcome.discardShare()) : stretch.discarded;
    double missing = (double) (stretch.lost + discarded) / stretch.expected;
    double waitMs = outcome.meanWaitMs();
    return new Played(
        discarded,
        burstRatio(extended.figures, packetMs, missing),
        known(oneWayMs(stretch.roundTripSeconds, extended, codec, packetMs, waitMs)),
        scorer(extended));
  }

  /** Half the path and half of what both ends add (RFC 3611 §4.7.3); one end is as the other. */
  private static double oneWayMs(
      double roundTripSeconds,
      ExtendedReception extended,
      Codec codec,
      double packetMs,
      double waitMs) {
    ReceiverFigures own = extended.figures;
    double pathMs = 1000 * roundTripSeconds / 2;
    if (!Double.isNaN(own.endSystemDelayMs)) {
      double peerMs = extended.peer == null ? Double.NaN : extended.peer.endSystemDelayMs;
      double bothMs = own.endSystemDelayMs + (Double.isNaN(peerMs) ? own.endSystemDelayMs : peerMs);
      return pathMs + bothMs / 2;
    }
    double bufferMs = Double.isNaN(own.jitterBufferMs) ? waitMs : own.jitterBufferMs;
    return pathMs + packetMs + codec.lookAheadMs() + bufferMs;
  }

  /** What the listener hears of its own voice is what the other end lets through. */
  private static Scorer scorer(ExtendedReception extended) {
    ReceiverFigures peer = extended.peer;
    return peer == null || Double.isNaN(peer.residualEchoReturnLossDb)
        ? Scorer.USUAL
        : Scorer.withEchoReturnLoss(peer.residualEchoReturnLossDb);
  }

  private static double burstRatio(ReceiverFigures figures, double packetMs, double missing) {
    boolean toldNothing = !(figures.burstDensity > 0) && !(figures.gapDensity > 0);
    return toldNothing
        ? ReportScoring.LOST_BURST_RATIO
        : BurstRatio.ofBursts(
            figures.burstDensity,
            figures.gapDensity,
            figures.burstMs / packetMs,
            figures.gapMs / packetMs,
            missing);
  }

  private static OptionalDouble known(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
