package org.mosexporter.app;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mosexporter.call.CallEvents.Drops;
import org.mosexporter.call.CallEvents.ObservedInterval;
import org.mosexporter.call.CallSummary;
import org.mosexporter.config.Config;
import org.mosexporter.config.Table;
import org.mosexporter.network.PollWindows;
import org.mosexporter.network.RouterSnapshot;

/**
 * What waits to be concluded from, told by several threads and taken by one. Bounded by places;
 * what finds none is lost and counted.
 */
final class DiagnosisQueue {
  /** What was told. */
  sealed interface Told {
    /** How much room it takes. */
    default int places() {
      return 1;
    }

    record Observed(ObservedInterval interval) implements Told {}

    record Ended(CallSummary call) implements Told {
      @Override
      public int places() {
        return 1 + call.streams().size();
      }
    }

    record Polled(RouterSnapshot device, PollWindows windows) implements Told {
      @Override
      public int places() {
        return 1 + device.interfaces().size() + device.classes().size() + windows.classes().size();
      }
    }

    record Dropped(Drops drops) implements Told {}

    /** From now on another configuration; it is never lost. */
    record Configured(Config config) implements Told {
      @Override
      public int places() {
        return 0;
      }
    }
  }

  private final Deque<Told> waiting = new ArrayDeque<>();
  private int places;
  private long dropped;
  private boolean ended;

  synchronized void offer(Told told) {
    if (told.places() > 0 && places + told.places() > Table.DIAGNOSIS_EVENTS.entries()) {
      dropped++;
      return;
    }
    places += told.places();
    waiting.add(told);
    notifyAll();
  }

  /**
   * What waits longest; null when nothing comes until then, a time of {@link System#nanoTime}, or
   * when nothing is to come any more.
   */
  synchronized @Nullable Told take(long untilNs) throws InterruptedException {
    for (long leftNs = untilNs - System.nanoTime();
        waiting.isEmpty() && leftNs > 0 && !ended;
        leftNs = untilNs - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, leftNs);
    }
    Told next = waiting.poll();
    places -= next == null ? 0 : next.places();
    return next;
  }

  /** Nothing is to come any more. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Nothing waits and nothing is to come. */
  synchronized boolean isOver() {
    return ended && waiting.isEmpty();
  }

  /** One that was taken could not be used. */
  synchronized void lose() {
    dropped++;
  }

  synchronized long dropped() {
    return dropped;
  }

  synchronized void gauge(Table.Gauge gauge) {
    gauge.show(Table.DIAGNOSIS_EVENTS, places, 0);
  }
}
