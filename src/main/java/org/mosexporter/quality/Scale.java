package org.mosexporter.quality;

import java.util.Locale;

/** The scale a rating lives on; MOS of different scales are not comparable. */
public enum Scale {
  NARROWBAND,
  WIDEBAND,
  FULLBAND;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
