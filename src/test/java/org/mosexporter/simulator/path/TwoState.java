package org.mosexporter.simulator.path;

import java.util.SplittableRandom;

/**
 * Good and bad periods in turn, each exponentially long (a Gilbert-Elliott channel in continuous
 * time). Asked in order of time.
 */
public final class TwoState {
  private final SplittableRandom random;
  private double meanGoodNs;
  private double meanBadNs;
  private boolean bad;
  private long untilNs;

  public TwoState(SplittableRandom random, double meanGoodNs, double meanBadNs) {
    this.random = random;
    mean(meanGoodNs, meanBadNs);
    untilNs = (long) (random.nextExponential() * this.meanGoodNs);
  }

  /** Such that a share of the time is bad. */
  public static TwoState ofShare(SplittableRandom random, double badShare, double meanBadNs) {
    return new TwoState(random, goodNs(badShare, meanBadNs), meanBadNs);
  }

  /** From the next period on. */
  public void share(double badShare, double badNs) {
    mean(goodNs(badShare, badNs), badNs);
  }

  private static double goodNs(double badShare, double meanBadNs) {
    return badShare <= 0 ? 1e17 : meanBadNs * (1 - badShare) / badShare;
  }

  private void mean(double goodNs, double badNs) {
    if (meanGoodNs > 0 && goodNs < meanGoodNs) {
      untilNs = bad ? untilNs : (long) (untilNs * Math.min(1, goodNs / meanGoodNs));
    }
    meanGoodNs = goodNs;
    meanBadNs = badNs;
  }

  public boolean isBad(long nowNs) {
    while (nowNs >= untilNs) {
      bad = !bad;
      double lastsNs = random.nextExponential() * (bad ? meanBadNs : meanGoodNs);
      untilNs += Math.max(1, (long) Math.min(lastsNs, 1e16));
    }
    return bad;
  }

  /** When the period that goes on ends. */
  public long untilNs() {
    return untilNs;
  }
}
