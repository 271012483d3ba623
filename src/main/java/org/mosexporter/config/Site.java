package org.mosexporter.config;

import java.time.ZoneId;

/**
 * An office.
 *
 * @param timezone of its office hours
 * @param officeHours such as "Mon-Fri 08:00-18:00"; empty when not said
 * @param targetMos MOS-LQ on the codec's own scale that intervals should reach, 1–5
 */
public record Site(ZoneId timezone, String officeHours, double targetMos) {
  public static final double DEFAULT_TARGET_MOS = 3.8;

  /** By the name that people write; {@code ZoneOffset.UTC} is called Z. */
  private static final ZoneId UTC = ZoneId.of("UTC");

  public static Site defaults() {
    return new Site(UTC, "", DEFAULT_TARGET_MOS);
  }
}
