package org.mosexporter.quality;

import java.util.Locale;

/** How far a codec's values can be trusted. */
public enum Confidence {
  /** Printed in a Recommendation, or restated alike by several. */
  HIGH,
  /** From one good source. */
  MEDIUM,
  /** A sibling's, a single tool's, or that of a mode that was assumed. */
  LOW;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
