package org.mosexporter.stream;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often each of few small values was seen, such as code points or payload types.
 *
 * <p>Takes whole runs, so that a packet only lengthens a run. Grows with the number of different
 * values, at most 128; the first costs nothing more.
 */
final class ValueCounts {
  private static final byte[] NO_VALUES = {};
  private static final long[] NO_COUNTS = {};

  private byte[] values = NO_VALUES;
  private long[] counts = NO_COUNTS;

  /** Adds a run of a value, 0–127. */
  void add(int value, int run) {
    if (run == 0) {
      return;
    }
    int at = 0;
    while (at < values.length && values[at] != value) {
      at++;
    }
    if (at == values.length) {
      values = Arrays.copyOf(values, at + 1);
      counts = Arrays.copyOf(counts, at + 1);
      values[at] = (byte) value;
    }
    counts[at] += run;
  }

  /** Value to count, in order of the values. */
  Map<Integer, Long> toMap() {
    Map<Integer, Long> map = new TreeMap<>();
    for (int i = 0; i < values.length; i++) {
      map.put((int) values[i], counts[i]);
    }
    return map;
  }

  /** The value seen most; {@code otherwise} before the first. */
  int mostFrequent(int otherwise) {
    return toMap().entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(otherwise);
  }
}
