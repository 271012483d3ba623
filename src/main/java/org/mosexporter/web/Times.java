package org.mosexporter.web;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.mosexporter.record.Instants;

/** Times as people of a site read them. */
final class Times {
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final long NS_PER_SECOND = 1_000_000_000L;
  private static final int SECONDS_PER_MINUTE = 60;
  private static final int SECONDS_PER_HOUR = 3600;

  private final ZoneId zone;

  Times(ZoneId zone) {
    this.zone = zone;
  }

  String zone() {
    return zone.getId();
  }

  /** Date and time, with the exact one in UTC for programs. */
  void dateTime(Html html, long atNs) {
    write(html, atNs, DATE_TIME);
  }

  /** Without the date. */
  void time(Html html, long atNs) {
    write(html, atNs, TIME);
  }

  private void write(Html html, long atNs, DateTimeFormatter format) {
    html.markup("<time datetime=\"" + Instants.rfc3339(atNs) + "\">")
        .text(format.format(Instant.ofEpochSecond(atNs / NS_PER_SECOND).atZone(zone)))
        .markup("</time>");
  }

  /** Such as 1 h 02 min, 3 min 20 s or 12 s. */
  static String length(double seconds) {
    long whole = Math.round(seconds);
    if (whole >= SECONDS_PER_HOUR) {
      long minutes = whole % SECONDS_PER_HOUR / SECONDS_PER_MINUTE;
      return "%d h %02d min".formatted(whole / SECONDS_PER_HOUR, minutes);
    }
    return whole >= SECONDS_PER_MINUTE
        ? "%d min %02d s".formatted(whole / SECONDS_PER_MINUTE, whole % SECONDS_PER_MINUTE)
        : whole + " s";
  }
}
