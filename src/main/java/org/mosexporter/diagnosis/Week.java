package org.mosexporter.diagnosis;

/**
 * In which hours of the last seven days something was so. Hours are counted since 1970-01-01 UTC.
 * Used by one thread.
 */
final class Week {
  static final int HOURS = 168;
  private static final int WORDS = 3;

  private final long[] bits = new long[WORDS];
  private long lastHour;

  /** Now it is. */
  void mark(long hour) {
    forgetUntil(hour);
    int place = place(hour);
    bits[place >> 6] |= 1L << place;
  }

  private void forgetUntil(long hour) {
    long first = Math.max(lastHour + 1, hour - HOURS + 1);
    for (long old = first; old <= hour; old++) {
      bits[place(old) >> 6] &= ~(1L << place(old));
    }
    lastHour = Math.max(lastHour, hour);
  }

  /** Whether it was; hours that are over a week ago, or to come, are not known. */
  boolean has(long hour) {
    return hour <= lastHour
        && hour > lastHour - HOURS
        && (bits[place(hour) >> 6] & 1L << place(hour)) != 0;
  }

  private static int place(long hour) {
    return (int) Math.floorMod(hour, (long) HOURS);
  }

  long lastHour() {
    return lastHour;
  }

  /** As it is kept. */
  long[] bits() {
    return bits.clone();
  }

  static Week of(long lastHour, long[] bits) {
    Week week = new Week();
    week.lastHour = lastHour;
    System.arraycopy(bits, 0, week.bits, 0, Math.min(WORDS, bits.length));
    return week;
  }
}
