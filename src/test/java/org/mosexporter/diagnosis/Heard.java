package org.mosexporter.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.mosexporter.config.IpAddress;
import org.mosexporter.quality.BurstGap;
import org.mosexporter.quality.Mos;
import org.mosexporter.quality.Scale;
import org.mosexporter.quality.Score;
import org.mosexporter.quality.Score.LostR;
import org.mosexporter.stream.IntervalSeries;
import org.mosexporter.stream.StreamSummary;

/** Streams of intervals of 10 s whose points of R a test says. */
final class Heard {
  static final double PERFECT_R = 93.206208;

  private final List<IntervalSeries.Part> parts = new ArrayList<>();
  private final IpAddress from;
  private final IpAddress to;
  private final String codec;
  private final long startNs;
  private long lost;
  private long lostUncertain;
  private OptionalDouble jitterSeconds = OptionalDouble.empty();

  Heard(IpAddress from, IpAddress to, String codec, long startNs) {
    this.from = from;
    this.to = to;
    this.codec = codec;
    this.startNs = startNs;
  }

  /** Packets in all. */
  Heard lacks(long packets) {
    lost = packets;
    return this;
  }

  /** Of these, what a mirror or our own ring lost. */
  Heard ofThese(long uncertain) {
    lostUncertain = uncertain;
    return this;
  }

  /** Seen here, or told by a receiver. */
  Heard jitter(double seconds) {
    jitterSeconds = OptionalDouble.of(seconds);
    return this;
  }

  static LostR points(double codec, double loss, double discard) {
    return new LostR(codec, loss, discard, OptionalDouble.empty());
  }

  Heard interval(LostR lost, double lossRatio) {
    return interval(lost, lossRatio, OptionalDouble.empty());
  }

  Heard interval(LostR lost, double lossRatio, OptionalDouble jitterSeconds) {
    double r = PERFECT_R - lost.codec() - lost.loss() - lost.discard();
    OptionalDouble mosCq =
        lost.delay().isPresent()
            ? OptionalDouble.of(Mos.ofR(r - lost.delay().getAsDouble()))
            : OptionalDouble.empty();
    parts.add(
        new IntervalSeries.Part(
            startNs + parts.size() * 10_000_000_000L,
            10,
            Optional.of(new IntervalSeries.Scored(Scale.NARROWBAND, Mos.ofR(r), mosCq, lost)),
            Optional.empty(),
            OptionalDouble.of(lossRatio),
            jitterSeconds));
    return this;
  }

  StreamSummary measured() {
    return stream(Optional.empty());
  }

  /** Its receiver tells of it, as of the first interval. */
  StreamSummary reported(int lost) {
    return reportedAs(this, lost);
  }

  /** Its receiver tells of what came to it. */
  StreamSummary reportedAs(Heard told, int lost) {
    return stream(
        Optional.of(
            new StreamSummary.RtcpSummary(
                9,
                lost,
                0.1,
                told.jitterSeconds,
                OptionalDouble.empty(),
                Optional.of(told.score()),
                OptionalDouble.empty())));
  }

  private Score score() {
    IntervalSeries.Scored first = parts.getFirst().scored().orElseThrow();
    double lost = first.lostR().codec() + first.lostR().loss() + first.lostR().discard();
    return new Score(
        first.scale(),
        PERFECT_R - lost,
        first.mosLq(),
        OptionalDouble.empty(),
        first.mosCq(),
        OptionalDouble.empty(),
        first.lostR(),
        false,
        false);
  }

  private StreamSummary stream(Optional<StreamSummary.RtcpSummary> rtcp) {
    return new StreamSummary(
        from,
        16384,
        to,
        16386,
        1,
        "call-1",
        codec,
        0,
        OptionalInt.of(8000),
        startNs,
        10.0 * parts.size(),
        500L * parts.size(),
        500L * parts.size(),
        lost,
        lostUncertain,
        0,
        0,
        0,
        jitterSeconds,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        1,
        new BurstGap().metrics(),
        Map.of(46, 500L * parts.size()),
        OptionalDouble.empty(),
        Optional.of(Scale.NARROWBAND),
        Optional.of(score()),
        OptionalDouble.empty(),
        Optional.empty(),
        Map.of(),
        rtcp,
        Optional.empty(),
        List.of(),
        IntervalSeries.of(parts));
  }
}
