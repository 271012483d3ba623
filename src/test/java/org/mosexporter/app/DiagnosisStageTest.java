package org.mosexporter.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mosexporter.app.DiagnosisQueue.Told;
import org.mosexporter.call.CallEvents.Drops;
import org.mosexporter.config.Config;
import org.mosexporter.config.Table;
import org.mosexporter.diagnosis.Cause;
import org.mosexporter.diagnosis.Conclusions;
import org.mosexporter.metrics.Office;
import org.mosexporter.record.Baselines;
import org.mosexporter.record.SampleCalls;

@Timeout(20)
class DiagnosisStageTest {
  private static final Config CONFIG = Config.defaults("berlin");
  private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
  private static final long NOW_NS = 1_782_907_200_000_000_000L;

  @Test
  void concludesNowAndThenAndTellsEachWhoWantsToKnow() throws InterruptedException {
    List<Conclusions> heard = new CopyOnWriteArrayList<>();
    CountDownLatch thrice = new CountDownLatch(3);
    try (var stage =
        new DiagnosisStage(CONFIG, () -> NOW, Duration.ofMillis(20), Baselines.none())) {
      assertTrue(stage.last().findings().isEmpty());
      stage.tell(
          _ -> {
            throw new IllegalStateException("one that fails keeps nobody else from hearing");
          });
      stage.tell(heard::add);
      stage.tell(_ -> thrice.countDown());
      assertTrue(thrice.await(10, TimeUnit.SECONDS));
      assertEquals(NOW_NS, stage.last().atNs());
    }
    assertEquals(NOW_NS, heard.getFirst().atNs());
  }

  /** A call of two streams takes three places of 1,900. */
  @Test
  void whatFindsNoRoomIsLostAndCounted() throws InterruptedException {
    DiagnosisQueue queue = new DiagnosisQueue();
    for (int i = 0; i < 700; i++) {
      queue.offer(new Told.Ended(SampleCalls.call(i)));
    }
    assertEquals(67, queue.dropped());
    queue.gauge(
        (table, entries, evictions) ->
            assertEquals(
                List.of("diagnosis_events", 1_899L, 0L),
                List.of(table.label(), entries, evictions)));
    queue.offer(new Told.Configured(CONFIG));
    queue.offer(new Told.Dropped(new Drops(1, 2, 3)));
    assertEquals(67, queue.dropped());
    for (int i = 0; i < 633; i++) {
      assertTrue(queue.take(System.nanoTime()) instanceof Told.Ended);
    }
    assertEquals(new Told.Configured(CONFIG), queue.take(System.nanoTime()));
    assertEquals(new Told.Dropped(new Drops(1, 2, 3)), queue.take(System.nanoTime()));
    assertNull(queue.take(System.nanoTime()));
    queue.gauge((Table _, long entries, long _) -> assertEquals(0, entries));
  }

  @Test
  void takesWhatWaitsWhenItIsClosed() {
    var stage = new DiagnosisStage(CONFIG, () -> NOW, Baselines.none());
    for (int i = 0; i < 600; i++) {
      stage.onCallEnded(SampleCalls.call(i));
    }
    stage.close();
    stage.gauge(
        (Table table, long entries, long _) -> {
          if (table == Table.DIAGNOSIS_EVENTS) {
            assertEquals(0, entries);
          }
          if (table == Table.DIAGNOSED_PASSAGES) {
            assertEquals(1_200, entries); // of two directions each
          }
        });
    assertEquals(0, stage.dropped());
  }

  /** 1,000 packets, in the minute in which a call ended. */
  @Test
  void concludesFromWhatOurOwnCaptureDropped() throws InterruptedException {
    long endNs = 1_700_000_180_000_000_000L;
    CountDownLatch found = new CountDownLatch(1);
    try (var stage =
        new DiagnosisStage(
            CONFIG,
            () -> Instant.ofEpochSecond(0, endNs),
            Duration.ofMillis(20),
            Baselines.none())) {
      stage.tell(
          now -> {
            if (now.findings().stream().anyMatch(one -> one.cause() == Cause.CAPTURE_DROPS)) {
              found.countDown();
            }
          });
      stage.onCallEnded(SampleCalls.call(0));
      stage.onDrops(new Drops(endNs - 60_000_000_000L, endNs, 1_000));
      assertTrue(found.await(10, TimeUnit.SECONDS));
    }
  }

  /** Whoever waits is told at once, and what was told before is still taken. */
  @Test
  void nothingIsWaitedForOnceTheQueueEnds() throws InterruptedException {
    DiagnosisQueue queue = new DiagnosisQueue();
    CountDownLatch returned = new CountDownLatch(1);
    Thread waiting =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  try {
                    if (queue.take(System.nanoTime() + 60_000_000_000L) == null) {
                      returned.countDown();
                    }
                  } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                  }
                });
    while (waiting.getState() != Thread.State.TIMED_WAITING) {
      Thread.sleep(1);
    }
    assertFalse(queue.isOver());
    queue.end();
    assertTrue(returned.await(10, TimeUnit.SECONDS));
    queue.offer(new Told.Configured(CONFIG));
    assertFalse(queue.isOver());
    assertEquals(new Told.Configured(CONFIG), queue.take(System.nanoTime() + 60_000_000_000L));
    assertTrue(queue.isOver());
    assertNull(queue.take(System.nanoTime() + 60_000_000_000L));
  }

  @Test
  void endsAtOnceWhenNothingWaits() {
    long beganNs = System.nanoTime();
    new DiagnosisStage(CONFIG, () -> NOW, Baselines.none()).close();
    assertFalse(System.nanoTime() - beganNs > 1_500_000_000L);
  }

  /** Of an interval three things are learned: its site, network and trunk. */
  @Test
  void whatWasLearnedIsKeptWhenItIsClosed(@TempDir Path folder) {
    Baselines kept = new Baselines(Optional.of(folder));
    var stage = new DiagnosisStage(CONFIG, () -> NOW, kept);
    stage.onObservation(Office.heard(4.2));
    stage.close();
    assertEquals(3, kept.read().usual().size());

    var next = new DiagnosisStage(CONFIG, () -> NOW, kept);
    next.close();
    next.gauge(
        (Table table, long entries, long _) ->
            assertEquals(table == Table.FORECASTS ? 3 : 0, entries, table.label()));
  }
}
