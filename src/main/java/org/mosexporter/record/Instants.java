package org.mosexporter.record;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Times as records write them: RFC 3339, UTC, microseconds. */
public final class Instants {
  private static final int LENGTH = "2026-07-01T12:00:00.000000Z".length();
  private static final int[] POWERS_OF_TEN = {1, 10, 100, 1_000, 10_000, 100_000};
  private static final long NS_PER_SECOND = 1_000_000_000L;
  private static final long LAST_SECOND = Long.MAX_VALUE / NS_PER_SECOND - 1;

  /** The text of a time in nanoseconds since 1970-01-01 UTC. */
  public static String rfc3339(long atNs) {
    long second = Math.floorDiv(atNs, NS_PER_SECOND);
    LocalDateTime at = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    StringBuilder text = new StringBuilder(LENGTH);
    number(at.getYear(), 4, text);
    number(at.getMonthValue(), 2, text.append('-'));
    number(at.getDayOfMonth(), 2, text.append('-'));
    number(at.getHour(), 2, text.append('T'));
    number(at.getMinute(), 2, text.append(':'));
    number(at.getSecond(), 2, text.append(':'));
    number((int) (Math.floorMod(atNs, NS_PER_SECOND) / 1_000), 6, text.append('.'));
    return text.append('Z').toString();
  }

  /** With zeros before it; years of nanoseconds in 64 bits have four digits (1677 to 2262). */
  private static void number(int value, int digits, StringBuilder to) {
    for (int unit = POWERS_OF_TEN[digits - 1]; unit > 0; unit /= 10) {
      to.append((char) ('0' + value / unit % 10));
    }
  }

  /** Nanoseconds since 1970-01-01 UTC; beyond the years that these can tell, the last of them. */
  public static long ns(Instant at) {
    long second = Math.clamp(at.getEpochSecond(), -LAST_SECOND, LAST_SECOND);
    return second * NS_PER_SECOND + (second == at.getEpochSecond() ? at.getNano() : 0);
  }

  private Instants() {}
}
