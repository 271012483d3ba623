package org.mosexporter.notify;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** How long to wait after faults in a row: from 5 s, twice as long each time, to 15 minutes. */
final class Backoff {
  private static final Duration FIRST = Duration.ofSeconds(5);

  /** With half as much again by chance, 15 minutes. */
  private static final Duration LAST = Duration.ofMinutes(10);

  private static final double CHANCE = 0.5;

  /** Whatever a server asks for. */
  static final Duration MOST = Duration.ofHours(1);

  private final DoubleSupplier chance;

  /**
   * With chance, so that many who lost the same server do not come back at once.
   *
   * @param chance 0 to below 1
   */
  Backoff(DoubleSupplier chance) {
    this.chance = chance;
  }

  /**
   * How long to wait.
   *
   * @param faults in a row, 1 or more
   * @param asked how long the server asks for, which counts, within bounds
   */
  long nanos(int faults, Optional<Duration> asked) {
    if (asked.isPresent()) {
      return Math.clamp(asked.get().toSeconds(), FIRST.toSeconds(), MOST.toSeconds())
          * 1_000_000_000L;
    }
    long whole = FIRST.toNanos() << Math.min(faults - 1, 20);
    return (long) (Math.min(whole, LAST.toNanos()) * (1 + CHANCE * chance.getAsDouble()));
  }
}
