package org.mosexporter.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;

/**
 * Which scenarios are played: so many of each cause alone, of pairs, and of healthy days.
 *
 * @param seeds of scenarios by number
 */
public record Exam(int ofEachCause, int pairs, int healthy, Range range, LongUnaryOperator seeds) {
  /** As many as a claim needs (issue 8). */
  public static Exam whole(Range range, LongUnaryOperator seeds) {
    return new Exam(200, 400, 500, range, seeds);
  }

  /**
   * One of them.
   *
   * @param index its place among all
   */
  record Paper(int index, long seed, Range range, List<Cause> causes) {
    Scenario scenario() {
      return Scenario.of(seed, range, causes.toArray(Cause[]::new));
    }
  }

  List<Paper> papers() {
    List<Paper> papers = new ArrayList<>();
    for (Cause cause : Cause.values()) {
      for (int i = 0; i < ofEachCause; i++) {
        add(papers, List.of(cause));
      }
    }
    for (int i = 0; i < pairs; i++) {
      add(papers, pair(new SplittableRandom(seeds.applyAsLong(papers.size()) ^ 1)));
    }
    for (int i = 0; i < healthy; i++) {
      add(papers, List.of());
    }
    return papers;
  }

  private void add(List<Paper> papers, List<Cause> causes) {
    papers.add(new Paper(papers.size(), seeds.applyAsLong(papers.size()), range, causes));
  }

  private static List<Cause> pair(SplittableRandom random) {
    Cause[] all = Cause.values();
    while (true) {
      Cause one = all[random.nextInt(all.length)];
      Cause other = all[random.nextInt(all.length)];
      if (Scenario.agree(one, other)) {
        return List.of(one, other);
      }
    }
  }
}
