package org.mosexporter.quality;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The scale a rating lives on; MOS of different scales are not comparable. */
public enum Scale {
  /** Telephone speech of 300–3400 Hz (ITU-T G.107). */
  NARROWBAND(1, 95),
  /** Speech of 50–7000 Hz (ITU-T G.107.1). */
  WIDEBAND(1.29, 95),
  /** Speech of 20–20,000 Hz (ITU-T G.107.2). */
  FULLBAND(1.48, 132);

  private final double width;
  private final double lossCeiling;

  Scale(double width, double lossCeiling) {
    this.width = width;
    this.lossCeiling = lossCeiling;
  }

  public static Optional<Scale> ofLabel(String label) {
    return Arrays.stream(values()).filter(scale -> scale.label().equals(label)).findFirst();
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** R here over R of the narrowband scale: it is divided out before opinion (G.107.1 A-1). */
  public double width() {
    return width;
  }

  /** What Ie,eff tends to as loss grows, were there no packets left; 95 also for wideband. */
  double lossCeiling() {
    return lossCeiling;
  }
}
