package org.mosexporter.demo;

/** How a path loses packets. */
public sealed interface LossModel {
  /** Every packet arrives. */
  record Lossless() implements LossModel {}

  /**
   * Each packet is lost independently of the others.
   *
   * @param fraction 0–1
   */
  record Uniform(double fraction) implements LossModel {
    public Uniform {
      check(fraction);
    }
  }

  /**
   * Losses come in runs: a two-state chain that loses everything while it is bad (Gilbert).
   *
   * @param fraction share of packets lost in the long run, 0–1
   * @param meanRun how many packets a run takes on average, at least 1
   */
  record Bursty(double fraction, double meanRun) implements LossModel {
    public Bursty {
      check(fraction);
      if (meanRun < 1) {
        throw new IllegalArgumentException("a run of losses is at least one packet: " + meanRun);
      }
    }
  }

  private static void check(double fraction) {
    if (!(fraction >= 0 && fraction < 1)) {
      throw new IllegalArgumentException("loss is a fraction below 1: " + fraction);
    }
  }
}
