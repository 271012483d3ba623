package org.mosexporter.config;

import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * An office.
 *
 * @param timezone of its office hours
 * @param officeHours such as "Mon-Fri 08:00-18:00"; empty when not said
 * @param targetMos MOS-LQ on the codec's own scale that intervals should reach, 1–5
 */
public record Site(ZoneId timezone, String officeHours, double targetMos) {
  public static final double DEFAULT_TARGET_MOS = 3.8;

  public static Site defaults() {
    return new Site(ZoneOffset.UTC, "", DEFAULT_TARGET_MOS);
  }
}
