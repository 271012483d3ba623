package org.mosexporter.record;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.mosexporter.call.CallSummary;
import org.mosexporter.config.Records;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes each record on a line of a file, and again with its next revision when somebody told of
 * the call later. Records wait among the {@link RecentCalls}: while the disk is full or away none
 * is lost that finds room there. It has a thread of its own.
 */
public final class RecordFile implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RecordFile.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration LOOK_AFTER = Duration.ofMillis(200);
  private static final String BEGINNING = "{\"schema\":";

  private final RecentCalls calls;
  private final LineFile file;
  private final String path;
  private final Duration retryAfter;
  private final Thread thread;
  private volatile boolean stopping;
  private volatile boolean up = true;
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();

  private RecordFile(Records.File config, RecentCalls calls, Duration retryAfter) {
    this.calls = calls;
    this.retryAfter = retryAfter;
    path = config.path();
    file = new LineFile(Path.of(path), config.maxSizeBytes(), config.keep(), BEGINNING);
    thread = Thread.ofPlatform().daemon().name("records").unstarted(this::run);
  }

  /** Begins to write what ends from now on. */
  public static RecordFile start(Records.File config, RecentCalls calls) {
    return start(config, calls, RETRY_AFTER);
  }

  static RecordFile start(Records.File config, RecentCalls calls, Duration retryAfter) {
    RecordFile started = new RecordFile(config, calls, retryAfter);
    calls.beginWriting();
    started.thread.start();
    return started;
  }

  /** Whether the last line was written; true before the first. */
  public boolean up() {
    return up;
  }

  /** Lines. */
  public long written() {
    return written.get();
  }

  /** Times that a line could not be written; it is tried again. */
  public long failures() {
    return failures.get();
  }

  private void run() {
    try {
      while (!stopping) {
        writeAll();
        Thread.sleep(LOOK_AFTER);
      }
      writeAll();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      file.close();
    }
  }

  private void writeAll() throws InterruptedException {
    Optional<CallSummary> next = calls.unwritten();
    while (next.isPresent()) {
      write(next.get());
      if (!up && stopping) {
        return;
      }
      next = calls.unwritten();
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer: this thread
  private void write(CallSummary call) throws InterruptedException {
    try {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      CallsJson.write(call, line);
      file.append(line.toByteArray());
      calls.written(call);
      written.incrementAndGet();
      if (!up) {
        LOG.info("records: {} is written again", path);
      }
      up = true;
    } catch (IOException | RuntimeException failed) {
      failures.incrementAndGet();
      if (up) {
        LOG.error("records: {} cannot be written: {}; tried again", path, failed.toString());
      }
      up = false;
      waitBeforeRetry();
    }
  }

  private void waitBeforeRetry() throws InterruptedException {
    if (!stopping) {
      Thread.sleep(retryAfter);
    }
  }

  /** Writes what waits, if it can be written, and closes the file. */
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
    calls.endWriting();
  }
}
