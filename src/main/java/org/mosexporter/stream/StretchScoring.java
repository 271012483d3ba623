package org.mosexporter.stream;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.mosexporter.quality.Codec;
import org.mosexporter.quality.Score;
import org.mosexporter.quality.Scorer;

/** Makes an interval of a stretch between reports: its score, or why it has none. */
final class StretchScoring {
  private static final long LEAST_SPEECH_NS = 2_000_000_000L;
  private static final long GAP_NS = 2_000_000_000L;
  private static final int USUAL_PACKET_NS = 20_000_000;
  private static final double NS_PER_MS = 1e6;

  private final long intervalNs;

  StretchScoring(long intervalNs) {
    this.intervalNs = intervalNs;
  }

  /**
   * What became of the packets behind the network.
   *
   * @param discarded arrived too late for playout
   * @param burstRatio of lost and discarded packets
   * @param oneWayMs mouth to ear
   * @param scorer with the echo that is heard
   */
  record Played(long discarded, double burstRatio, OptionalDouble oneWayMs, Scorer scorer) {}

  /** Reckons that, for a stretch that can be scored. */
  interface Reckoning {
    /**
     * Reckons it.
     *
     * @param packetMs speech in one packet
     * @param spokenShare of the time in which packets were sent, 0–1
     */
    Played of(
        RtpStream stream,
        ReportedStretch stretch,
        Codec codec,
        double packetMs,
        double spokenShare);
  }

  /** Whether a stretch counts for about as much as an interval does. */
  boolean isLongEnough(ReportedStretch stretch) {
    return stretch.durationNs() >= intervalNs - intervalNs / 4;
  }

  Interval interval(RtpStream stream, ReportedStretch stretch, Reckoning reckoning) {
    int packetNs = packetNs(stream);
    long speechNs = Math.min(stretch.durationNs(), stretch.expected * packetNs);
    long silenceNs = stretch.durationNs() - speechNs;
    PayloadFormat format = stretch.format;
    if (stretch.implausible) {
      return unscored(stretch, Unscored.IMPLAUSIBLE);
    }
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
    Played played = reckoning.of(stream, stretch, codec.get(), packetNs / NS_PER_MS, spokenShare);
    return scored(stretch, codec.get(), played, silenceNs);
  }

  static int packetNs(RtpStream stream) {
    OptionalInt ptimeNs = stream.ptimeNs();
    return ptimeNs.orElse(USUAL_PACKET_NS);
  }

  private Interval scored(ReportedStretch stretch, Codec codec, Played played, long silenceNs) {
    Optional<Score> score =
        played.scorer.score(
            codec,
            stretch.expected,
            stretch.lost,
            played.discarded,
            played.burstRatio,
            played.oneWayMs);
    return interval(
        stretch,
        silenceNs > intervalNs ? silenceNs : 0, // longer than pauses of speech
        played.discarded,
        played.burstRatio,
        score,
        score.isEmpty() ? Optional.of(Unscored.NO_BPL) : Optional.empty());
  }

  static Interval unscored(ReportedStretch stretch, Unscored reason) {
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
            ? known(stretch.jitterRtpUnits() / clockRateHz)
            : OptionalDouble.empty(),
        known(stretch.roundTripSeconds),
        score,
        unscored);
  }

  private static OptionalDouble known(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
