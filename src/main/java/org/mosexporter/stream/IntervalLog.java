package org.mosexporter.stream;

import java.util.Arrays;

/** The intervals of one stream that lives, as they are told; see {@link IntervalSeries}. */
final class IntervalLog {
  private static final int FIRST_ROOM = 8;

  /** An hour of 10 s each. */
  private static final int MOST = 360;

  private static final long[] EMPTY = {};

  private long baseNs;
  private long[] words = EMPTY;
  private int size;

  IntervalLog(long baseNs) {
    this.baseNs = baseNs;
  }

  /** Adds one; where there is no room for more, neighbours become one. */
  void add(Interval interval, IntervalRoom room) {
    IntervalSeries.Part part = IntervalSeries.Part.of(interval);
    long time = PackedInterval.time(baseNs, part);
    long figures = PackedInterval.figures(part);
    if (isLikeTheLast(time, figures)) {
      int last = 2 * size - 2;
      long both = PackedInterval.timeOf(words[last]) + PackedInterval.timeOf(time);
      words[last] = PackedInterval.with(words[last], words[last], both);
      return;
    }
    if (2 * size == words.length && !grow(room)) {
      merge();
      room.merged();
    }
    if (2 * size < words.length) {
      words[2 * size] = time;
      words[2 * size + 1] = figures;
      size++;
    }
  }

  /** Silence and the like go on: they need no place each. */
  private boolean isLikeTheLast(long time, long figures) {
    int last = 2 * size - 2;
    return size > 0
        && PackedInterval.sameReason(words[last], words[last + 1], time, figures)
        && PackedInterval.timeOf(words[last]) + PackedInterval.timeOf(time)
            <= PackedInterval.LONGEST;
  }

  private boolean grow(IntervalRoom room) {
    int now = words.length / 2;
    int wanted = Math.min(MOST, Math.max(FIRST_ROOM, 2 * now));
    if (wanted == now || !room.take(wanted - now)) {
      return false;
    }
    words = Arrays.copyOf(words, 2 * wanted);
    return true;
  }

  /** Of each two, the worse stands for both. */
  private void merge() {
    int merged = 0;
    for (int i = 0; i < size; i += 2) {
      int worse = i + 1 < size && isWorse(i + 1, i) ? i + 1 : i;
      long tenths = PackedInterval.timeOf(words[2 * i]);
      tenths += i + 1 < size ? PackedInterval.timeOf(words[2 * i + 2]) : 0;
      words[2 * merged] = PackedInterval.with(words[2 * worse], words[2 * i], tenths);
      words[2 * merged + 1] = words[2 * worse + 1];
      merged++;
    }
    size = merged;
  }

  private boolean isWorse(int one, int other) {
    long mosOfOne = PackedInterval.mosLq(words[2 * one]);
    long mosOfOther = PackedInterval.mosLq(words[2 * other]);
    return mosOfOne < mosOfOther;
  }

  void onClockStep(long stepNs) {
    baseNs += stepNs;
  }

  /** Gives its room back. */
  void release(IntervalRoom room) {
    room.giveBack(words.length / 2);
  }

  IntervalSeries series() {
    return new IntervalSeries(baseNs, Arrays.copyOf(words, 2 * size));
  }
}
