package org.mosexporter.stream;

import java.util.Locale;

/** Why a stretch of time has no score. */
public enum Unscored {
  NO_CODEC,
  UNKNOWN_CODEC,
  NO_BPL,
  CODEC_CHANGED,
  TOO_SHORT,
  GAP,
  COMFORT_NOISE,
  ENCRYPTED_RTCP,
  FAR_END_UNKNOWN,
  CAPTURE_DROPS,
  MIRROR_LOSS,
  ONE_WAY,
  CLOCK_STEP,
  IMPLAUSIBLE;

  /** Whether missing packets may have reached the listener. */
  boolean doubtsLoss() {
    return this == CAPTURE_DROPS || this == MIRROR_LOSS;
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
