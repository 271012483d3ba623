package org.mosexporter.app;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.mosexporter.call.Tracker;
import org.mosexporter.config.Table;
import org.mosexporter.network.PollWindows;
import org.mosexporter.network.Topology;

/**
 * Carries what the classes of polled routers did to the tracker's thread, with the topology as it
 * was then. Bounded by the classes in it; what finds no room is lost and counted.
 */
final class RouterPolls {
  private final Supplier<Topology> topology;
  private final Deque<Polled> waiting = new ArrayDeque<>();
  private int classes;
  private long dropped;

  private record Polled(PollWindows windows, Topology topology) {}

  RouterPolls(Supplier<Topology> topology) {
    this.topology = topology;
  }

  /** A router was polled; on the thread that did. */
  void onPoll(PollWindows windows) {
    offer(new Polled(windows, topology.get()));
  }

  private synchronized void offer(Polled polled) {
    int more = 1 + polled.windows.classes().size();
    if (classes + more > Table.ROUTER_POLLS.entries()) {
      dropped++;
      return;
    }
    classes += more;
    waiting.add(polled);
  }

  /** Hands the one that waits longest to the tracker, if one does. */
  void drain(Tracker tracker) {
    Polled next = next();
    if (next != null) {
      tracker.onRouterPoll(next.windows, next.topology);
    }
  }

  private synchronized @org.jspecify.annotations.Nullable Polled next() {
    Polled next = waiting.poll();
    classes -= next == null ? 0 : 1 + next.windows.classes().size();
    return next;
  }

  synchronized long dropped() {
    return dropped;
  }
}
