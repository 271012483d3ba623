package org.mosexporter.app;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.LiveCalls;
import org.mosexporter.call.Tracker;

/**
 * What only the tracker's thread can tell, asked by others. It answers one question between two
 * looks at the packets; who asks waits for a second at most, and not at all where many do.
 */
final class TrackerQuestions implements LiveCalls {
  private static final int MOST_WAITING = 8;

  /** More would keep the tracker from its packets for long. */
  private static final int MOST_CALLS = 200;

  private static final long PATIENCE_MS = 1_000;

  private record Question<T>(Function<Tracker, T> answer, CompletableFuture<T> to) {
    void put(Tracker tracker) {
      try {
        to.complete(answer.apply(tracker));
      } catch (RuntimeException fault) {
        to.completeExceptionally(fault);
      }
    }
  }

  private final BlockingQueue<Question<?>> waiting = new ArrayBlockingQueue<>(MOST_WAITING);

  @Override
  public Optional<List<CallSummary>> latest(int most) {
    return ask(tracker -> tracker.callsInProgress(Math.min(most, MOST_CALLS)));
  }

  @Override
  public Optional<CallSummary> find(String id) {
    return ask(tracker -> tracker.callInProgress(id)).flatMap(found -> found);
  }

  /**
   * Has the tracker give up the packets that it keeps.
   *
   * @return false when it had no time to
   */
  boolean giveUpKept() {
    return ask(tracker -> {
          tracker.giveUpKept();
          return true;
        })
        .isPresent();
  }

  private <T> Optional<T> ask(Function<Tracker, T> answer) {
    Question<T> question = new Question<>(answer, new CompletableFuture<>());
    if (!waiting.offer(question)) {
      return Optional.empty();
    }
    try {
      return Optional.of(question.to().get(PATIENCE_MS, TimeUnit.MILLISECONDS));
    } catch (TimeoutException busy) {
      waiting.remove(question);
      return Optional.empty();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException fault) {
      throw new IllegalStateException("the tracker cannot tell", fault);
    }
  }

  /** On the tracker's thread: the question that waits longest, if one does. */
  void answerOne(Tracker tracker) {
    Question<?> next = waiting.poll();
    if (next != null) {
      next.put(tracker);
    }
  }
}
