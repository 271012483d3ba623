package org.mosexporter.stream;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.mosexporter.config.Quality;
import org.mosexporter.quality.Codec;
import org.mosexporter.quality.Score;
import org.mosexporter.quality.Scorer;

/**
 * Scores streams by what their receivers report, apart from what was seen here of their packets.
 *
 * <p>Reports are put together until they cover three quarters of an interval, so that a stretch
 * counts for about as much as an interval does. What the jitter buffer discards, in what runs, and
 * how long packets wait in it, is by {@link DiscardModel}.
 */
final class ReportScoring {
  private static final long LEAST_SPEECH_NS = 2_000_000_000L;
  private static final long GAP_NS = 2_000_000_000L;
  private static final int USUAL_PACKET_NS = 20_000_000;
  private static final double NS_PER_MS = 1e6;

  /**
   * Of lost packets, of which RTCP tells only the number: between chance and the drop-tail queue's
   * habit to lose in runs.
   */
  private static final double LOST_BURST_RATIO = 1.5;

  private final long lengthNs;
  private final Scorer scorer = new Scorer();
  private final StreamEvents events;

  ReportScoring(Quality quality, StreamEvents events) {
    lengthNs = quality.interval().toNanos();
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
        events.onReportedInterval(stream, unscored(odd, Unscored.IMPLAUSIBLE));
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
        reception.steadyJitterRtpUnits(),
        stream.speech);
    stretch.roundTripSeconds = roundTripSeconds.orElse(stretch.roundTripSeconds);
    if (stretch.durationNs() >= lengthNs - lengthNs / 4) {
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
    Interval interval = interval(stream, stretch);
    if (interval.score().isPresent()) {
      ReportedScore score = reception.score;
      if (score == null) {
        score = new ReportedScore();
        reception.score = score;
      }
      score.add(interval.score().get(), interval.expected());
    }
    events.onReportedInterval(stream, interval);
  }

  private Interval interval(RtpStream stream, ReportedStretch stretch) {
    OptionalInt ptimeNs = stream.ptimeNs();
    int packetNs = ptimeNs.orElse(USUAL_PACKET_NS);
    long speechNs = Math.min(stretch.durationNs(), stretch.expected * packetNs);
    long silenceNs = stretch.durationNs() - speechNs;
    PayloadFormat format = stretch.format;
    if (speechNs < LEAST_SPEECH_NS) {
      return unscored(stretch, silenceNs > GAP_NS ? Unscored.GAP : Unscored.TOO_SHORT);
    }
    if (format.kind() == PayloadFormat.Kind.UNMAPPED) {
      return unscored(stretch, Unscored.NO_CODEC);
    }
    if (stretch.codecChanged) {
      return unscored(stretch, Unscored.CODEC_CHANGED);
    }
    Optional<Codec> codec = format.codec().flatMap(family -> CodecInUse.of(stream, family));
    if (codec.isEmpty()) {
      return unscored(stretch, Unscored.UNKNOWN_CODEC);
    }
    double spokenShare = (double) speechNs / stretch.durationNs();
    double packetMs = packetNs / NS_PER_MS;
    double jitterMs = 1000 * stretch.jitterRtpUnits() / format.clockRateHz();
    DiscardModel.Outcome outcome =
        new DiscardModel(stream.bufferDepth()).outcome(jitterMs, packetMs, spokenShare);
    return scored(stretch, codec.get(), packetMs, outcome, silenceNs);
  }

  private Interval scored(
      ReportedStretch stretch,
      Codec codec,
      double packetMs,
      DiscardModel.Outcome outcome,
      long silenceNs) {
    long arrived = stretch.expected - stretch.lost;
    long discarded = Math.round(arrived * outcome.discardShare());
    double burstRatio = burstRatio(stretch, discarded, outcome.meanRun());
    OptionalDouble roundTrip = known(stretch.roundTripSeconds);
    OptionalDouble oneWayMs =
        roundTrip.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(
                1000 * roundTrip.getAsDouble() / 2
                    + packetMs
                    + codec.lookAheadMs()
                    + outcome.meanWaitMs());
    Optional<Score> score =
        scorer.score(codec, stretch.expected, stretch.lost, discarded, burstRatio, oneWayMs);
    return interval(
        stretch,
        silenceNs > lengthNs ? silenceNs : 0, // longer than pauses of speech
        discarded,
        burstRatio,
        score,
        score.isEmpty() ? Optional.of(Unscored.NO_BPL) : Optional.empty());
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

  private static Interval unscored(ReportedStretch stretch, Unscored reason) {
    return interval(stretch, 0, 0, 1, Optional.empty(), Optional.of(reason));
  }

  private static Interval interval(
      ReportedStretch stretch,
      long gapNs,
      long discarded,
      double burstRatio,
      Optional<Score> score,
      Optional<Unscored> unscored) {
    int clockRateHz = stretch.format.clockRateHz();
    return new Interval(
        stretch.fromNs,
        stretch.durationNs(),
        gapNs,
        stretch.expected - stretch.lost,
        stretch.expected,
        stretch.lost,
        discarded,
        0,
        stretch.format.codecName(),
        burstRatio,
        stretch.expected > 0 && clockRateHz > 0
            ? OptionalDouble.of(stretch.jitterRtpUnits() / clockRateHz)
            : OptionalDouble.empty(),
        known(stretch.roundTripSeconds),
        score,
        unscored);
  }

  private static OptionalDouble known(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
