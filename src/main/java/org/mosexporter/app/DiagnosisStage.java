package org.mosexporter.app;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mosexporter.app.DiagnosisQueue.Told;
import org.mosexporter.call.CallEvents;
import org.mosexporter.call.CallSummary;
import org.mosexporter.config.Config;
import org.mosexporter.config.Table;
import org.mosexporter.diagnosis.Conclusions;
import org.mosexporter.diagnosis.Diagnosis;
import org.mosexporter.network.PollWindows;
import org.mosexporter.network.RouterSnapshot;
import org.mosexporter.record.Baselines;
import org.mosexporter.record.Instants;
import org.mosexporter.stream.StreamSummary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Draws conclusions every half minute, on a thread of its own, from what calls, routers and our own
 * capture told meanwhile. Any thread may tell it something and read what it concluded last; none
 * waits.
 */
final class DiagnosisStage implements CallEvents, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DiagnosisStage.class);
  static final Duration EVERY = Duration.ofSeconds(30);
  private static final Duration KEPT_EVERY = Duration.ofMinutes(10);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final DiagnosisQueue queue = new DiagnosisQueue();
  private final List<Consumer<Conclusions>> listeners = new CopyOnWriteArrayList<>();
  private final InstantSource clock;
  private final Duration every;
  private final Baselines baselines;
  private final Thread thread;
  private Config config;
  private volatile Diagnosis diagnosis;
  private volatile Conclusions last = Conclusions.NONE;

  /** Starts. */
  DiagnosisStage(Config config, InstantSource clock, Baselines baselines) {
    this(config, clock, EVERY, baselines);
  }

  DiagnosisStage(Config config, InstantSource clock, Duration every, Baselines baselines) {
    this.config = config;
    this.clock = clock;
    this.every = every;
    this.baselines = baselines;
    diagnosis = new Diagnosis(config);
    thread = Thread.ofPlatform().daemon().name("diagnosis").unstarted(this::run);
    thread.start();
  }

  /** What was concluded last. */
  Conclusions last() {
    return last;
  }

  /** From now on that hears each time what was concluded, on this thread: it hands it on. */
  void tell(Consumer<Conclusions> listener) {
    listeners.add(listener);
  }

  /**
   * Another configuration is in use; where it means other calls, all is concluded anew but for what
   * is usual.
   */
  void use(Config now) {
    queue.offer(new Told.Configured(now));
  }

  /** A router or switch was polled. */
  void onPoll(RouterSnapshot device, PollWindows windows) {
    queue.offer(new Told.Polled(device, windows));
  }

  /** Nothing: what counts of it is observed. */
  @Override
  public void onInterval(ObservedInterval interval) {}

  @Override
  public void onObservation(ObservedInterval interval) {
    queue.offer(new Told.Observed(interval));
  }

  /** Nothing: they come with their calls. */
  @Override
  public void onStreamEnded(StreamSummary stream) {}

  @Override
  public void onCallEnded(CallSummary call) {
    queue.offer(new Told.Ended(call));
  }

  @Override
  public void onDrops(Drops drops) {
    queue.offer(new Told.Dropped(drops));
  }

  long dropped() {
    return queue.dropped();
  }

  void gauge(Table.Gauge gauge) {
    queue.gauge(gauge);
    diagnosis.gauge(gauge);
  }

  private void run() {
    restore();
    long dueNs = System.nanoTime() + every.toNanos();
    long keptNs = System.nanoTime();
    try {
      while (!queue.isOver()) {
        take(queue.take(dueNs));
        if (System.nanoTime() - dueNs >= 0) {
          conclude();
          dueNs = System.nanoTime() + every.toNanos();
        }
        if (System.nanoTime() - keptNs >= KEPT_EVERY.toNanos()) {
          keep();
          keptNs = System.nanoTime();
        }
      }
      keep();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void restore() {
    try {
      diagnosis.restore(baselines.read());
    } catch (RuntimeException fault) {
      LOG.error("what is usual is learned anew: this is a fault of the program", fault);
    }
  }

  private void keep() {
    try {
      baselines.write(diagnosis.learned());
    } catch (RuntimeException fault) {
      LOG.error("what was learned is not kept: this is a fault of the program", fault);
    }
  }

  private void take(@Nullable Told told) {
    try {
      switch (told) {
        case null -> {}
        case Told.Observed(ObservedInterval interval) -> diagnosis.onObservation(interval);
        case Told.Ended(CallSummary call) -> diagnosis.onCall(call);
        case Told.Polled(RouterSnapshot device, PollWindows of) -> diagnosis.onPoll(device, of);
        case Told.Dropped(Drops(long fromNs, long toNs, long packets)) ->
            diagnosis.onDrops(fromNs, toNs, packets);
        case Told.Configured(Config now) -> configure(now);
      }
    } catch (RuntimeException fault) {
      queue.lose();
      LOG.error("nothing could be concluded from it: this is a fault of the program", fault);
    }
  }

  private void configure(Config now) {
    if (meansOtherCalls(config, now)) {
      Diagnosis anew = new Diagnosis(now);
      anew.restore(diagnosis.learned());
      diagnosis = anew;
    }
    config = now;
  }

  /** Whether the same packets would be other phones' calls, or judged otherwise. */
  private static boolean meansOtherCalls(Config one, Config other) {
    return !one.site().equals(other.site())
        || !one.sites().equals(other.sites())
        || !one.networks().equals(other.networks())
        || !one.servers().equals(other.servers())
        || !one.trunks().equals(other.trunks())
        || !one.egress().equals(other.egress())
        || !one.quality().equals(other.quality());
  }

  private void conclude() {
    try {
      Conclusions now = diagnosis.conclude(Instants.ns(clock.instant()));
      last = now;
      listeners.forEach(listener -> tell(listener, now));
    } catch (RuntimeException fault) {
      LOG.error("nothing could be concluded: this is a fault of the program", fault);
    }
  }

  private static void tell(Consumer<Conclusions> listener, Conclusions now) {
    try {
      listener.accept(now);
    } catch (RuntimeException fault) {
      LOG.error("what was concluded was not taken: this is a fault of the program", fault);
    }
  }

  /** Takes what is waiting, then ends the thread. */
  @Override
  public void close() {
    queue.end();
    try {
      thread.join(PATIENCE);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
