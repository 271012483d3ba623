package org.mosexporter.simulator.path;

import java.util.SplittableRandom;

/**
 * A fault by which packets come more than once: a bridge with two ways to the same place, or a loop
 * of routers in which packets go round until their TTL ends or one lets them out.
 */
public final class Repeater implements Hop {
  private static final int TTL_PER_ROUND = 2;

  private final SplittableRandom random;
  private double repeats;
  private double roundNs;
  private boolean loop;

  public Repeater(SplittableRandom random) {
    this.random = random;
  }

  /** A share of packets comes a second time, after so long. */
  public void twice(double share, double afterNs) {
    repeats = share;
    roundNs = afterNs;
    loop = false;
  }

  /** Each round lets out a copy, and goes on with this probability. */
  public void loop(double goesOn, double ns) {
    repeats = goesOn;
    roundNs = ns;
    loop = true;
  }

  @Override
  public long pass(Packet packet, long nowNs) {
    if (repeats <= 0) {
      return nowNs;
    }
    int ttl = packet.ttl;
    double atNs = nowNs;
    while (random.nextDouble() < repeats && ttl > TTL_PER_ROUND) {
      ttl -= loop ? TTL_PER_ROUND : 0;
      atNs += roundNs * (0.5 + random.nextDouble());
      packet.flow.repeat(packet, ttl, (long) atNs);
      if (!loop) {
        break;
      }
    }
    return nowNs;
  }
}
