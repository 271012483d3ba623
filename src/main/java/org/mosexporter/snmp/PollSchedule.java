package org.mosexporter.snmp;

import java.time.Duration;
import java.util.function.LongUnaryOperator;

/**
 * When one device is polled: wholly at each interval, and while it is attended its classes between.
 * Times are of one clock that only goes on. Any thread may attend; one asks and tells of polls.
 */
final class PollSchedule {
  static final Duration ATTENDED = Duration.ofSeconds(10);

  /**
   * Up to a twentieth is added: devices are not all asked in the same instant, nor do they stay in
   * step.
   */
  private static final int JITTER_DIVISOR = 20;

  private static final Duration SOON = Duration.ofSeconds(1);

  private final Duration interval;
  private final LongUnaryOperator random;
  private long wholeDueNs;
  private long lastPollNs;
  private volatile long attendedUntilNs;

  /**
   * @param random a number from 0 to the given one
   */
  PollSchedule(Duration interval, LongUnaryOperator random, long nowNs) {
    this.interval = interval;
    this.random = random;
    Duration first = interval.compareTo(SOON) < 0 ? interval : SOON;
    wholeDueNs = nowNs + random.applyAsLong(first.toNanos());
    lastPollNs = nowNs;
    attendedUntilNs = nowNs;
  }

  /** Longer than before, or as long. */
  void attend(long untilNs) {
    if (untilNs - attendedUntilNs > 0) {
      attendedUntilNs = untilNs;
    }
  }

  /** How long nothing is to be asked; 0 or less when something is due. */
  long waitNs(long nowNs) {
    long whole = wholeDueNs - nowNs;
    boolean attended = attendedUntilNs - nowNs > 0;
    return attended ? Math.min(whole, lastPollNs + ATTENDED.toNanos() - nowNs) : whole;
  }

  boolean isWholeDue(long nowNs) {
    return wholeDueNs - nowNs <= 0;
  }

  /** A poll that took longer than the interval delays the next, and is not made up for. */
  void onWholePoll(long beginNs, long endNs) {
    long jitter = random.applyAsLong(interval.toNanos() / JITTER_DIVISOR);
    long nextNs = wholeDueNs + interval.toNanos() + jitter;
    wholeDueNs = nextNs - endNs > 0 ? nextNs : endNs;
    lastPollNs = beginNs;
  }

  void onClassesPoll(long beginNs) {
    lastPollNs = beginNs;
  }
}
