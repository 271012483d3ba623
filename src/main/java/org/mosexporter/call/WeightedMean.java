package org.mosexporter.call;

import java.util.OptionalDouble;

/** A mean of values by packets; absent without a packet. */
final class WeightedMean {
  private double sum;
  private long weight;

  void add(double value, long packets) {
    sum += value * packets;
    weight += packets;
  }

  OptionalDouble value() {
    return weight > 0 ? OptionalDouble.of(sum / weight) : OptionalDouble.empty();
  }
}
