package org.mosexporter.stream.sim;

import java.util.SplittableRandom;

/** By how much the network delays a packet beyond the least. */
public sealed interface Jitter {
  Jitter NONE = new Gamma(0, 1);

  /** No packet comes later than this, so that 128 numbers tell late ones from old ones. */
  double MOST_MS = 500;

  double delayMs(SplittableRandom random);

  /**
   * Sum of exponential delays, as of so many queues.
   *
   * @param queues the shape
   */
  record Gamma(double meanMs, int queues) implements Jitter {
    @Override
    public double delayMs(SplittableRandom random) {
      double sumMs = 0;
      for (int i = 0; i < queues; i++) {
        sumMs -= Math.log(1 - random.nextDouble()) * meanMs / queues;
      }
      return Math.min(sumMs, MOST_MS);
    }
  }

  /**
   * Many small delays and a few very large ones.
   *
   * @param shape the smaller, the heavier the tail
   */
  record Pareto(double leastMs, double shape) implements Jitter {
    @Override
    public double delayMs(SplittableRandom random) {
      return Math.min(leastMs * Math.pow(1 - random.nextDouble(), -1 / shape), MOST_MS);
    }
  }

  /**
   * Hardly any delay, but now and then a stall.
   *
   * @param share of packets at which one begins
   */
  record Spike(double share, double fromMs, double toMs) implements Jitter {
    @Override
    public double delayMs(SplittableRandom random) {
      double smallMs = random.nextDouble();
      return random.nextDouble() < share ? fromMs + (toMs - fromMs) * random.nextDouble() : smallMs;
    }
  }
}
