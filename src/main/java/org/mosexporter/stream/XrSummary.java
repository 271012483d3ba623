package org.mosexporter.stream;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.mosexporter.quality.Score;

/**
 * What the receiver's extended reports said of a stream (RFC 3611 §4.7): the last of each figure.
 *
 * @param score by our model from what was reported, mean weighted by expected packets; empty when
 *     no stretch was scored
 * @param mosLqWorst of the worst stretch
 * @param lossFraction since reception began, 0–1; and so {@code discardFraction} of packets that
 *     came too late or too early
 * @param burstDensity share of packets missing within bursts, 0–1; {@code gapDensity} between them
 * @param burstSeconds mean length
 * @param roundTripSeconds between the RTP interfaces of both ends
 * @param endSystemDelaySeconds that the receiver adds, its sending side included
 * @param jitterBufferSeconds nominal depth; empty when not told
 * @param jitterBufferAdaptive whether its depth follows the jitter (§4.7.7); empty when not told
 * @param residualEchoReturnLossDb of the receiver: how little its user's peer hears of itself
 */
public record XrSummary(
    long reports,
    Optional<Score> score,
    OptionalDouble mosLqWorst,
    OptionalDouble lossFraction,
    OptionalDouble discardFraction,
    OptionalDouble burstDensity,
    OptionalDouble gapDensity,
    OptionalDouble burstSeconds,
    OptionalDouble gapSeconds,
    OptionalDouble jitterSeconds,
    OptionalDouble roundTripSeconds,
    OptionalDouble endSystemDelaySeconds,
    OptionalDouble jitterBufferSeconds,
    OptionalDouble jitterBufferMaximumSeconds,
    Optional<Boolean> jitterBufferAdaptive,
    OptionalInt signalLevelDbm0,
    OptionalInt noiseLevelDbm0,
    OptionalInt residualEchoReturnLossDb,
    Verdict verdict) {

  /** What the receiver itself made of it. By a model that nobody knows, so it counts nowhere. */
  public record Verdict(
      OptionalDouble r, OptionalDouble externalR, OptionalDouble mosLq, OptionalDouble mosCq) {
    /** Whether it said anything. */
    public boolean isKnown() {
      return r.isPresent() || externalR.isPresent() || mosLq.isPresent() || mosCq.isPresent();
    }
  }
}
