package org.mosexporter.network;

import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A counter of ours: the sum of what an agent's counter grew between comparable readings. */
final class Accumulator {
  private @Nullable CounterReading last;
  private boolean everRead;
  private long total;

  /**
   * @param comparable whether the reading before is of the same thing, without a restart between
   * @param most as in {@link CounterReading#growthSince}
   */
  void onReading(Optional<CounterReading> reading, boolean comparable, long most) {
    CounterReading before = last;
    last = reading.orElse(null);
    everRead |= last != null;
    if (last == null || before == null || !comparable) {
      return;
    }
    long growth = last.growthSince(before, most);
    if (growth != CounterReading.UNKNOWN && total + growth >= 0) {
      total += growth;
    }
  }

  /** From 0 at our first reading; absent when there never was one. */
  OptionalLong total() {
    return everRead ? OptionalLong.of(total) : OptionalLong.empty();
  }
}
