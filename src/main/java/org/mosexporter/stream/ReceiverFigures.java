package org.mosexporter.stream;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.mosexporter.stream.XrSummary.Verdict;
import org.mosexporter.wire.rtcp.XrBlock.DelayMetrics;
import org.mosexporter.wire.rtcp.XrBlock.JitterBuffer;
import org.mosexporter.wire.rtcp.XrBlock.JitterBufferKind;
import org.mosexporter.wire.rtcp.XrBlock.VoipMetrics;

/** What a receiver last said of itself and of what it hears (RFC 3611 §4.7). NaN is unknown. */
final class ReceiverFigures {
  private static final double MOST_R = 120;

  double lossFraction = Double.NaN;
  double discardFraction = Double.NaN;
  double burstDensity = Double.NaN;
  double gapDensity = Double.NaN;
  double burstMs = Double.NaN;
  double gapMs = Double.NaN;
  double roundTripMs = Double.NaN;

  /** When {@link #roundTripMs} was told. */
  long roundTripAtNs = Long.MIN_VALUE;

  /** Its sending side, and its receiving one. */
  double endSystemDelayMs = Double.NaN;

  double jitterBufferMs = Double.NaN;
  double jitterBufferMaximumMs = Double.NaN;
  JitterBufferKind jitterBuffer = JitterBufferKind.UNKNOWN;
  double signalLevelDbm0 = Double.NaN;
  double noiseLevelDbm0 = Double.NaN;
  double residualEchoReturnLossDb = Double.NaN;
  double r = Double.NaN;
  double externalR = Double.NaN;
  double mosLq = Double.NaN;
  double mosCq = Double.NaN;

  void take(VoipMetrics metrics, long atNs) {
    lossFraction = metrics.lossRate();
    discardFraction = metrics.discardRate();
    burstDensity = metrics.burstDensity();
    gapDensity = metrics.gapDensity();
    burstMs = metrics.burstDurationMs();
    gapMs = metrics.gapDurationMs();
    if (metrics.roundTripMs() > 0) {
      roundTripMs = metrics.roundTripMs();
      roundTripAtNs = atNs;
    }
    endSystemDelayMs = aboveZero(metrics.endSystemDelayMs());
    jitterBufferMs = aboveZero(metrics.jitterBufferNominalMs());
    jitterBufferMaximumMs = aboveZero(metrics.jitterBufferMaximumMs());
    jitterBuffer = metrics.jitterBuffer();
    signalLevelDbm0 = orNan(metrics.signalLevelDbm0());
    noiseLevelDbm0 = orNan(metrics.noiseLevelDbm0());
    residualEchoReturnLossDb = orNan(metrics.residualEchoReturnLossDb());
    r = rating(orNan(metrics.r()));
    externalR = rating(orNan(metrics.externalR()));
    mosLq = metrics.mosLq().orElse(Double.NaN);
    mosCq = metrics.mosCq().orElse(Double.NaN);
  }

  void take(DelayMetrics delays, long atNs) {
    if (delays.roundTripMs().orElse(0) > 0) {
      roundTripMs = delays.roundTripMs().getAsDouble();
      roundTripAtNs = atNs;
    }
    endSystemDelayMs = aboveZero(delays.endSystemDelayMs().orElse(0));
  }

  void take(JitterBuffer buffer) {
    jitterBufferMs = aboveZero(buffer.nominalMs().orElse(0));
    jitterBufferMaximumMs = aboveZero(buffer.maximumMs().orElse(0));
  }

  private static double aboveZero(double value) {
    return value > 0 ? value : Double.NaN;
  }

  private static double orNan(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : Double.NaN;
  }

  private static double rating(double r) {
    return r <= MOST_R ? r : Double.NaN;
  }

  /** NaN when unknown or older. */
  double roundTripSeconds(long sinceNs) {
    return roundTripAtNs >= sinceNs ? roundTripMs / 1000 : Double.NaN;
  }

  XrSummary summary(long reports, @Nullable ReportedScore score, double jitterSeconds) {
    return new XrSummary(
        reports,
        score == null ? Optional.empty() : score.mean(),
        score == null ? OptionalDouble.empty() : score.mosLqWorst(),
        known(lossFraction),
        known(discardFraction),
        known(burstDensity),
        known(gapDensity),
        known(burstMs / 1000),
        known(gapMs / 1000),
        known(jitterSeconds),
        known(roundTripMs / 1000),
        known(endSystemDelayMs / 1000),
        known(jitterBufferMs / 1000),
        known(jitterBufferMaximumMs / 1000),
        adaptive(),
        whole(signalLevelDbm0),
        whole(noiseLevelDbm0),
        whole(residualEchoReturnLossDb),
        new Verdict(known(r), known(externalR), known(mosLq), known(mosCq)));
  }

  private Optional<Boolean> adaptive() {
    return switch (jitterBuffer) {
      case ADAPTIVE -> Optional.of(true);
      case NON_ADAPTIVE -> Optional.of(false);
      case UNKNOWN, RESERVED -> Optional.empty();
    };
  }

  private static OptionalDouble known(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private static OptionalInt whole(double value) {
    return Double.isNaN(value) ? OptionalInt.empty() : OptionalInt.of((int) Math.round(value));
  }
}
