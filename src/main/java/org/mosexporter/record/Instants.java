package org.mosexporter.record;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as records write them: RFC 3339, UTC, microseconds. */
public final class Instants {
  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  /** The text of a time in nanoseconds since 1970-01-01 UTC. */
  public static String rfc3339(long atNs) {
    return MICROSECONDS.format(
        Instant.ofEpochSecond(
            Math.floorDiv(atNs, 1_000_000_000L), Math.floorMod(atNs, 1_000_000_000L)));
  }

  private Instants() {}
}
