package org.mosexporter.simulator.path;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is still to happen, in order of time: a heap of four children of 64-bit keys, time above the
 * number of the event's slot. Events of one nanosecond happen in an order that depends on nothing
 * but what was planned before them. Nothing is allocated once it has grown.
 */
public final class Timeline {
  private static final int SLOT_BITS = 17;
  private static final int SLOTS = 1 << SLOT_BITS;
  private static final int CHILDREN = 4;

  private long[] heap = new long[1024];
  private int size;
  private @Nullable Event[] events = new Event[1024];
  private int[] free = new int[1024];
  private int freed;
  private int used;
  private long nowNs;

  /** Now, in nanoseconds since the simulation began; up to 19 hours. */
  public long nowNs() {
    return nowNs;
  }

  /** Plans an event; one for a time that has passed happens next. */
  public void at(long atNs, Event event) {
    int slot = freed > 0 ? free[--freed] : grown();
    events[slot] = event;
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, 2 * size);
    }
    rise(size++, Math.max(atNs, nowNs) << SLOT_BITS | slot);
  }

  /** Plans an event in so many nanoseconds. */
  public void after(long delayNs, Event event) {
    at(nowNs + delayNs, event);
  }

  /** Lets happen what is planned until then. */
  public void runUntil(long endNs) {
    while (size > 0 && heap[0] >>> SLOT_BITS <= endNs) {
      long first = heap[0];
      long last = heap[--size];
      if (size > 0) {
        sink(last);
      }
      nowNs = first >>> SLOT_BITS;
      happen((int) first & (SLOTS - 1));
    }
    nowNs = Math.max(nowNs, endNs);
  }

  private void happen(int slot) {
    Event event = events[slot];
    events[slot] = null;
    if (freed == free.length) {
      free = Arrays.copyOf(free, 2 * freed);
    }
    free[freed++] = slot;
    if (event != null) {
      event.happen(nowNs);
    }
  }

  private int grown() {
    if (used == SLOTS) {
      throw new IllegalStateException("more than " + SLOTS + " events are planned");
    }
    if (used == events.length) {
      events = Arrays.copyOf(events, 2 * used);
    }
    return used++;
  }

  private void rise(int from, long key) {
    int at = from;
    while (at > 0) {
      int parent = (at - 1) / CHILDREN;
      if (heap[parent] <= key) {
        break;
      }
      heap[at] = heap[parent];
      at = parent;
    }
    heap[at] = key;
  }

  private void sink(long key) {
    int at = 0;
    for (int child = 1; child < size; child = CHILDREN * at + 1) {
      int least = child;
      int end = Math.min(child + CHILDREN, size);
      for (int other = child + 1; other < end; other++) {
        least = heap[other] < heap[least] ? other : least;
      }
      if (heap[least] >= key) {
        break;
      }
      heap[at] = heap[least];
      at = least;
    }
    heap[at] = key;
  }
}
