package org.mosexporter.simulator.path;

import java.util.SplittableRandom;

/**
 * What the stations of one access point share: how often frames fail, in good times and in bad, and
 * how long the medium is held by others (IEEE 802.11 DCF).
 */
public final class Air {
  /** Tries of a frame, the first included: dot11ShortRetryLimit. */
  static final int TRIES = 7;

  private static final double SLOT_NS = 9_000;
  private static final double DIFS_NS = 34_000;
  private static final double FRAME_NS = 180_000;
  private static final double OTHERS_FRAME_NS = 1_300_000;
  private static final int LEAST_WINDOW = 16;
  private static final int MOST_WINDOW = 1024;

  private final SplittableRandom random;
  private final TwoState fading;
  private double failsGood;
  private double failsBad;
  private double busy;

  /**
   * @param busy share of the time that others hold the medium
   * @param fails share of tries that fail in good times
   */
  public Air(SplittableRandom random, double busy, double fails) {
    this.random = random;
    this.fading = TwoState.ofShare(random.split(), 0.01, 150e6);
    this.busy = busy;
    this.failsGood = fails;
    this.failsBad = 0.5;
  }

  public void busy(double share) {
    busy = share;
  }

  /** Bad times: how often, how long, how many tries fail in them. */
  public void fading(double share, double meanNs, double fails) {
    fading.share(share, meanNs);
    failsBad = fails;
  }

  public void fails(double inGoodTimes) {
    failsGood = inGoodTimes;
  }

  /**
   * Sends a frame, trying again while it fails.
   *
   * @return nanoseconds it took; negative when it was given up after so many
   */
  double send(long nowNs) {
    double fails = fading.isBad(nowNs) ? failsBad : failsGood;
    double tookNs = 0;
    int window = LEAST_WINDOW;
    for (int tries = 0; tries < TRIES; tries++) {
      tookNs += DIFS_NS + random.nextInt(window) * SLOT_NS + waitNs() + FRAME_NS;
      if (random.nextDouble() >= fails) {
        return tookNs;
      }
      window = Math.min(MOST_WINDOW, 2 * window);
    }
    return -tookNs;
  }

  /** For others, each of whom may come first. */
  private double waitNs() {
    double waitNs = 0;
    while (random.nextDouble() < busy) {
      waitNs += random.nextExponential() * OTHERS_FRAME_NS;
    }
    return waitNs;
  }
}
