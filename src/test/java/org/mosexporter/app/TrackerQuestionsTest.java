package org.mosexporter.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.mosexporter.call.CallEvents;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.Tracker;
import org.mosexporter.config.Config;
import org.mosexporter.stream.StreamSummary;

class TrackerQuestionsTest {
  private final TrackerQuestions questions = new TrackerQuestions();
  private final Tracker tracker =
      new Tracker(Config.defaults("berlin"), new Unheard(), org.mosexporter.call.Names.plain());

  /** Keeps nothing. */
  private static final class Unheard implements CallEvents {
    @Override
    public void onInterval(ObservedInterval interval) {}

    @Override
    public void onObservation(ObservedInterval interval) {}

    @Override
    public void onStreamEnded(StreamSummary stream) {}

    @Override
    public void onCallEnded(CallSummary call) {}
  }

  @Test
  void theTrackersThreadAnswers() throws Exception {
    CompletableFuture<Optional<List<CallSummary>>> asked =
        CompletableFuture.supplyAsync(() -> questions.latest(5));
    while (!asked.isDone()) {
      questions.answerOne(tracker);
      Thread.onSpinWait();
    }
    assertEquals(Optional.of(List.of()), asked.get());
  }

  @Test
  void whoAsksOfOneThatIsBusyGetsNoAnswer() throws Exception {
    CompletableFuture<Optional<List<CallSummary>>> asked =
        CompletableFuture.supplyAsync(() -> questions.latest(5));
    assertEquals(Optional.empty(), asked.get(30, TimeUnit.SECONDS));
    questions.answerOne(tracker); // nothing waits any more
  }

  @Test
  void onlySoManyWait() throws Exception {
    List<Thread> threads = new ArrayList<>();
    List<Long> waitedMs = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    long began = System.nanoTime();
                    questions.find("none");
                    synchronized (waitedMs) {
                      waitedMs.add((System.nanoTime() - began) / 1_000_000);
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    long patient = waitedMs.stream().filter(ms -> ms >= 1_000).count();
    assertTrue(patient <= 8 && patient >= 1, waitedMs.toString());
  }
}
