package org.mosexporter.diagnosis;

/**
 * Points of R that missing packets usually take in an interval of one direction of a site, network
 * or trunk: their middle and their mean deviation, learned one by one. What lies far out counts as
 * if it lay three deviations out (Huber). Used by one thread.
 */
final class UsualLoss {
  /** About an hour of one call. */
  private static final float SLOWEST = 1f / 200;

  private static final int ENOUGH = 6;
  private static final int FIRST = 5;
  private static final float FAR = 3;

  /** Below this nobody hears a difference. */
  private static final float LEAST_SCALE = 0.5f;

  /**
   * So many deviations are not usual. Losses come in bursts, so that their tail is long: with six,
   * healthy offices (decision 105) had three times as many warnings, for no more that were right.
   */
  private static final float UNUSUAL = 10;

  private float middle;
  private float scale;
  private int count;

  void learn(double points) {
    float width = Math.max(scale, LEAST_SCALE);
    float off = (float) points - middle;
    float near = count < FIRST ? off : Math.clamp(off, -FAR * width, FAR * width);
    float share = Math.max(SLOWEST, 1f / (count + 1));
    middle += share * near;
    scale += share * (Math.abs(near) - scale);
    count = Math.min(Integer.MAX_VALUE - 1, count + 1);
  }

  boolean isKnown() {
    return count >= ENOUGH;
  }

  /** More points than these are not usual. */
  double most() {
    return middle + UNUSUAL * Math.max(scale, LEAST_SCALE);
  }

  /** As it is kept. */
  Baseline.Loss state() {
    return new Baseline.Loss(middle, scale, count);
  }

  void restore(Baseline.Loss kept) {
    if (kept.isWhole()) {
      middle = kept.middle();
      scale = kept.scale();
      count = kept.count();
    }
  }
}
