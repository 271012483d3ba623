package org.mosexporter.web;

import org.mosexporter.config.WebConfig.RateLimit;

/** Lets so many requests through as tokens come in, and a burst of those that were saved up. */
final class TokenBucket {
  private final RateLimit limit;
  private final double intervalNs;
  private double tokens;
  private long lastNs;

  /** Full at first. */
  TokenBucket(RateLimit limit, long nowNs) {
    this.limit = limit;
    intervalNs = limit.interval().toNanos();
    tokens = limit.burst();
    lastNs = nowNs;
  }

  /** The limit that it was made of. */
  RateLimit limit() {
    return limit;
  }

  /** Takes a token, if there is one. */
  synchronized boolean allows(long nowNs) {
    tokens = Math.min(limit.burst(), tokens + Math.max(0, nowNs - lastNs) / intervalNs);
    lastNs = nowNs;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
