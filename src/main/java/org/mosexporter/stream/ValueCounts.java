package org.mosexporter.stream;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often each of few small values was seen, such as code points or payload types.
 *
 * <p>Takes whole runs, so that a packet only lengthens a run, and nothing is kept while there is
 * but one. Grows with the number of different values, at most 128.
 */
final class ValueCounts {
  static final ValueCounts NONE = new ValueCounts(new byte[0], new long[0]);

  private byte[] values;
  private long[] counts;

  private ValueCounts(byte[] values, long[] counts) {
    this.values = values;
    this.counts = counts;
  }

  /**
   * With a run of a value, 0–127, that is over; to be used in place of this one.
   *
   * @param run its length, unsigned
   */
  ValueCounts with(int value, int run) {
    if (run == 0) {
      return this;
    }
    ValueCounts grown = this == NONE ? new ValueCounts(values, counts) : this;
    grown.add(value, Integer.toUnsignedLong(run));
    return grown;
  }

  private void add(int value, long run) {
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

  /**
   * Value to count, in order of the values.
   *
   * @param value the one at hand
   * @param run how long it has been so, unsigned
   */
  Map<Integer, Long> toMap(int value, int run) {
    Map<Integer, Long> map = new TreeMap<>();
    for (int i = 0; i < values.length; i++) {
      map.put((int) values[i], counts[i]);
    }
    if (run != 0) {
      map.merge(value, Integer.toUnsignedLong(run), Long::sum);
    }
    return map;
  }

  /** The value seen most, the one at hand with its run included. */
  int mostFrequent(int value, int run) {
    return toMap(value, run).entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(value);
  }
}
