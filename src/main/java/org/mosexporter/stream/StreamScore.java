package org.mosexporter.stream;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.mosexporter.quality.Codec;
import org.mosexporter.quality.Score;
import org.mosexporter.quality.ScoreMean;

/** What the closed intervals of one stream add up to. */
final class StreamScore {
  private static final double NS_PER_SECOND = 1e9;

  private @Nullable ScoreMean mean;
  private double mosLqWorst = Double.NaN;
  private Map<Unscored, Long> unscoredNs = Map.of();
  private double roundTripSeconds = Double.NaN;

  void add(Interval interval) {
    interval.roundTripSeconds().ifPresent(seconds -> roundTripSeconds = seconds);
    interval.score().ifPresent(score -> add(score, interval.expected()));
    if (interval.unscored().isPresent()) {
      addUnscored(interval.unscored().get(), interval.durationNs());
    } else if (interval.gapNs() > 0) {
      addUnscored(Unscored.GAP, interval.gapNs());
    }
  }

  private void add(Score score, long expected) {
    ScoreMean soFar = mean;
    if (soFar == null) {
      soFar = new ScoreMean();
      mean = soFar;
    }
    if (soFar.accepts(score)) { // a stream that changed scale keeps the one it began with
      soFar.add(score, expected);
      mosLqWorst = mosLqWorst <= score.mosLq() ? mosLqWorst : score.mosLq();
    }
  }

  private void addUnscored(Unscored reason, long durationNs) {
    if (unscoredNs.isEmpty()) {
      unscoredNs = new EnumMap<>(Unscored.class);
    }
    unscoredNs.merge(reason, durationNs, Long::sum);
  }

  private Map<Unscored, Double> unscoredSeconds() {
    Map<Unscored, Double> seconds = new EnumMap<>(Unscored.class);
    unscoredNs.forEach((reason, ns) -> seconds.put(reason, ns / NS_PER_SECOND));
    return seconds;
  }

  StreamSummary summary(
      RtpStream stream, int payloadType, PayloadFormat format, Map<Integer, Long> dscp) {
    Optional<Score> score = mean == null ? Optional.empty() : mean.score();
    boolean hasJitter = stream.jitterSamples() > 0;
    int clockRateHz = format.clockRateHz();
    Reception reception = stream.reception;
    return new StreamSummary(
        stream.source(),
        stream.sourcePort(),
        stream.destination(),
        stream.destinationPort(),
        stream.ssrc(),
        stream.media().callId(),
        format.codec().map(Codec::name).orElse(""),
        payloadType,
        clockRateHz > 0 ? OptionalInt.of(clockRateHz) : OptionalInt.empty(),
        stream.firstNs(),
        Math.max(0, stream.lastNs() - stream.firstNs()) / NS_PER_SECOND,
        stream.packets(),
        stream.expected(),
        stream.lost(),
        stream.discarded(),
        stream.reordered(),
        stream.duplicate(),
        seconds(hasJitter ? stream.jitterSumNs() / stream.jitterSamples() : Double.NaN),
        seconds(hasJitter ? stream.jitterMaxNs() : Double.NaN),
        burstRatio(stream.missedDecided(), stream.runs(), stream.expected()),
        dscp,
        known(roundTripSeconds),
        score.map(Score::scale),
        score,
        known(mosLqWorst),
        unscoredSeconds(),
        reception == null ? Optional.empty() : Optional.of(reception.summary()));
  }

  /**
   * How bursty losses are, 1 for random and without any (ITU-T G.107 §7.5): mean length of a run of
   * losses over the length that random loss of the same share would have.
   */
  static double burstRatio(long lost, long runs, long expected) {
    return lost > 0 && runs > 0 && expected > lost
        ? (double) lost / runs * (1 - (double) lost / expected)
        : 1;
  }

  private static OptionalDouble seconds(double ns) {
    return known(ns / NS_PER_SECOND);
  }

  private static OptionalDouble known(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
