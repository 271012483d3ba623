package org.mosexporter.stream.sim;

import java.util.SplittableRandom;

/** How a network loses packets. */
public sealed interface Loss {
  Loss NONE = new Uniform(0);

  /** Whether each of so many packets, in order of sending, is lost. */
  boolean[] lose(int packets, SplittableRandom random);

  /**
   * Each packet on its own.
   *
   * @param share 0–1
   */
  record Uniform(double share) implements Loss {
    @Override
    public boolean[] lose(int packets, SplittableRandom random) {
      boolean[] lost = new boolean[packets];
      for (int i = 0; i < packets; i++) {
        lost[i] = random.nextDouble() < share;
      }
      return lost;
    }
  }

  /**
   * In runs: two states, of which one loses every packet.
   *
   * @param share 0–1, in the long run
   * @param meanRun packets, at least 1
   */
  record Gilbert(double share, double meanRun) implements Loss {
    @Override
    public boolean[] lose(int packets, SplittableRandom random) {
      double end = 1 / meanRun;
      double begin = end * share / (1 - share);
      boolean[] lost = new boolean[packets];
      boolean bad = random.nextDouble() < share;
      for (int i = 0; i < packets; i++) {
        lost[i] = bad;
        bad = random.nextDouble() < (bad ? 1 - end : begin);
      }
      return lost;
    }
  }
}
