package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.Consumer;
import org.mosexporter.LiveHeap;
import org.mosexporter.config.Limits;
import org.mosexporter.config.Table;

/** A tracker that was filled, and what that took of the heap. */
final class Filled {
  /** What is kept of a call that had to make room, and of each of its streams. */
  static final int FINISHED_CALL_BYTES = 72;

  static final int FINISHED_STREAM_BYTES = 64;

  /** What the tracker takes in all, less what an empty one does. */
  static long bytes(Limits limits, Table holds, int entries, Consumer<Calling> fill) {
    long before = LiveHeap.bytes();
    Calling empty = new Calling(limits, new Unheard());
    long between = LiveHeap.bytes();
    Calling full = new Calling(limits, new Unheard());
    fill.accept(full);
    long after = LiveHeap.bytes();
    assertEquals(entries, entries(full, holds), full.tracker.counters()::toString);
    assertEquals(0, entries(empty, Table.STREAMS));
    long finished = entries(full, Table.FINISHED_CALLS) * FINISHED_CALL_BYTES;
    return after - between - (between - before) - finished;
  }

  private static long entries(Calling office, Table table) {
    return office.tracker.counters().tableEntries().get(table.label());
  }

  static Limits limits(int endpoints, int streams, int calls) {
    return new Limits(endpoints, streams, calls, 1_000);
  }

  private Filled() {}
}
