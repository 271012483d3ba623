package org.mosexporter.quality;

import java.util.Locale;

/**
 * How much a conversation suffers from delay: the classes of sT and mT (ITU-T G.107 Table 1). Calls
 * are scored with the default; wideband and fullband know no other.
 */
public enum DelaySensitivity {
  DEFAULT(1, 100),
  LOW(0.55, 120),
  VERY_LOW(0.40, 150);

  private final double sT;
  private final double mTMs;

  DelaySensitivity(double sT, double mTMs) {
    this.sT = sT;
    this.mTMs = mTMs;
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The delay sensitivity, without unit. */
  public double sT() {
    return sT;
  }

  /** The least delay that is noticed. */
  public double mTMs() {
    return mTMs;
  }
}
