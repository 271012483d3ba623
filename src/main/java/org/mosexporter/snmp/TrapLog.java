package org.mosexporter.snmp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.mosexporter.network.RouterEvent;

/** The latest events of one router, and how many there were. Any thread writes and reads. */
final class TrapLog {
  static final int MOST = 32;

  private final Deque<RouterEvent> latest = new ArrayDeque<>();
  private final Map<RouterEvent.Kind, Long> counts = new EnumMap<>(RouterEvent.Kind.class);

  private final Consumer<RouterEvent> listener;

  /** A log; the listener hears each event once. */
  TrapLog(Consumer<RouterEvent> listener) {
    this.listener = listener;
    for (RouterEvent.Kind kind : RouterEvent.Kind.values()) {
      counts.put(kind, 0L);
    }
  }

  /** The oldest makes room. */
  void add(RouterEvent event) {
    keep(event);
    listener.accept(event);
  }

  private synchronized void keep(RouterEvent event) {
    counts.merge(event.kind(), 1L, Long::sum);
    if (latest.size() == MOST) {
      latest.removeFirst();
    }
    latest.addLast(event);
  }

  /** Oldest first. */
  synchronized List<RouterEvent> latest() {
    return List.copyOf(latest);
  }

  synchronized Map<RouterEvent.Kind, Long> counts() {
    return new EnumMap<>(counts);
  }
}
