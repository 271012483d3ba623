package org.mosexporter.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.mosexporter.call.Snapshots;
import org.mosexporter.call.TrackerCounters;
import org.mosexporter.config.Config;
import org.mosexporter.network.RouterSnapshot;

/** Everything but histograms, read at the moment of a scrape. Safe from several threads at once. */
final class ScrapeCollector implements MultiCollector {
  private static final double NS_PER_SECOND = 1e9;

  private final Supplier<Config> config;
  private final Snapshots tracker;
  private final Supplier<List<RouterSnapshot>> routers;
  private final SelfSource self;
  private final EventCounters counters;
  private final Histograms histograms;
  private final RepeatCalls repeats;
  private final BuildInfo build;
  private final InstantSource clock;
  private final LongSupplier nanoTime;

  private final LongAdder scrapes = new LongAdder();
  private final LongAdder folded = new LongAdder();
  private final LongAdder duplicates = new LongAdder();
  private volatile long lastDurationNs = -1;

  ScrapeCollector(
      Inputs inputs, EventCounters counters, Histograms histograms, RepeatCalls repeats) {
    this.config = inputs.config;
    this.tracker = inputs.tracker;
    this.routers = inputs.routers;
    this.self = inputs.self;
    this.build = inputs.build;
    this.clock = inputs.clock;
    this.nanoTime = inputs.nanoTime;
    this.counters = counters;
    this.histograms = histograms;
    this.repeats = repeats;
  }

  /** Where its figures come from. */
  record Inputs(
      Supplier<Config> config,
      Snapshots tracker,
      Supplier<List<RouterSnapshot>> routers,
      SelfSource self,
      BuildInfo build,
      InstantSource clock,
      LongSupplier nanoTime) {}

  @Override
  public MetricSnapshots collect() {
    long startNs = nanoTime.getAsLong();
    Config current = config.get();
    Samples samples = new Samples(current.limits().series() - histograms.series());
    // The few that say how things stand come first, so that a full table never hides them.
    TrackerCounters tracked = tracker.counters();
    addSelf(samples, tracked, current);
    addMeasurements(samples, current, tracked);
    samples.settle();
    scrapes.increment();
    folded.add(samples.folded());
    duplicates.add(samples.duplicates());

    Samples last = new Samples(Integer.MAX_VALUE);
    last.sample(SelfFamilies.SCRAPES, scrapes.sum());
    last.sample(SelfFamilies.SERIES, (long) samples.taken() + histograms.series());
    last.sample(SelfFamilies.SERIES_FOLDED, folded.sum() + histograms.folded());
    last.sample(SelfFamilies.SERIES_DUPLICATE, duplicates.sum());
    if (lastDurationNs >= 0) {
      last.sample(SelfFamilies.SCRAPE_DURATION, lastDurationNs / NS_PER_SECOND);
    }
    MetricSnapshots all = joined(samples.snapshots(), last.snapshots());
    lastDurationNs = nanoTime.getAsLong() - startNs;
    return all;
  }

  private void addMeasurements(Samples samples, Config current, TrackerCounters tracked) {
    Instant now = clock.instant();
    SiteSamples sites = new SiteSamples(samples, current);
    sites.addFacts(now);
    sites.add(tracked);
    counters.samples(samples);
    RouterSamples devices = new RouterSamples(samples);
    routers.get().forEach(devices::add);
    long nowNs = Math.addExact(now.getEpochSecond() * 1_000_000_000L, now.getNano());
    new EndpointSamples(samples, nowNs, current.quality().interval(), current.privacy())
        .add(tracker);
  }

  private void addSelf(Samples samples, TrackerCounters tracked, Config current) {
    samples.sample(
        SelfFamilies.BUILD_INFO, 1, build.version(), build.revision(), build.javaVersion());
    TrackerSamples.add(samples, tracked, current.limits());
    self.samples(samples);
    repeats.gauge(
        (table, entries, evictions) -> {
          samples.sample(SelfFamilies.TABLE_ENTRIES, entries, table.label());
          samples.sample(SelfFamilies.TABLE_EVICTIONS, evictions, table.label());
        });
  }

  private static MetricSnapshots joined(MetricSnapshots one, MetricSnapshots other) {
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    one.forEach(all::metricSnapshot);
    other.forEach(all::metricSnapshot);
    return all.build();
  }
}
