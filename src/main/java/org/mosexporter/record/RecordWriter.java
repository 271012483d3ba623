package org.mosexporter.record;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.mosexporter.call.CallSummary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings each record, and again each later revision of it, to one store. Records wait among the
 * {@link RecentCalls}: while the store takes none, none is lost that finds room there. It has a
 * thread of its own, on which the store is opened too: nobody waits for that.
 */
public final class RecordWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RecordWriter.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration LOOK_AFTER = Duration.ofMillis(200);
  private static final int ERASE_SECONDS = 60;
  private static final Duration TIDY_AFTER = Duration.ofMinutes(1);

  private final RecordSink sink;
  private final RecentCalls.Backlog backlog;
  private final Duration retryAfter;
  private final InstantSource clock;
  private final Thread thread;
  private final Queue<Runnable> works = new ConcurrentLinkedQueue<>();
  private volatile boolean stopping;
  private volatile boolean up = true;
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private Instant tidied = Instant.MIN;

  /** For what ends from now on; it waits until the writer is started. */
  RecordWriter(RecordSink sink, RecentCalls calls, InstantSource clock) {
    this(sink, calls, clock, RETRY_AFTER);
  }

  RecordWriter(RecordSink sink, RecentCalls calls, InstantSource clock, Duration retryAfter) {
    this.sink = sink;
    this.backlog = calls.beginWriting();
    this.retryAfter = retryAfter;
    this.clock = clock;
    thread = Thread.ofPlatform().daemon().name("records-" + sink.store()).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** As metrics call it. */
  public String store() {
    return sink.store();
  }

  /** Where that is, without secrets. */
  String place() {
    return sink.place();
  }

  /** Whether the last records were written; true before the first. */
  public boolean up() {
    return up && sink.up();
  }

  /** Records, and again each later revision. */
  public long written() {
    return written.get();
  }

  /** Times that records could not be written; they are tried again. */
  public long failures() {
    return failures.get();
  }

  /** Records that had to make room, or were left, before they were written. */
  public long lost() {
    return backlog.lost() + sink.lost();
  }

  /** Records that the store does not take for what they hold, and that it goes on without. */
  public long refused() {
    return sink.refused();
  }

  /** Deletes each call that the person took part in, on the writer's own thread. */
  List<Erased> erase(Person person) {
    FutureTask<List<Erased>> task = new FutureTask<>(() -> sink.erase(person));
    works.add(task);
    try {
      return task.get(ERASE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | TimeoutException hurry) {
      return List.of(notErased("it is busy with other records; ask again"));
    } catch (ExecutionException failed) {
      return List.of(notErased(text(failed.getCause() instanceof Exception why ? why : failed)));
    }
  }

  private Erased notErased(String why) {
    return new Erased(store(), place(), 0, why);
  }

  /** By which the store is searched; empty when it cannot be. */
  Optional<StoredCalls> reading() {
    return sink.reading();
  }

  /** Those that wait; from memory. */
  List<CallSummary> waiting() {
    return backlog.next(Integer.MAX_VALUE);
  }

  private void run() {
    try {
      while (!stopping) {
        Runnable asked = works.poll();
        if (asked != null) {
          asked.run();
        }
        attempt(this::tidyNowAndThen);
        writeAll();
        attempt(sink::look);
        Thread.sleep(LOOK_AFTER);
      }
      writeAll();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      sink.close();
    }
  }

  private void tidyNowAndThen() throws IOException {
    Instant now = clock.instant();
    if (now.isAfter(tidied.plus(TIDY_AFTER)) || now.isBefore(tidied)) {
      tidied = now;
      sink.tidy(nanoseconds(now));
    }
  }

  private static long nanoseconds(Instant at) {
    return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000_000L), at.getNano());
  }

  private void writeAll() throws InterruptedException {
    List<CallSummary> next = backlog.next(sink.batch());
    while (!next.isEmpty()) {
      List<CallSummary> calls = next;
      attempt(() -> write(calls));
      if (!up && stopping) {
        return;
      }
      next = backlog.next(sink.batch());
    }
  }

  private void write(List<CallSummary> calls) throws IOException {
    sink.write(calls);
    calls.forEach(backlog::written);
    written.addAndGet(calls.size());
    if (!up) {
      LOG.info("records: {} is written again", sink.place());
    }
    up = true;
  }

  /** What a store is asked for. */
  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  private void attempt(Work work) throws InterruptedException {
    try {
      work.run();
    } catch (IOException | RuntimeException failed) {
      failures.incrementAndGet();
      if (up) {
        LOG.error("records: {}: {}; tried again", sink.place(), text(failed));
      }
      up = false;
      waitBeforeRetry();
    }
  }

  private static String text(Exception failed) {
    return failed instanceof StoreException
        ? String.valueOf(failed.getMessage())
        : failed.toString();
  }

  private void waitBeforeRetry() throws InterruptedException {
    if (!stopping) {
      Thread.sleep(retryAfter);
    }
  }

  /** Writes what waits, if it can be written, and closes the store. */
  @Override
  public void close() {
    stopping = true;
    try {
      if (!up || !thread.join(PATIENCE)) {
        thread.interrupt();
        thread.join(PATIENCE);
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    backlog.end();
  }
}
