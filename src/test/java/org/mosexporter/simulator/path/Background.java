package org.mosexporter.simulator.path;

import java.util.SplittableRandom;

/**
 * The other traffic of a line: bursts of full packets, as TCP sends them at each acknowledgement
 * train, at exponential distances. Its demand is a share of the line's rate and moves slowly at
 * random around its mean. When packets are dropped it backs off as many TCP flows together do, of
 * which each time a few halve their rate, at most ten times a second; then it comes back.
 */
public final class Background implements Event {
  private static final double LEAST_BURST_PACKETS = 8;

  /** Many flows on a fast line are as bursty as few on a slow one: a mean burst takes so long. */
  private static final double MEAN_BURST_NS = 5e6;

  private static final long REACTION_NS = 100_000_000;
  private static final double BACK_OFF = 0.93;
  private static final double COME_BACK = 1.02;
  private static final double SWING = 0.25;
  private static final long SWING_NS = 5_000_000_000L;

  private final Timeline timeline;
  private final Link link;
  private final SplittableRandom random;
  private double demand;
  private double swing = 1;
  private double yielded = 1;
  private double least = 0.4;
  private boolean dropped;
  private long reactsNs;
  private long swingsNs;

  /**
   * @param demand share of the line's rate; above 1 it wants more than there is
   */
  public Background(Timeline timeline, Link link, double demand, SplittableRandom random) {
    this.timeline = timeline;
    this.link = link;
    this.random = random;
    this.demand = demand;
    timeline.at(0, this);
  }

  public void demand(double share) {
    demand = share;
  }

  /** To which share of its demand it backs off at most: what is not TCP does not. */
  public void insists(double share) {
    least = share;
  }

  public double demand() {
    return demand;
  }

  @Override
  public void happen(long nowNs) {
    double mean =
        Math.max(
            LEAST_BURST_PACKETS,
            MEAN_BURST_NS * link.bitsPerSecond() / 8e9 / Link.MOST_PACKET_BYTES);
    int packets = 1 + (int) (random.nextExponential() * (mean - 1));
    dropped |= link.burst(packets, nowNs) > 0;
    if (nowNs >= reactsNs) {
      reactsNs = nowNs + REACTION_NS;
      yielded = Math.clamp(yielded * (dropped ? BACK_OFF : COME_BACK), least, 1);
      dropped = false;
    }
    if (nowNs >= swingsNs) {
      swingsNs = nowNs + SWING_NS;
      swing = Math.clamp(1 + 0.9 * (swing - 1) + SWING / 3 * random.nextGaussian(), 0.3, 1.7);
    }
    double share = Math.max(0.005, demand * swing * yielded);
    double burstNs = mean * Link.MOST_PACKET_BYTES * 8e9 / link.bitsPerSecond();
    timeline.at(nowNs + 1 + (long) (random.nextExponential() * burstNs / share), this);
  }
}
