package org.mosexporter.demo;

import java.util.PriorityQueue;

/** What will happen when: the simulation's clock and its queue. Used under the office's lock. */
final class Timeline {
  private final PriorityQueue<Event> queue = new PriorityQueue<>();
  private final long startNs;
  private long nowNs;
  private long scheduled;

  Timeline(long startNs) {
    this.startNs = startNs;
    this.nowNs = startNs;
  }

  /** Nanoseconds since 1970 of the event that is running. */
  long nowNs() {
    return nowNs;
  }

  long startNs() {
    return startNs;
  }

  void at(long atNs, Runnable action) {
    queue.add(new Event(Math.max(atNs, nowNs), scheduled++, action));
  }

  void after(long delayNs, Runnable action) {
    at(nowNs + delayNs, action);
  }

  /** Runs everything due before the given time and stops there. */
  void runUntil(long endNs) {
    for (Event next = queue.peek(); next != null && next.atNs() < endNs; next = queue.peek()) {
      queue.poll();
      nowNs = next.atNs();
      next.action().run();
    }
    nowNs = Math.max(nowNs, endNs);
  }

  /** When the next event is due, or the given time if that is sooner. */
  long nextNs(long latestNs) {
    Event next = queue.peek();
    return next == null ? latestNs : Math.min(latestNs, next.atNs());
  }

  /** Equal times happen in the order in which they were asked for, so that a seed decides all. */
  private record Event(long atNs, long order, Runnable action) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = Long.compare(atNs, other.atNs);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }
}
