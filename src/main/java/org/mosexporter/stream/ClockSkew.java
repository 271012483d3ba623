package org.mosexporter.stream;

import java.util.OptionalDouble;

/**
 * How much slower a sender's media clock is than ours, by the timestamps of its first and last
 * packets of speech: silence does not matter, for timestamps go on (RFC 3550 §5.1).
 */
final class ClockSkew {
  /** Below, delays that vary look like a clock. */
  private static final double LEAST_SECONDS = 20;

  /** No sound card is that far off: the timestamps made a leap. */
  private static final double MOST_PPM = 50_000;

  /**
   * Millionths; negative when it is faster.
   *
   * @param units between the timestamps; wraps after half a day of the fastest clock
   * @param clockRateHz 0 when unknown
   * @param arrivalNs between the arrivals
   */
  static OptionalDouble ppm(int units, int clockRateHz, long arrivalNs) {
    if (clockRateHz == 0) {
      return OptionalDouble.empty();
    }
    double mediaSeconds = (double) units / clockRateHz;
    double ppm = (arrivalNs * 1e-9 / mediaSeconds - 1) * 1e6;
    return mediaSeconds >= LEAST_SECONDS && Math.abs(ppm) <= MOST_PPM
        ? OptionalDouble.of(ppm)
        : OptionalDouble.empty();
  }

  private ClockSkew() {}
}
