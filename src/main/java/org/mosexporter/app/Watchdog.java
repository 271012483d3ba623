package org.mosexporter.app;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tells systemd that the daemon is alive for as long as the thread that does the work passes
 * through its loop, three times in each span that systemd waits. A thread that hangs or has ended
 * is not vouched for: systemd then starts the daemon anew.
 */
final class Watchdog implements AutoCloseable {
  private final Systemd systemd;
  private final LongSupplier passes;
  private final Thread thread;
  private final long everyMs;

  private Watchdog(Systemd systemd, LongSupplier passes, Duration span) {
    this.systemd = systemd;
    this.passes = passes;
    everyMs = Math.max(1, span.toMillis() / 3);
    thread = Thread.ofPlatform().daemon().name("watchdog").unstarted(this::watch);
  }

  /**
   * Begins, where systemd waits at all.
   *
   * @param passes changes whenever the thread has passed its loop
   */
  static Watchdog start(Systemd systemd, LongSupplier passes) {
    Watchdog watchdog = new Watchdog(systemd, passes, systemd.watchdog().orElse(Duration.ZERO));
    if (systemd.watchdog().isPresent()) {
      watchdog.thread.start();
    }
    return watchdog;
  }

  private void watch() {
    long last = passes.getAsLong() - 1;
    try {
      while (true) {
        long now = passes.getAsLong();
        if (now != last) {
          systemd.alive();
        }
        last = now;
        TimeUnit.MILLISECONDS.sleep(everyMs);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
