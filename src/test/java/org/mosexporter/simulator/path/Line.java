package org.mosexporter.simulator.path;

import java.util.SplittableRandom;

/**
 * A network of somebody else, one direction: it takes its time, varies a little, keeps the order,
 * and loses at random and in bad times.
 */
public final class Line implements Hop {
  private final SplittableRandom random;
  private final TwoState trouble;
  private double delayNs;
  private double jitterNs;
  private double loss;
  private double lossInTrouble;
  private long lastNs;

  /**
   * @param jitterNs mean of the exponential part of its delay
   * @param loss share lost at random
   */
  public Line(SplittableRandom random, double delayNs, double jitterNs, double loss) {
    this.random = random;
    this.trouble = TwoState.ofShare(random.split(), 0, 100e6);
    this.delayNs = delayNs;
    this.jitterNs = jitterNs;
    this.loss = loss;
  }

  public void delay(double ns) {
    delayNs = ns;
  }

  public double delayNs() {
    return delayNs;
  }

  public void jitter(double ns) {
    jitterNs = ns;
  }

  public double jitterNs() {
    return jitterNs;
  }

  public void loss(double share) {
    loss = share;
  }

  /** Bad times: how often, how long, which share they lose. */
  public void trouble(double share, double meanNs, double lost) {
    trouble.share(share, meanNs);
    lossInTrouble = lost;
  }

  @Override
  public long pass(Packet packet, long nowNs) {
    double lost = trouble.isBad(nowNs) ? lossInTrouble : loss;
    if (lost > 0 && random.nextDouble() < lost) {
      return LOST;
    }
    long leavesNs = nowNs + (long) (delayNs + jitterNs * random.nextExponential());
    lastNs = Math.max(lastNs, leavesNs);
    return lastNs;
  }
}
