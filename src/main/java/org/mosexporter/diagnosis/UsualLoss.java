package org.mosexporter.diagnosis;

/**
 * Points of R that missing packets usually take in an interval of one direction of a site, network
 * or trunk: their middle and their mean deviation, learned one by one. What lies far out counts as
 * if it lay three deviations out (Huber). Used by one thread.
 */
final class UsualLoss {
  /** About an hour of one call. */
  private static final float SLOWEST = 1f / Float.parseFloat(System.getProperty("sl","200"));

  private static final int ENOUGH = 6;
  private static final int FIRST = 5;
  private static final float FAR = 3;

  /** Below this nobody hears a difference. */
  private static final float LEAST_SCALE = Float.parseFloat(System.getProperty("ls","0.5"));

  /**
   * So many deviations are not usual. Losses come in bursts, so that their tail is long: with six,
   * healthy offices (decision 105) had three times as many warnings, for no more that were right.
   */
  private static final float UNUSUAL = Float.parseFloat(System.getProperty("un","10"));

  private float middle;
  private float scale;
  private int count;

  private static final double TAU = Double.parseDouble(System.getProperty("tau","7200e9"));
  private long lastNs = Long.MAX_VALUE;

  void learn(long atNs, double points) {
    float width = Math.max(scale, LEAST_SCALE);
    float off = (float) points - middle;
    float near = count < FIRST ? off : Math.clamp(off, -FAR * width, FAR * width);
    double sinceNs = Math.max(0, atNs - lastNs);
    lastNs = atNs;
    float share = (float) Math.max(Math.min(SLOWEST, sinceNs / TAU), count < 1 / SLOWEST ? 1.0 / (count + 1) : 0);
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
