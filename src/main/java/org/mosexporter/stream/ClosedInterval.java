package org.mosexporter.stream;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * An interval whose packets are counted, and which waits to be told until it is known whether they
 * can be believed. Those of a stream wait in a row.
 */
final class ClosedInterval {
  final IntervalMark from;
  final IntervalEnd to;
  final long expected;
  final long lost;
  final long discarded;
  final double burstRatio;
  final OptionalDouble roundTripSeconds;
  @Nullable ClosedInterval next;

  ClosedInterval(
      IntervalMark from,
      IntervalEnd to,
      long expected,
      long lost,
      long discarded,
      double burstRatio,
      OptionalDouble roundTripSeconds) {
    this.from = from;
    this.to = to;
    this.expected = expected;
    this.lost = lost;
    this.discarded = discarded;
    this.burstRatio = burstRatio;
    this.roundTripSeconds = roundTripSeconds;
  }

  /** The last sequence number of the interval. */
  long last() {
    return to.cut;
  }

  /** The first one. */
  long first() {
    return to.cut - expected + 1;
  }
}
