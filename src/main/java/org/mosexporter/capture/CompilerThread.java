package org.mosexporter.capture;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where filters are compiled: on a thread with a stack of its own, one at a time, and not for
 * longer than anybody wants to wait.
 */
final class CompilerThread {
  /** libpcap's compiler calls itself for each term of an expression. */
  private static final long STACK_BYTES = 64L << 20;

  private final long longestMs;

  /** pcap_compile was not for two threads at once before libpcap 1.8. */
  private final Lock oneAtATime = new ReentrantLock();

  /** The one that took too long last. */
  private volatile @Nullable FutureTask<?> overdue;

  /** No filter can be compiled, whatever it says. */
  static final class Busy extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    Busy() {
      super("an earlier filter is still being compiled: restart");
    }
  }

  CompilerThread(long longestMs) {
    this.longestMs = longestMs;
  }

  /**
   * What the compilation gives.
   *
   * @throws IllegalArgumentException with what is wrong with the expression
   */
  FilterProgram run(Callable<FilterProgram> compilation) {
    FutureTask<?> earlier = overdue;
    if (earlier != null && !earlier.isDone()) {
      throw new Busy();
    }
    FutureTask<FilterProgram> task = new FutureTask<>(() -> inTurn(compilation));
    Thread.ofPlatform().name("filter").daemon().stackSize(STACK_BYTES).start(task);
    try {
      return task.get(longestMs, TimeUnit.MILLISECONDS);
    } catch (TimeoutException slow) {
      overdue = task;
      throw new IllegalArgumentException("it takes too long to compile: make it shorter", slow);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof IllegalArgumentException wrong) {
        throw wrong;
      }
      throw new IllegalStateException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  private FilterProgram inTurn(Callable<FilterProgram> compilation) throws Exception {
    oneAtATime.lock();
    try {
      return compilation.call();
    } finally {
      oneAtATime.unlock();
    }
  }
}
