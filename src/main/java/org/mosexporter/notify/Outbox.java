package org.mosexporter.notify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.mosexporter.diagnosis.Finding;
import org.mosexporter.diagnosis.FindingChange.Event;
import org.mosexporter.record.Notification;

/**
 * What waits to be told to one webhook: of each finding at most one notification, and one on its
 * way. Two clocks: monotonic nanoseconds for delays, time since 1970 for age. Used by one thread.
 */
final class Outbox {
  private static final long EXPIRES_AFTER_NS = Duration.ofHours(24).toNanos();

  private final int most;
  private final Backoff backoff;
  private final LinkedHashMap<Finding.Key, Waiting> waiting = new LinkedHashMap<>();
  private Optional<Waiting> flying = Optional.empty();
  private int faultsInARow;
  private long heldUntilNanos;

  /**
   * One that waits.
   *
   * @param faults attempts that failed
   * @param mayHaveArrived an attempt was made: the server may have it without our knowing
   */
  private record Waiting(
      Notification notification, int faults, boolean mayHaveArrived, long dueNanos) {
    private Waiting with(Notification other) {
      return new Waiting(other, faults, mayHaveArrived, dueNanos);
    }
  }

  /** With what waited before a restart; an attempt may have been made then. */
  Outbox(int most, Backoff backoff, Collection<Notification> before, long nowNanos) {
    this.most = most;
    this.backoff = backoff;
    heldUntilNanos = nowNanos;
    for (Notification one : before) {
      boolean _ = add(new Waiting(one, 0, true, nowNanos));
    }
  }

  /** Takes one more; false when there is no room. */
  boolean add(Notification added, long nowNanos) {
    return add(new Waiting(added, 0, false, nowNanos));
  }

  private boolean add(Waiting added) {
    Finding.Key key = added.notification.finding().key();
    Waiting before = waiting.get(key);
    if (before != null) {
      replace(key, before, added.notification);
    } else if (waiting.size() >= most) {
      return false;
    } else {
      waiting.put(key, added);
    }
    return true;
  }

  /** The newer state takes the place of what waits. */
  private void replace(Finding.Key key, Waiting before, Notification newer) {
    merged(before, newer)
        .ifPresentOrElse(
            event -> waiting.put(key, before.with(newer.as(event))), () -> waiting.remove(key));
  }

  /** What is to be told in place of two; nothing when it came and went unheard. */
  private static Optional<Event> merged(Waiting before, Notification newer) {
    return switch (before.notification.event()) {
      case OPENED ->
          newer.event() == Event.CLOSED
              ? Optional.of(Event.CLOSED).filter(_ -> before.mayHaveArrived)
              : Optional.of(Event.OPENED);
      case CHANGED -> Optional.of(newer.event());
      case CLOSED ->
          Optional.of(
              newer.event() == Event.OPENED && !before.mayHaveArrived
                  ? Event.CHANGED
                  : newer.event());
    };
  }

  /** Those that are too old by now, which are gone. */
  List<Notification> expire(long nowNs) {
    List<Notification> expired = new ArrayList<>();
    for (Iterator<Waiting> all = waiting.values().iterator(); all.hasNext(); ) {
      Notification one = all.next().notification;
      if (nowNs - one.atNs() > EXPIRES_AFTER_NS) {
        all.remove();
        expired.add(one);
      }
    }
    return expired;
  }

  /** The next to be sent now; it is on its way until it is known what became of it. */
  Optional<Notification> take(long nowNanos) {
    if (flying.isPresent() || heldUntilNanos - nowNanos > 0) {
      return Optional.empty();
    }
    flying = waiting.values().stream().filter(one -> one.dueNanos - nowNanos <= 0).findFirst();
    flying.ifPresent(one -> waiting.remove(one.notification.finding().key()));
    return flying.map(one -> one.notification);
  }

  /** What was on its way is over: the webhook has it, or will never take it. */
  void done() {
    flying = Optional.empty();
    faultsInARow = 0;
  }

  /** What was on its way is tried again, unless something newer is to be told instead. */
  void again(Outcome.Later later, long nowNanos) {
    Waiting failed = flying.orElseThrow();
    flying = Optional.empty();
    long dueNanos = nowNanos;
    if (later.everything()) {
      faultsInARow++;
      heldUntilNanos = nowNanos + backoff.nanos(faultsInARow, later.retryAfter());
    } else {
      faultsInARow = 0;
      dueNanos = nowNanos + backoff.nanos(failed.faults + 1, Optional.empty());
    }
    putBack(new Waiting(failed.notification, failed.faults + 1, true, dueNanos));
  }

  private void putBack(Waiting failed) {
    Finding.Key key = failed.notification.finding().key();
    Waiting newer = waiting.get(key);
    if (newer == null) {
      waiting.putFirst(key, failed);
    } else {
      replace(key, failed, newer.notification);
    }
  }

  /** When the next can be sent; empty when nothing waits, or one is on its way. */
  OptionalLong dueNanos() {
    if (flying.isPresent() || waiting.isEmpty()) {
      return OptionalLong.empty();
    }
    long first =
        waiting.values().stream().mapToLong(one -> one.dueNanos - heldUntilNanos).min().orElse(0);
    return OptionalLong.of(heldUntilNanos + Math.max(0, first));
  }

  /** All that was not told yet, in order. */
  List<Notification> waiting() {
    List<Notification> all = new ArrayList<>();
    flying.ifPresent(one -> all.add(one.notification));
    waiting.values().forEach(one -> all.add(one.notification));
    return all;
  }
}
