package org.mosexporter.demo;

/**
 * What one segment of the way does to packets, in each direction.
 *
 * @param delayMs the least a packet takes
 * @param jitterMs mean of the exponentially distributed time on top
 * @param overtakes whether packets that were sent later may come earlier
 */
public record Impairment(LossModel loss, double delayMs, double jitterMs, boolean overtakes) {
  public Impairment {
    if (delayMs < 0 || jitterMs < 0) {
      throw new IllegalArgumentException("a packet cannot arrive before it was sent");
    }
  }

  static Impairment clean(double delayMs) {
    return new Impairment(new LossModel.Lossless(), delayMs, 0, false);
  }

  static Impairment uniform(double lossPercent, double delayMs, double jitterMs) {
    return new Impairment(new LossModel.Uniform(lossPercent / 100), delayMs, jitterMs, false);
  }

  static Impairment bursty(double lossPercent, double meanRun, double delayMs, double jitterMs) {
    return new Impairment(
        new LossModel.Bursty(lossPercent / 100, meanRun), delayMs, jitterMs, false);
  }

  /** Nothing is lost, and packets overtake each other: two links that are used in turn. */
  static Impairment reordering(double delayMs, double jitterMs) {
    return new Impairment(new LossModel.Lossless(), delayMs, jitterMs, true);
  }

  long delayNs() {
    return Math.round(delayMs * 1e6);
  }
}
