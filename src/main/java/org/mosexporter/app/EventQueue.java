package org.mosexporter.app;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.mosexporter.call.CallEvents;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.LateReport;
import org.mosexporter.config.Table;
import org.mosexporter.stream.StreamSummary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the tracker's events to a stage behind it on a thread of its own. Bounded: when the stage
 * is too slow, events are lost and counted, and the tracker never waits.
 */
final class EventQueue implements CallEvents, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventQueue.class);
  private static final int CAPACITY = Table.EVENTS.entries();

  /** What the tracker said. */
  private sealed interface Event {
    record Observed(ObservedInterval interval) implements Event {}

    record CallEnded(CallSummary call) implements Event {}

    record ReportedLate(LateReport report) implements Event {}

    record Dropped(Drops drops) implements Event {}
  }

  private final BlockingQueue<Event> queue = new ArrayBlockingQueue<>(CAPACITY);
  private final AtomicLong dropped = new AtomicLong();
  private final CallEvents stage;
  private final Thread thread;
  private volatile boolean stopping;

  EventQueue(String name, CallEvents stage) {
    this.stage = stage;
    this.thread = Thread.ofPlatform().daemon().name(name).start(this::run);
  }

  long dropped() {
    return dropped.get();
  }

  /** Nothing: what counts of it is observed. */
  @Override
  public void onInterval(ObservedInterval interval) {}

  @Override
  public void onObservation(ObservedInterval interval) {
    offer(new Event.Observed(interval));
  }

  /** Nothing: they come with their calls. */
  @Override
  public void onStreamEnded(StreamSummary stream) {}

  @Override
  public void onCallEnded(CallSummary call) {
    offer(new Event.CallEnded(call));
  }

  @Override
  public void onLateReport(LateReport report) {
    offer(new Event.ReportedLate(report));
  }

  @Override
  public void onDrops(Drops drops) {
    offer(new Event.Dropped(drops));
  }

  private void offer(Event event) {
    if (!queue.offer(event)) {
      dropped.incrementAndGet();
    }
  }

  private void run() {
    List<Event> batch = new ArrayList<>();
    while (!stopping || !queue.isEmpty()) {
      try {
        Event first = queue.poll(200, TimeUnit.MILLISECONDS);
        if (first == null) {
          continue;
        }
        batch.add(first);
        queue.drainTo(batch, 1_000);
        batch.forEach(this::hand);
        batch.clear();
      } catch (InterruptedException stopped) {
        return;
      }
    }
  }

  private void hand(Event event) {
    try {
      switch (event) {
        case Event.Observed(ObservedInterval interval) -> stage.onObservation(interval);
        case Event.CallEnded(CallSummary call) -> stage.onCallEnded(call);
        case Event.ReportedLate(LateReport report) -> stage.onLateReport(report);
        case Event.Dropped(Drops drops) -> stage.onDrops(drops);
      }
    } catch (RuntimeException fault) {
      dropped.incrementAndGet();
      LOG.error("an event could not be taken: this is a fault of the program", fault);
    }
  }

  /** Hands on what is waiting, then ends the thread. */
  @Override
  public void close() {
    stopping = true;
    try {
      thread.join(2_000);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
