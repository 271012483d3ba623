package org.mosexporter.record;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as records write them: RFC 3339, UTC, microseconds. */
public final class Instants {
  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private static final long NS_PER_SECOND = 1_000_000_000L;
  private static final long LAST_SECOND = Long.MAX_VALUE / NS_PER_SECOND - 1;

  /** The text of a time in nanoseconds since 1970-01-01 UTC. */
  public static String rfc3339(long atNs) {
    return MICROSECONDS.format(
        Instant.ofEpochSecond(
            Math.floorDiv(atNs, NS_PER_SECOND), Math.floorMod(atNs, NS_PER_SECOND)));
  }

  /** Nanoseconds since 1970-01-01 UTC; beyond the years that these can tell, the last of them. */
  public static long ns(Instant at) {
    long second = Math.clamp(at.getEpochSecond(), -LAST_SECOND, LAST_SECOND);
    return second * NS_PER_SECOND + (second == at.getEpochSecond() ? at.getNano() : 0);
  }

  private Instants() {}
}
