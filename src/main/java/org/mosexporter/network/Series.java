package org.mosexporter.network;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Accumulators by names. A reading is comparable with the one before only if names and the agent's
 * identity are those of the last good poll, and the device did not restart in between.
 *
 * @param <K> names
 * @param <A> the accumulators of one row
 */
final class Series<K, A> {
  /** Beyond this the names longest unseen are forgotten; they start at 0 when they come back. */
  private final int most;

  private final Supplier<A> fresh;
  private final LinkedHashMap<K, Entry<A>> entries = new LinkedHashMap<>();
  private long generation;
  private long evictions;

  Series(int most, Supplier<A> fresh) {
    this.most = most;
    this.fresh = fresh;
  }

  /** Begins the readings of one good poll. */
  void nextPoll() {
    generation++;
  }

  /** No reading so far may be compared with one to come. */
  void forgetReadings() {
    generation++;
  }

  /** The row of these names, and whether this reading continues the one before. */
  Row<A> row(K names, String identity) {
    Entry<A> entry = entries.remove(names);
    if (entry == null) {
      entry = new Entry<>(fresh.get());
    }
    boolean comparable = entry.generation == generation - 1 && identity.equals(entry.identity);
    entry.generation = generation;
    entry.identity = identity;
    entries.put(names, entry);
    evict();
    return new Row<>(entry.accumulators, comparable);
  }

  long evictions() {
    return evictions;
  }

  private void evict() {
    Iterator<Map.Entry<K, Entry<A>>> oldest = entries.entrySet().iterator();
    while (entries.size() > most) {
      oldest.next();
      oldest.remove();
      evictions++;
    }
  }

  record Row<A>(A accumulators, boolean comparable) {}

  private static final class Entry<A> {
    private final A accumulators;
    private long generation = -1;
    private @Nullable String identity;

    private Entry(A accumulators) {
      this.accumulators = accumulators;
    }
  }
}
