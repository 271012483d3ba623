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
import org.mosexporter.network.Topology;

/**
 * Carries what the classes of polled routers did to the tracker's thread, with the topology as it
 * was then: classes of interfaces by which something leaves. Bounded by their number; what finds no
 * room is lost and counted.
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
    Topology now = topology.get();
    List<ClassWindow> onWaysOut =
        windows.classes().stream().filter(window -> leaves(window, windows.router(), now)).toList();
    offer(new Polled(new PollWindows(windows.site(), windows.router(), onWaysOut), now));
  }

  private static boolean leaves(ClassWindow window, String router, Topology now) {
    return now.mayLeaveBy(router, window.key().networkInterface());
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

  private synchronized @Nullable Polled next() {
    Polled next = waiting.poll();
    classes -= next == null ? 0 : 1 + next.windows.classes().size();
    return next;
  }

  synchronized long dropped() {
    return dropped;
  }
}
