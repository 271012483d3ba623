package org.mosexporter.network;

/**
 * A counter as the agent gave it in one poll (RFC 2578 §7.1.6, §7.1.10).
 *
 * @param value unsigned: the top bit of a Counter64 is a number like the others
 */
public record CounterReading(long value, Width width) {
  /** How the agent counts. */
  public enum Width {
    /** A Counter32. */
    BITS_32,
    /** A Counter64. */
    BITS_64,
    /** A low Counter32 with the overflows of it: may be torn, may wrap at 33 bits already. */
    TWO_WORDS
  }

  public static CounterReading of32Bits(long value) {
    return new CounterReading(value & 0xFFFF_FFFFL, Width.BITS_32);
  }

  public static CounterReading of64Bits(long value) {
    return new CounterReading(value, Width.BITS_64);
  }

  public static CounterReading ofTwoWords(long overflow, long low) {
    return new CounterReading((overflow << 32) | (low & 0xFFFF_FFFFL), Width.TWO_WORDS);
  }

  /**
   * What was counted since an earlier reading of the same counter; nothing when that cannot be
   * known. A decrease is a wrap only if the link could have carried the difference, else the agent
   * set the counter back; an increase beyond what the link carries is a torn reading.
   *
   * @param most what the link can have carried in between; 0 when its speed is unknown
   * @return growth, or −1 for unknown
   */
  long growthSince(CounterReading before, long most) {
    if (width != before.width) {
      return UNKNOWN;
    }
    if (Long.compareUnsigned(value, before.value) >= 0) {
      long growth = value - before.value;
      return growth >= 0 && (width != Width.TWO_WORDS || growth < TORN || growth <= most)
          ? growth
          : UNKNOWN;
    }
    long growth = wrapped(before, 1L << 32, most);
    if (growth != UNKNOWN || width == Width.BITS_32) {
      return growth;
    }
    // Cisco documents counters that wrap at 33 bits, and 64-bit columns are seen that wrap at 32.
    growth = wrapped(before, 1L << 33, most);
    return growth != UNKNOWN ? growth : plausible(value - before.value, most);
  }

  static final long UNKNOWN = -1;

  /** An overflow word read before its low word wrapped makes an error of 2³². */
  private static final long TORN = 1L << 31;

  private long wrapped(CounterReading before, long modulus, long most) {
    return Long.compareUnsigned(before.value, modulus) < 0
        ? plausible(value - before.value + modulus, most)
        : UNKNOWN;
  }

  private static long plausible(long growth, long most) {
    return growth >= 0 && growth <= most ? growth : UNKNOWN;
  }
}
