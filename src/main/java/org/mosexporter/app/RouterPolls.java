package org.mosexporter.app;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mosexporter.call.Tracker;
import org.mosexporter.config.Table;
import org.mosexporter.network.ClassWindow;
import org.mosexporter.network.PollWindows;
import org.mosexporter.network.RouterEvent;
import org.mosexporter.network.Topology;

/**
 * Carries what routers told to the tracker's thread, with the topology as it was then: what their
 * classes did, of interfaces by which something leaves, and what they said by themselves. Bounded
 * by the classes and events in it; what finds no room is lost and counted.
 */
final class RouterPolls {
  private final Supplier<Topology> topology;
  private final Deque<Told> waiting = new ArrayDeque<>();
  private int places;
  private long dropped;

  private sealed interface Told {
    int places();

    record Polled(PollWindows windows, Topology topology) implements Told {
      @Override
      public int places() {
        return 1 + windows.classes().size();
      }
    }

    record Event(String router, RouterEvent event) implements Told {
      @Override
      public int places() {
        return 1;
      }
    }
  }

  RouterPolls(Supplier<Topology> topology) {
    this.topology = topology;
  }

  /** A router was polled; on the thread that did. */
  void onPoll(PollWindows windows) {
    Topology now = topology.get();
    List<ClassWindow> onWaysOut =
        windows.classes().stream().filter(window -> leaves(window, windows.router(), now)).toList();
    offer(new Told.Polled(new PollWindows(windows.site(), windows.router(), onWaysOut), now));
  }

  private static boolean leaves(ClassWindow window, String router, Topology now) {
    return now.mayLeaveBy(router, window.key().networkInterface());
  }

  /** A router told something by itself; on the thread that received it. */
  void onEvent(String router, RouterEvent event) {
    offer(new Told.Event(router, event));
  }

  private synchronized void offer(Told told) {
    if (places + told.places() > Table.ROUTER_POLLS.entries()) {
      dropped++;
      return;
    }
    places += told.places();
    waiting.add(told);
  }

  /** Hands what waits longest to the tracker, if anything does. */
  void drain(Tracker tracker) {
    switch (next()) {
      case null -> {}
      case Told.Polled(PollWindows windows, Topology then) -> tracker.onRouterPoll(windows, then);
      case Told.Event(String router, RouterEvent event) -> tracker.onRouterEvent(router, event);
    }
  }

  private synchronized @Nullable Told next() {
    Told next = waiting.poll();
    places -= next == null ? 0 : next.places();
    return next;
  }

  synchronized long dropped() {
    return dropped;
  }
}
