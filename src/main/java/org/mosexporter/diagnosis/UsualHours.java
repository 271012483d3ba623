package org.mosexporter.diagnosis;

/**
 * What is usual of one figure at each hour of the week: where its middle is and how far values lie
 * from it, learned one by one. What lies far out counts as if it lay three deviations out (Huber),
 * so that a bad day teaches little. Used by one thread.
 */
final class UsualHours {
  static final int HOURS = 168;

  /** The last place is of all hours together. */
  private static final int ALL = HOURS;

  private static final int ENOUGH = 24;
  private static final double SLOWEST = 1.0 / 60;
  private static final double FAR = 3;

  private final double leastScale;
  private final float[] middle = new float[HOURS + 1];
  private final float[] scale = new float[HOURS + 1];
  private final short[] counts = new short[HOURS + 1];

  /**
   * Nothing learned.
   *
   * @param leastScale below which deviations do not matter
   */
  UsualHours(double leastScale) {
    this.leastScale = leastScale;
  }

  void learn(int hour, double value) {
    learnAt(hour, value);
    learnAt(ALL, value);
  }

  private void learnAt(int at, double value) {
    int count = counts[at];
    double share = Math.max(SLOWEST, 1.0 / (count + 1));
    double width = Math.max(scale[at], leastScale);
    double off = value - middle[at];
    double near = count < 5 ? off : Math.clamp(off, -FAR * width, FAR * width);
    middle[at] += (float) (share * near);
    scale[at] += (float) (share * (Math.abs(near) - scale[at]));
    counts[at] = (short) Math.min(Short.MAX_VALUE, count + 1);
  }

  /** Whether anything can be said at all. */
  boolean isKnown() {
    return counts[ALL] >= ENOUGH;
  }

  private int place(int hour) {
    return counts[hour] >= ENOUGH ? hour : ALL;
  }

  double middle(int hour) {
    return middle[place(hour)];
  }

  /** Mean deviation, at least the least that matters. */
  double scale(int hour) {
    return Math.max(leastScale, scale[place(hour)]);
  }

  /** As it is kept. */
  Baseline.Hours state() {
    return new Baseline.Hours(middle.clone(), scale.clone(), counts.clone());
  }

  void restore(Baseline.Hours kept) {
    if (kept.isWhole()) {
      System.arraycopy(kept.middle(), 0, middle, 0, middle.length);
      System.arraycopy(kept.scale(), 0, scale, 0, scale.length);
      System.arraycopy(kept.counts(), 0, counts, 0, counts.length);
    }
  }
}
