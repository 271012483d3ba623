package org.mosexporter.stream;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.mosexporter.quality.BurstMetrics;
import org.mosexporter.quality.BurstRatio;
import org.mosexporter.quality.Codec;
import org.mosexporter.quality.EndOfCall;
import org.mosexporter.quality.Scale;
import org.mosexporter.quality.Score;
import org.mosexporter.quality.ScoreMean;
import org.mosexporter.quality.Scorer;

/** What the closed intervals of one stream add up to. */
final class StreamScore {
  private static final double NS_PER_SECOND = 1e9;
  private static final double NS_PER_MS = 1e6;
  private static final Scorer SCORER = new Scorer();

  private @Nullable ScoreMean mean;
  private float mosLqWorst = Float.NaN;
  private Map<Unscored, Long> unscoredNs = Map.of();
  private float roundTripSeconds = Float.NaN;
  private double oneWayMsSum;
  private long meanNs;
  private int packetsOfOtherScale;

  /** Of the stream's first packet. */
  int firstTimestamp;

  /** Missing in intervals in which we or the mirror lost packets. */
  private long lostUncertain;

  private @Nullable Codec lastCodec;
  private @Nullable IntervalLog log;

  /**
   * Adds an interval that closed.
   *
   * @param codec that it was scored by
   * @param oneWayMs mouth to ear
   */
  void add(Interval interval, Optional<Codec> codec, OptionalDouble oneWayMs, IntervalRoom room) {
    note(interval, room);
    interval.roundTripSeconds().ifPresent(seconds -> roundTripSeconds = (float) seconds);
    if (interval.score().isPresent() && codec.isPresent()) {
      add(interval, interval.score().get(), codec.get(), oneWayMs);
    } else if (interval.unscored().isPresent()) {
      lostUncertain += interval.lost() - interval.certainlyLost();
      addUnscored(interval.unscored().get(), interval.durationNs());
    }
  }

  private void note(Interval interval, IntervalRoom room) {
    IntervalLog soFar = log;
    if (soFar == null) {
      soFar = new IntervalLog(interval.startNs());
      log = soFar;
    }
    soFar.add(interval, room);
  }

  /** The clock was set: its intervals began at other times. */
  void onClockStep(long stepNs) {
    if (log != null) {
      log.onClockStep(stepNs);
    }
  }

  /** Its stream is over and told. */
  void release(IntervalRoom room) {
    if (log != null) {
      log.release(room);
      log = null;
    }
  }

  private void add(Interval interval, Score score, Codec codec, OptionalDouble oneWayMs) {
    ScoreMean soFar = mean;
    if (soFar == null) {
      soFar = new ScoreMean();
      mean = soFar;
    }
    if (!soFar.accepts(score)) {
      packetsOfOtherScale += (int) interval.expected();
      if (Integer.compareUnsigned(packetsOfOtherScale, (int) soFar.packets()) <= 0) {
        addUnscored(Unscored.CODEC_CHANGED, interval.durationNs());
        return;
      }
      soFar = changeScale();
    }
    soFar.add(score, interval.expected());
    meanNs += interval.durationNs() - interval.gapNs(); // gaps have a reason of their own
    mosLqWorst = mosLqWorst <= score.mosLq() ? mosLqWorst : (float) score.mosLq();
    lastCodec = codec;
    if (oneWayMs.isPresent()) {
      oneWayMsSum += oneWayMs.getAsDouble() * interval.expected();
    }
    if (interval.gapNs() > 0) {
      addUnscored(Unscored.GAP, interval.gapNs());
    }
  }

  /** MOS of two scales have no mean: the stream is scored on the one that lasts longer. */
  private ScoreMean changeScale() {
    addUnscored(Unscored.CODEC_CHANGED, meanNs);
    ScoreMean anew = new ScoreMean();
    mean = anew;
    meanNs = 0;
    mosLqWorst = Float.NaN;
    oneWayMsSum = 0;
    packetsOfOtherScale = 0;
    return anew;
  }

  /** Of the intervals so far; empty before the first that was scored. */
  Optional<Scale> scale() {
    return mean == null ? Optional.empty() : mean.scale();
  }

  /** The whole stream as it is remembered at its end. */
  private Optional<EndOfCall> endOfCall(RtpStream stream, BurstMetrics bursts) {
    Codec codec = lastCodec;
    if (codec == null || lostUncertain > 0) { // the bursts count what may not have been lost
      return Optional.empty();
    }
    OptionalInt ptimeNs = stream.ptimeNs();
    double packetMs = ptimeNs.isPresent() ? ptimeNs.getAsInt() / NS_PER_MS : codec.frameMs();
    long packets = mean == null ? 0 : mean.packetsWithDelay();
    OptionalDouble oneWayMs =
        packets > 0 ? OptionalDouble.of(oneWayMsSum / packets) : OptionalDouble.empty();
    return SCORER.endOfCall(codec, bursts, packetMs, oneWayMs);
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
      RtpStream stream,
      int payloadType,
      PayloadFormat format,
      Map<Integer, Long> dscp,
      List<StreamSummary.ObservedAt> observedAt) {
    Optional<Score> score = mean == null ? Optional.empty() : mean.score();
    boolean hasJitter = stream.jitterSamples() > 0;
    int clockRateHz = format.clockRateHz();
    Reception reception = stream.reception;
    BurstMetrics bursts = stream.bursts();
    return new StreamSummary(
        stream.source(),
        stream.sourcePort(),
        stream.destination(),
        stream.destinationPort(),
        stream.ssrc(),
        stream.media().callId(),
        format.codecName(),
        payloadType,
        clockRateHz > 0 ? OptionalInt.of(clockRateHz) : OptionalInt.empty(),
        stream.firstNs(),
        Math.max(0, stream.lastNs() - stream.firstNs()) / NS_PER_SECOND,
        stream.packets(),
        stream.expected(),
        stream.lost(),
        lostUncertain,
        stream.discarded(),
        stream.reordered(),
        stream.duplicate(),
        seconds(hasJitter ? stream.jitterSumNs() / stream.jitterSamples() : Double.NaN),
        seconds(hasJitter ? stream.jitterMaxNs() : Double.NaN),
        clockSkewPpm(stream),
        BurstRatio.ofRuns(stream.missedDecided(), stream.runs(), stream.expected()),
        bursts,
        dscp,
        known(roundTripSeconds),
        score.map(Score::scale),
        score,
        known(mosLqWorst),
        endOfCall(stream, bursts),
        unscoredSeconds(),
        reception == null ? Optional.empty() : reception.summary(),
        reception == null ? Optional.empty() : reception.xrSummary(),
        observedAt,
        log == null ? IntervalSeries.NONE : log.series());
  }

  private OptionalDouble clockSkewPpm(RtpStream stream) {
    return ClockSkew.ppm(
        stream.lastRtpTimestamp() - firstTimestamp,
        stream.clockRateHz(),
        stream.lastArrivalNs() - stream.firstNs());
  }

  private static OptionalDouble seconds(double ns) {
    return known(ns / NS_PER_SECOND);
  }

  private static OptionalDouble known(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
