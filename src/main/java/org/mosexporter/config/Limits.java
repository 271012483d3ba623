package org.mosexporter.config;

/** Caps of the tables: most entries held at once. */
public record Limits(int endpoints, int streams, int calls, int series) {
  public static Limits defaults() {
    return new Limits(2_000, 50_000, 20_000, 150_000);
  }
}
