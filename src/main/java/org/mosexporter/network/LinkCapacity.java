package org.mosexporter.network;

import java.util.OptionalLong;

/** What a link can have carried in a time, generously: to tell a wrap from a reset. */
record LinkCapacity(long octets, long packets) {
  private static final double SMALLEST_PACKET_OCTETS = 64;

  /** Agents answer from caches some seconds old, and bursts beat the nominal rate. */
  private static final double SLACK_SECONDS = 10;

  private static final double SLACK = 2;

  static LinkCapacity of(OptionalLong speedBitsPerSecond, double seconds) {
    double octets =
        speedBitsPerSecond.orElse(0) / 8.0 * (Math.max(seconds, 0) + SLACK_SECONDS) * SLACK;
    return new LinkCapacity((long) octets, (long) (octets / SMALLEST_PACKET_OCTETS));
  }
}
