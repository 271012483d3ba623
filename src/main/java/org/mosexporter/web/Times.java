package org.mosexporter.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.mosexporter.config.Config;
import org.mosexporter.config.Site;
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

  private Times(ZoneId zone) {
    this.zone = zone;
  }

  /** In the time zone of the daemon's own site. */
  static Times of(Config config) {
    return new Times(config.sites().getOrDefault(config.site(), Site.defaults()).timezone());
  }

  /** Everybody's. */
  static Times utc() {
    return new Times(ZoneOffset.UTC);
  }

  /** Its name, as a browser knows it too. */
  String zone() {
    return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
  }

  /**
   * A time that somebody asks for: as RFC 3339 has it, or without an offset, then by our clock.
   *
   * @param parameter that it stands in
   */
  Instant parsed(String parameter, String text) {
    try {
      return DateTimeFormatter.ISO_DATE_TIME.parseBest(
                  text, OffsetDateTime::from, LocalDateTime::from)
              instanceof OffsetDateTime exact
          ? exact.toInstant()
          : LocalDateTime.parse(text).atZone(zone).toInstant();
    } catch (DateTimeException notATime) {
      throw new BadParameterException(parameter, "A time is written like 2026-07-01T12:00.");
    }
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
