package org.mosexporter.config;

/** Caps of the tables: most entries held at once. */
public record Limits(int endpoints, int streams, int calls, int series) {
  /** The lowest that may be set. */
  public static final Limits LEAST = new Limits(1, 2, 1, 1_000);

  public static Limits defaults() {
    return new Limits(2_000, 20_000, 10_000, 150_000);
  }
}
