package org.mosexporter.stream;

import java.util.Optional;
import java.util.OptionalDouble;
import org.mosexporter.quality.Score;

/**
 * One closed interval of one stream: the unit that is scored.
 *
 * @param startNs its first instant, nanoseconds since 1970-01-01 UTC
 * @param durationNs its length; the last one of a stream may be shorter
 * @param gapNs of it, silence of more than 2 s without missing packets: never scored
 * @param expected packets that were sent, by sequence numbers
 * @param lost expected but never seen
 * @param discarded arrived too late for playout
 * @param codec name of the codec in use; empty when unknown
 * @param jitterSeconds mean of the RFC 3550 estimate over its packets; absent without two packets
 * @param score empty when {@code unscored} says why
 * @param unscored why it has no score
 */
public record Interval(
    long startNs,
    long durationNs,
    long gapNs,
    long packets,
    long expected,
    long lost,
    long discarded,
    long reordered,
    String codec,
    double burstRatio,
    OptionalDouble jitterSeconds,
    OptionalDouble roundTripSeconds,
    Optional<Score> score,
    Optional<Unscored> unscored) {
  public Interval {
    if (score.isPresent() == unscored.isPresent()) {
      throw new IllegalArgumentException("an interval is either scored or says why not");
    }
  }

  /** What the network lost: nobody knows of packets that we or the mirror may have lost. */
  public long certainlyLost() {
    return unscored.stream().anyMatch(Unscored::doubtsLoss) ? 0 : lost;
  }
}
