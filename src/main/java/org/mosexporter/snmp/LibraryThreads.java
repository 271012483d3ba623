package org.mosexporter.snmp;

import java.util.Date;
import java.util.Timer;
import java.util.TimerTask;
import org.snmp4j.SNMP4JSettings;
import org.snmp4j.util.CommonTimer;
import org.snmp4j.util.WorkerTask;

/**
 * The library's threads for hundreds of devices: a socket of each is waited for by a virtual
 * thread, and one timer tells all of them that their patience is over.
 */
final class LibraryThreads {
  private static final Timer TIMER = new Timer("snmp-timeouts", true);

  /** Before the first session is opened; again is as well. */
  static void use() {
    SNMP4JSettings.setThreadFactory(Worker::new);
    SNMP4JSettings.setTimerFactory(Timeouts::new);
  }

  /** A task that {@link #run} starts, as the library has it. */
  private static final class Worker implements WorkerTask {
    private final WorkerTask task;
    private final Thread thread;

    private Worker(String name, WorkerTask task, boolean daemon) {
      this.task = task;
      this.thread = Thread.ofVirtual().name(name).unstarted(task);
    }

    @Override
    public void run() {
      thread.start();
    }

    @Override
    public void shutdown() {
      task.shutdown();
    }

    @Override
    public void terminate() {
      task.terminate();
    }

    @Override
    public void join() throws InterruptedException {
      task.join();
      thread.join();
    }

    @Override
    public boolean join(long mostMs) throws InterruptedException {
      return task.join(mostMs) && thread.join(java.time.Duration.ofMillis(Math.max(1, mostMs)));
    }

    @Override
    public void interrupt() {
      task.interrupt();
      thread.interrupt();
    }
  }

  /** A session's view of the one timer: its requests cancel their own tasks. */
  private static final class Timeouts implements CommonTimer {
    @Override
    public void schedule(TimerTask task, long delayMs) {
      TIMER.schedule(task, delayMs);
    }

    @Override
    public void schedule(TimerTask task, Date first, long periodMs) {
      TIMER.schedule(task, first, periodMs);
    }

    @Override
    public void schedule(TimerTask task, long delayMs, long periodMs) {
      TIMER.schedule(task, delayMs, periodMs);
    }

    @Override
    public void cancel() {
      // The others' go on.
    }
  }

  private LibraryThreads() {}
}
