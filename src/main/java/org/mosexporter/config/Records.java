package org.mosexporter.config;

import java.util.Optional;

/** Where records of calls are kept (DESIGN §9). */
public record Records(Optional<File> file) {
  public static Records none() {
    return new Records(Optional.empty());
  }

  /**
   * A file with a record on each line.
   *
   * @param maxSizeBytes at which it is put aside, compressed, and a new one begun
   * @param keep how many that were put aside stay
   */
  public record File(String path, long maxSizeBytes, int keep) {
    public static final long DEFAULT_MAX_SIZE_BYTES = 100_000_000;
    public static final long LEAST_MAX_SIZE_BYTES = 100_000;
    public static final int DEFAULT_KEEP = 10;
    public static final int MOST_KEEP = 1_000;
  }
}
