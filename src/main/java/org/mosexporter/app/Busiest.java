package org.mosexporter.app;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * As many as there is room for, of which those with the fewest packets go first, the latest of
 * equals: a flood goes before conversations. What went is counted.
 */
final class Busiest<T> {
  private static final Comparator<Ranked<?>> LEAST_FIRST =
      Comparator.<Ranked<?>>comparingLong(one -> one.packets)
          .thenComparing(Comparator.<Ranked<?>>comparingLong(one -> one.serial).reversed());

  private final PriorityQueue<Ranked<T>> kept = new PriorityQueue<>(LEAST_FIRST);
  private final long room;
  private long taken;
  private long serial;
  private long leftOut;

  private record Ranked<T>(T value, long packets, int size, long serial) {}

  /** With room for sizes that add up to so much. */
  Busiest(long room) {
    this.room = room;
  }

  void add(T value, long packets, int size) {
    kept.add(new Ranked<>(value, packets, size, serial++));
    taken += size;
    while (taken > room) {
      taken -= kept.remove().size();
      leftOut++;
    }
  }

  /** What is kept, as it came. */
  List<T> values() {
    List<Ranked<T>> asItCame = new ArrayList<>(kept);
    asItCame.sort(Comparator.comparingLong(Ranked::serial));
    List<T> values = new ArrayList<>(asItCame.size());
    asItCame.forEach(one -> values.add(one.value()));
    return values;
  }

  long leftOut() {
    return leftOut;
  }
}
