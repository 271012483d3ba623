package org.mosexporter.diagnosis;

/**
 * Points of R that missing packets usually take in an interval of one direction of a site, network
 * or trunk: their middle and their mean deviation, learned one by one. What lies far out counts as
 * if it lay three deviations out (Huber). Used by one thread.
 */
final class UsualLoss {
  /** The first intervals count alike; then each as one of so many, about half an hour of a call. */
  private static final double LATEST = 200;

  /**
   * Nor does an hour of many calls teach more than an hour: a ramp would become usual meanwhile.
   */
  private static final double TEN_HOURS_NS = 36_000e9;

  private static final int ENOUGH = 6;
  private static final int FIRST = 5;
  private static final double FAR = 3;

  /** Below this nobody hears a difference. */
  private static final double LEAST_SCALE = 0.5;

  /**
   * So many deviations are not usual. Losses come in bursts, so that their tail is long: with six,
   * healthy offices of the simulator had twice as many warnings, and no more of them were right.
   */
  private static final double UNUSUAL = 10;

  private float middle;
  private float scale;
  private int count;
  private long lastNs = Long.MAX_VALUE;

  void learn(long atNs, double points) {
    double width = Math.max(scale, LEAST_SCALE);
    double off = points - middle;
    double near = count < FIRST ? off : Math.clamp(off, -FAR * width, FAR * width);
    double share = share(atNs);
    middle += (float) (share * near);
    scale += (float) (share * (Math.abs(near) - scale));
    count = Math.min(Integer.MAX_VALUE - 1, count + 1);
    lastNs = lastNs == Long.MAX_VALUE ? atNs : Math.max(lastNs, atNs);
  }

  private double share(long atNs) {
    if (count < LATEST) {
      return 1.0 / (count + 1);
    }
    return Math.min(1 / LATEST, Math.max(0, atNs - lastNs) / TEN_HOURS_NS);
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
