package org.mosexporter.metrics;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When an office is staffed, such as "Mon-Fri 08:00-18:00, Sat 09:00-12:00". */
record OfficeHours(List<Part> parts) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?<first>\\p{Alpha}{3})(-(?<last>\\p{Alpha}{3}))?\\s+"
              + "(?<from>\\d\\d:\\d\\d)-(?<to>\\d\\d:\\d\\d)");
  private static final String DAYS = "MONTUEWEDTHUFRISATSUN";
  private static final String MIDNIGHT_AFTER = "24:00";

  OfficeHours {
    parts = List.copyOf(parts);
  }

  /**
   * What stands between two commas.
   *
   * @param from the first minute that counts
   * @param to the first minute that counts no more; 24:00 is {@link LocalTime#MAX}
   */
  record Part(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
    Part {
      days = Set.copyOf(days);
    }

    /** A night shift (22:00-06:00) belongs to the day it began. */
    boolean contains(ZonedDateTime there) {
      LocalTime time = there.toLocalTime();
      if (from.isBefore(to)) {
        return days.contains(there.getDayOfWeek()) && !time.isBefore(from) && time.isBefore(to);
      }
      return time.isBefore(to)
          ? days.contains(there.getDayOfWeek().minus(1))
          : days.contains(there.getDayOfWeek()) && !time.isBefore(from);
    }
  }

  /** Reads the text of the configuration; empty when a part of it cannot be understood. */
  static Optional<OfficeHours> parse(String text) {
    List<Part> parts = new ArrayList<>();
    for (String said : text.split(",", -1)) {
      Optional<Part> part = part(said.strip());
      if (part.isEmpty()) {
        return Optional.empty();
      }
      parts.add(part.get());
    }
    return Optional.of(new OfficeHours(parts));
  }

  private static Optional<Part> part(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    int first = day(form.group("first"));
    int last = form.group("last") == null ? first : day(form.group("last"));
    Optional<LocalTime> from = time(form.group("from"));
    Optional<LocalTime> to = time(form.group("to"));
    if (first < 0 || last < 0 || from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Part(days(first, last), from.get(), to.get()));
  }

  private static int day(String name) {
    int at = DAYS.indexOf(name.toUpperCase(Locale.ROOT));
    return at % 3 == 0 ? at / 3 : -1;
  }

  /** From the one to the other, over Sunday where need be (Sat-Mon). */
  private static Set<DayOfWeek> days(int first, int last) {
    Set<DayOfWeek> days = EnumSet.of(DayOfWeek.of(first + 1));
    for (int day = first; day != last; ) {
      day = (day + 1) % 7;
      days.add(DayOfWeek.of(day + 1));
    }
    return days;
  }

  private static Optional<LocalTime> time(String text) {
    if (text.equals(MIDNIGHT_AFTER)) {
      return Optional.of(LocalTime.MAX);
    }
    int hour = Integer.parseInt(text, 0, 2, 10);
    int minute = Integer.parseInt(text, 3, 5, 10);
    return hour < 24 && minute < 60 ? Optional.of(LocalTime.of(hour, minute)) : Optional.empty();
  }

  /** Whether it is office hours there: by any part. */
  boolean contains(ZonedDateTime there) {
    return parts.stream().anyMatch(part -> part.contains(there));
  }
}
