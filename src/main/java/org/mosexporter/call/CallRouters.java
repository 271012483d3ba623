package org.mosexporter.call;

import java.util.ArrayList;
import java.util.List;
import org.mosexporter.config.Table;

/**
 * What calls that are not final know of the routers that they go through, as long as there is room
 * for it: windows of classes, and events. Owned by the tracker's thread.
 */
final class CallRouters {
  private static final int MOST_EVENTS = 16;

  private int taken;
  private long evictions;

  /** It went through a class. */
  void passed(Call call, RouterWindow window) {
    if (taken >= Table.ROUTER_WINDOWS.entries()) {
      evictions++;
      return;
    }
    int before = call.routerWindows().size();
    call.routerWindows(RouterWindows.with(call.routerWindows(), window));
    taken += call.routerWindows().size() - before;
  }

  /** A router that it goes through told something. */
  void told(Call call, CallEvent event) {
    if (taken >= Table.ROUTER_WINDOWS.entries() || call.routerEvents().size() >= MOST_EVENTS) {
      evictions++;
      return;
    }
    List<CallEvent> more = new ArrayList<>(call.routerEvents());
    more.add(event);
    call.routerEvents(List.copyOf(more));
    taken++;
  }

  /** What one was told is of the other. */
  void move(Call from, Call to) {
    List<RouterWindow> windows = from.routerWindows();
    List<CallEvent> events = from.routerEvents();
    forget(from);
    windows.forEach(window -> passed(to, window));
    events.forEach(event -> told(to, event));
  }

  void forget(Call call) {
    taken -= call.routerWindows().size() + call.routerEvents().size();
    call.routerWindows(List.of());
    call.routerEvents(List.of());
  }

  void gauge(Table.Gauge gauge) {
    gauge.show(Table.ROUTER_WINDOWS, taken, evictions);
  }
}
