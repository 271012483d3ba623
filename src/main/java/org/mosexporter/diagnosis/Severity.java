package org.mosexporter.diagnosis;

import java.util.Locale;

/** How much a finding matters. */
public enum Severity {
  /** Worth knowing; nobody hears it. */
  INFO,
  WARNING,
  CRITICAL;

  /** 1 to 3, as the metric has it. */
  public int level() {
    return switch (this) {
      case INFO -> 1;
      case WARNING -> 2;
      case CRITICAL -> 3;
    };
  }

  /** As JSON and configuration have it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
