package org.mosexporter.simulator.path;

import java.util.SplittableRandom;

/**
 * A port of a switch with its cable, one direction. A bad cable damages frames, more the longer
 * they are (FCS errors). In half duplex frames collide late while the station's other traffic runs.
 */
public final class Port implements Hop {
  private static final double NS_PER_BYTE = 80; // 100 Mbit/s
  private static final double FORWARDING_NS = 15_000;

  private final SplittableRandom random;
  private final TwoState otherTraffic;
  private final boolean toSwitch;
  private double bitErrorRate;
  private double collides;
  private long packets;
  private long bytes;
  private long errors;

  /**
   * @param toSwitch whether the switch receives, and so counts what is damaged
   */
  public Port(SplittableRandom random, boolean toSwitch) {
    this.random = random;
    this.toSwitch = toSwitch;
    this.otherTraffic = TwoState.ofShare(random.split(), 0.25, 2e9);
  }

  public void bitErrorRate(double share) {
    bitErrorRate = share;
  }

  /** In half duplex: share of frames that collide late while other traffic runs. */
  public void halfDuplex(double colliding) {
    collides = colliding;
  }

  public boolean isHalfDuplex() {
    return collides > 0;
  }

  @Override
  public long pass(Packet packet, long nowNs) {
    packets++;
    bytes += packet.bytes;
    double fails = 0;
    if (bitErrorRate > 0) {
      fails = -Math.expm1(8 * packet.bytes * Math.log1p(-bitErrorRate));
    }
    if (collides > 0 && otherTraffic.isBad(nowNs)) {
      fails = 1 - (1 - fails) * (1 - collides);
    }
    if (fails > 0 && random.nextDouble() < fails) {
      errors++;
      return LOST;
    }
    return nowNs
        + (long) (packet.bytes * NS_PER_BYTE + FORWARDING_NS * (1 + random.nextExponential()));
  }

  public long packets() {
    return packets;
  }

  public long bytes() {
    return bytes;
  }

  /** What the switch counts: damaged frames that came in, collisions of those that went out. */
  public long errors() {
    return toSwitch || collides > 0 ? errors : 0;
  }
}
