package org.mosexporter.simulator.path;

import java.util.SplittableRandom;

/**
 * One direction between a station and its access point: frames go one after the other. While the
 * station roams nothing goes: what would wait longer than {@value #PATIENCE_NS} ns is dropped.
 */
public final class Station implements Hop {
  private static final long PATIENCE_NS = 400_000_000L;

  private final Air air;
  private final TwoState roaming;
  private long freeNs;

  public Station(Air air, SplittableRandom random) {
    this.air = air;
    this.roaming = TwoState.ofShare(random, 1e-5, 80e6);
  }

  /** Which share of the time it roams, and how long each time. */
  public void roaming(double share, double meanNs) {
    roaming.share(share, meanNs);
  }

  @Override
  public long pass(Packet packet, long nowNs) {
    long startNs = Math.max(nowNs, freeNs);
    if (roaming.isBad(nowNs)) {
      startNs = Math.max(startNs, roaming.untilNs());
    }
    if (startNs - nowNs > PATIENCE_NS) {
      return LOST;
    }
    double tookNs = air.send(nowNs);
    freeNs = startNs + (long) Math.abs(tookNs);
    return tookNs < 0 ? LOST : freeNs;
  }
}
