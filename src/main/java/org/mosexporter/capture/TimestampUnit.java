package org.mosexporter.capture;

/**
 * What one tick of an interface's time stamps means (draft-ietf-opsawg-pcapng, if_tsresol and
 * if_tsoffset).
 */
final class TimestampUnit {
  static final int DEFAULT_RESOLUTION = 6;

  /** The year 2116. Beyond it, as before 1970, time stamps are damage: clamped, to be harmless. */
  static final long LATEST_NS = 1L << 62;

  private static final long NS_PER_SECOND = 1_000_000_000L;
  private static final int BINARY = 0x80;

  /** Of finer ticks than 10^-27 s, 2^64 are less than 20 ns. */
  private static final int MOST_DIGITS_BELOW_NS = 27;

  private final boolean binary;
  private final int exponent;
  private final long multiplier;
  private final long divisor;
  private final long offsetSeconds;

  /**
   * @param resolution 10^-n of a second, or 2^-n with the high bit set
   * @param offsetSeconds added to every time stamp
   */
  TimestampUnit(int resolution, long offsetSeconds) {
    binary = (resolution & BINARY) != 0;
    exponent = resolution & ~BINARY & 0xFF;
    multiplier = power10(9 - exponent);
    divisor = power10(exponent - 9);
    this.offsetSeconds = offsetSeconds;
  }

  /** Nanoseconds since 1970; {@code ticks} is unsigned. */
  long toNs(long ticks) {
    long ns = binary ? ofBinary(ticks) : ofDecimal(ticks);
    if (offsetSeconds == 0) {
      return Math.min(ns, LATEST_NS);
    }
    // Both parts are below 2^62 here, so that their sum cannot wrap.
    long most = LATEST_NS / NS_PER_SECOND;
    long offset = Math.clamp(offsetSeconds, -most, most) * NS_PER_SECOND;
    return Math.clamp(Math.min(ns, LATEST_NS) + offset, 0, LATEST_NS);
  }

  private long ofDecimal(long ticks) {
    if (exponent > MOST_DIGITS_BELOW_NS) {
      return 0;
    }
    if (divisor > 1) {
      return Math.min(Long.divideUnsigned(ticks, divisor), LATEST_NS);
    }
    boolean fits = Long.compareUnsigned(ticks, LATEST_NS / multiplier) <= 0;
    return fits ? ticks * multiplier : LATEST_NS;
  }

  private long ofBinary(long ticks) {
    long seconds = exponent < 64 ? ticks >>> exponent : 0;
    if (Long.compareUnsigned(seconds, LATEST_NS / NS_PER_SECOND) >= 0) {
      return LATEST_NS;
    }
    return seconds * NS_PER_SECOND
        + Math.unsignedMultiplyHigh(fractionOfSecond(ticks), NS_PER_SECOND);
  }

  /** The part below one second, in 2^-64 of a second. */
  private long fractionOfSecond(long ticks) {
    if (exponent == 0) {
      return 0;
    }
    if (exponent <= 64) {
      return ticks << (64 - exponent);
    }
    return exponent - 64 < 64 ? ticks >>> (exponent - 64) : 0;
  }

  /** 10 to that power; 1 below 0, the largest that fits above 18. */
  private static long power10(int power) {
    long result = 1;
    for (int i = 0; i < Math.min(power, 18); i++) {
      result *= 10;
    }
    return result;
  }
}
