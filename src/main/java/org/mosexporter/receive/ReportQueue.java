package org.mosexporter.receive;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.mosexporter.config.Table;

/**
 * Where reports wait for the tracker, bounded by the memory they take: a short one has one place, a
 * long one as many as it fills ({@link Table#REPORTS}). Many threads offer, one polls.
 */
final class ReportQueue {
  private static final int PLACES = Table.REPORTS.entries();

  /** What a report takes besides its message: the records around it and its slot. */
  static final int OVERHEAD_BYTES = 220;

  private final ArrayBlockingQueue<ReceivedReport> waiting = new ArrayBlockingQueue<>(PLACES);
  private final AtomicInteger taken = new AtomicInteger();

  /** Whether a report of usual size would find room now. */
  boolean hasRoom() {
    return taken.get() < PLACES;
  }

  /** Takes a report, or says that there is no room for it. */
  boolean offer(ReceivedReport report) {
    int places = places(report);
    if (taken.addAndGet(places) <= PLACES && waiting.offer(report)) {
      return true;
    }
    taken.addAndGet(-places);
    return false;
  }

  /** Hands on the one that waits longest, if one does. */
  void poll(Consumer<ReceivedReport> to) {
    ReceivedReport report = waiting.poll();
    if (report != null) {
      taken.addAndGet(-places(report));
      to.accept(report);
    }
  }

  /** Reports that wait. */
  int waiting() {
    return waiting.size();
  }

  /** Places that are taken. */
  int places() {
    return taken.get();
  }

  private static int places(ReceivedReport report) {
    return 1 + (OVERHEAD_BYTES + report.bytes() - 1) / Table.REPORTS.bytesPerEntry();
  }
}
