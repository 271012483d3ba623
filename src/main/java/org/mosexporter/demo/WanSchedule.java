package org.mosexporter.demo;

import java.time.Duration;

/**
 * When the office's WAN is busy: for some time in every period, the first time after a while.
 *
 * @param dropFraction share of voice packets that the router's queue drops while busy, 0–1; twice
 *     as many of those without a marking
 */
public record WanSchedule(Duration period, Duration busy, Duration firstBusy, double dropFraction) {
  public WanSchedule {
    if (period.isZero() || period.isNegative() || busy.compareTo(period) > 0) {
      throw new IllegalArgumentException("busy is a part of a period: " + busy + ", " + period);
    }
    if (!(dropFraction >= 0 && dropFraction <= 0.5)) {
      throw new IllegalArgumentException("drops are a fraction up to 0.5: " + dropFraction);
    }
  }

  /** A WAN that never is. */
  public static WanSchedule quiet() {
    return new WanSchedule(Duration.ofSeconds(60), Duration.ZERO, Duration.ZERO, 0);
  }

  boolean isBusy(long elapsedNs) {
    long sinceFirst = elapsedNs - firstBusy.toNanos();
    return sinceFirst >= 0 && sinceFirst % period.toNanos() < busy.toNanos();
  }
}
