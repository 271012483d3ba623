package org.mosexporter.diagnosis;

import java.util.Optional;

/**
 * A mean before and after, and what of the difference is more than chance.
 *
 * @param before the mean; NaN where nothing was observed, and so for {@code after}
 * @param interval in which the true difference lies; empty when too little was observed to say
 */
public record Difference(
    long observedBefore,
    long observedAfter,
    double before,
    double after,
    Optional<Interval> interval) {

  /** An interval of confidence, both ends in it. */
  public record Interval(double low, double high) {
    public boolean contains(double value) {
      return low <= value && value <= high;
    }
  }

  /** After less before. */
  public double value() {
    return after - before;
  }
}
