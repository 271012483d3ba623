package org.mosexporter.diagnosis;

import java.util.List;

/** What is kept over restarts: what is usual, and when there was trouble lately. */
public record Learned(List<Baseline> usual, List<KeptWeek> weeks) {
  public static final Learned NOTHING = new Learned(List.of(), List.of());

  public Learned {
    usual = List.copyOf(usual);
    weeks = List.copyOf(weeks);
  }
}
