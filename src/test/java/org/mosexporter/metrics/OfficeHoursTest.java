package org.mosexporter.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The calendar of November 2026: the 23rd is a Monday. */
class OfficeHoursTest {
  @ParameterizedTest(name = "{0} at {2} in {1} is {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # hours             | zone             | instant              | open
          Mon-Fri 08:00-18:00 | Europe/Berlin    | 2026-11-23T06:59:59Z | false
          Mon-Fri 08:00-18:00 | Europe/Berlin    | 2026-11-23T07:00:00Z | true
          Mon-Fri 08:00-18:00 | Europe/Berlin    | 2026-11-23T16:59:59Z | true
          Mon-Fri 08:00-18:00 | Europe/Berlin    | 2026-11-23T17:00:00Z | false
          Mon-Fri 08:00-18:00 | Europe/Berlin    | 2026-11-22T10:00:00Z | false
          Mon-Fri 08:00-18:00 | Europe/Berlin    | 2026-07-20T06:00:00Z | true
          mon-fri 08:00-18:00 | America/New_York | 2026-11-23T22:59:00Z | true
          Sat 09:00-12:00     | UTC              | 2026-11-21T09:00:00Z | true
          Sat 09:00-12:00     | UTC              | 2026-11-23T09:00:00Z | false
          Sat-Mon 09:00-12:00 | UTC              | 2026-11-22T10:00:00Z | true
          Sat-Mon 09:00-12:00 | UTC              | 2026-11-24T10:00:00Z | false
          Mon-Sun 00:00-24:00 | UTC              | 2026-11-22T23:59:59Z | true
          Mon 22:00-06:00     | UTC              | 2026-11-23T05:00:00Z | false
          Mon 22:00-06:00     | UTC              | 2026-11-23T23:00:00Z | true
          Mon 22:00-06:00     | UTC              | 2026-11-24T05:59:00Z | true
          Mon 22:00-06:00     | UTC              | 2026-11-24T22:00:00Z | false
          Mon-Fri 08:00-18:00, Sat 09:00-12:00 | UTC | 2026-11-21T09:00:00Z | true
          Mon-Fri 08:00-18:00, Sat 09:00-12:00 | UTC | 2026-11-21T13:00:00Z | false
          Mon-Fri 08:00-18:00, Sat 09:00-12:00 | UTC | 2026-11-23T13:00:00Z | true
          Mon-Fri 08:00-12:00,Mon-Thu 13:00-17:00 | UTC | 2026-11-23T12:30:00Z | false
          Mon-Fri 08:00-12:00,Mon-Thu 13:00-17:00 | UTC | 2026-11-23T13:00:00Z | true
          Mon-Fri 08:00-12:00,Mon-Thu 13:00-17:00 | UTC | 2026-11-27T13:00:00Z | false
          """)
  void knowsWhenAnOfficeIsStaffed(String hours, String zone, String instant, boolean open) {
    OfficeHours parsed = OfficeHours.parse(hours).orElseThrow();

    assertEquals(open, parsed.contains(Instant.parse(instant).atZone(ZoneId.of(zone))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "always",
        "Mon-Fri",
        "Foo-Fri 08:00-18:00",
        "Mon 25:00-26:00",
        "ONT 08:00-09:00",
        "Mon-Fri 08:00-18:00,",
        "Mon-Fri 08:00-18:00, always"
      })
  void saysNothingOfHoursItCannotRead(String hours) {
    assertEquals(Optional.empty(), OfficeHours.parse(hours));
  }

  /** The forms of the configuration: one day, several, over Sunday, by night, several parts. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mon 08:00-18:00",
        "Mon-Fri 08:00-18:00",
        "Sat-Mon 00:00-24:00",
        "Sun 22:00-06:00",
        "Tue 07:30-07:30",
        "Mon-Fri 08:00-18:00, Sat 09:00-12:00",
        "Mon-Thu 08:00-12:00,Mon-Thu 13:00-17:00,Fri 08:00-13:00",
        " Wed 08:00-18:00 , Thu 08:00-20:00 "
      })
  void whatTheLoaderTakesIsUnderstood(String hours) {
    String taken = org.mosexporter.load.OfficeHours.checked(hours);

    assertTrue(OfficeHours.parse(taken).isPresent());
  }
}
