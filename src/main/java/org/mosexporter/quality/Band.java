package org.mosexporter.quality;

import java.util.Locale;

/** What a MOS-LQ on the codec's own scale means to a listener. */
public enum Band {
  EXCELLENT(4.3),
  GOOD(4.0),
  ACCEPTABLE(3.6),
  FAIR(3.1),
  POOR(1.0);

  private final double from;

  Band(double from) {
    this.from = from;
  }

  /** The band of a MOS that was rounded to three decimals first, as everything shown is. */
  public static Band of(double mosLq) {
    double rounded = Math.round(mosLq * 1000) / 1000.0;
    for (Band band : values()) {
      if (rounded >= band.from) {
        return band;
      }
    }
    return POOR;
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
