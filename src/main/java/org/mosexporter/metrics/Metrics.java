package org.mosexporter.metrics;

import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.mosexporter.call.CallEvents;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.Snapshots;
import org.mosexporter.config.Config;
import org.mosexporter.diagnosis.PhoneHearing;
import org.mosexporter.network.RouterSnapshot;
import org.mosexporter.stream.StreamSummary;

/**
 * All metrics of the daemon (DESIGN §7).
 *
 * <p>Events arrive on one thread, the metrics thread: whoever wires this puts a bounded queue in
 * front. Scrapes may come from any thread and wait for nobody.
 */
public final class Metrics implements CallEvents {
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final ExpositionFormats formats = ExpositionFormats.init(PrometheusProperties.get());
  private final EventCounters counters = new EventCounters();
  private final Histograms histograms;
  private final IntervalEvents intervals;
  private final EndedCalls calls;
  private volatile Config config;

  /**
   * The metrics of a running daemon, the JVM's own included.
   *
   * @param self what the other stages count of themselves
   */
  public Metrics(
      Config config,
      Snapshots tracker,
      Supplier<List<RouterSnapshot>> routers,
      SelfSource self,
      BuildInfo build,
      InstantSource clock) {
    this(config, tracker, routers, self, build, clock, System::nanoTime);
    JvmMetrics.builder().register(registry);
  }

  /** Without the JVM's own, and with a time that tests can set. */
  Metrics(
      Config config,
      Snapshots tracker,
      Supplier<List<RouterSnapshot>> routers,
      SelfSource self,
      BuildInfo build,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.config = config;
    histograms =
        new Histograms(registry, config.limits().series(), config.metrics().nativeHistograms());
    intervals = new IntervalEvents(histograms, counters);
    RepeatCalls repeats = new RepeatCalls();
    calls = new EndedCalls(histograms, counters, repeats);
    calls.start(config);
    ScrapeCollector.Inputs inputs =
        new ScrapeCollector.Inputs(
            () -> this.config, tracker, routers, self, build, clock, nanoTime);
    registry.register(new ScrapeCollector(inputs, counters, histograms, repeats));
  }

  /** Takes over a reloaded configuration; counters go on. */
  public void reconfigure(Config reloaded) {
    histograms.limit(reloaded.limits().series());
    histograms.form(reloaded.metrics().nativeHistograms());
    calls.start(reloaded);
    config = reloaded;
  }

  /**
   * Collects a scrape.
   *
   * @param accept the request's Accept header; empty when it has none
   */
  public Exposition scrape(String accept) {
    return new Exposition(formats.findWriter(accept), registry.scrape());
  }

  /** Nothing: what counts of it is observed. */
  @Override
  public void onInterval(ObservedInterval interval) {}

  @Override
  public void onObservation(ObservedInterval interval) {
    intervals.add(interval, config);
  }

  /** Nothing: streams count as parts of their calls. */
  @Override
  public void onStreamEnded(StreamSummary stream) {}

  @Override
  public void onCallEnded(CallSummary call) {
    calls.add(call, config);
    PhoneHearing.of(call, config).forEach(heard -> intervals.add(heard, call.trunk(), config));
  }
}
