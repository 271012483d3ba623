package org.mosexporter.config;

import java.time.Duration;

/**
 * How a listener's jitter buffer is taken to behave.
 *
 * @param kind whether its depth follows the jitter
 * @param nominal least time that the quickest packet waits
 * @param max most time that any packet waits; at least {@code nominal}
 */
public record JitterBuffer(Kind kind, Duration nominal, Duration max) {
  /** How the buffer decides when to play. */
  public enum Kind {
    FIXED,
    ADAPTIVE
  }

  public JitterBuffer {
    if (nominal.isNegative() || max.compareTo(nominal) < 0) {
      throw new IllegalArgumentException("max is at least nominal, and nominal at least 0");
    }
  }

  public static JitterBuffer defaults() {
    return new JitterBuffer(Kind.ADAPTIVE, Duration.ofMillis(40), Duration.ofMillis(200));
  }
}
