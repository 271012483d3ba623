package org.mosexporter.metrics;

import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Classic histograms of the client, and how many series they make. Written by the metrics thread;
 * the figures are read by scrapes.
 */
final class Histograms {
  private final PrometheusRegistry registry;

  /** Most series that may exist: a quarter of all; phones, at fifty each, take two thirds. */
  private volatile int budget;

  private volatile int series;
  private volatile long folded;

  Histograms(PrometheusRegistry registry, int limit) {
    this.registry = registry;
    limit(limit);
  }

  void limit(int limit) {
    budget = limit / 4;
  }

  int series() {
    return series;
  }

  long folded() {
    return folded;
  }

  Of of(Family family, double... edges) {
    Histogram histogram =
        Histogram.builder()
            .name(family.name())
            .help(family.help())
            .labelNames(family.labels().toArray(String[]::new))
            .classicOnly()
            .classicUpperBounds(edges)
            .withoutExemplars()
            .register(registry);
    return new Of(histogram, edges.length + 3); // +Inf, sum and count
  }

  /** One family. */
  final class Of {
    private final Histogram histogram;
    private final int seriesEach;
    private final Set<List<String>> known = new HashSet<>();

    private Of(Histogram histogram, int seriesEach) {
      this.histogram = histogram;
      this.seriesEach = seriesEach;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer: the metrics thread
    void observe(double value, String... labelValues) {
      if (known.add(List.of(labelValues))) {
        if (series + seriesEach > budget) {
          known.remove(List.of(labelValues));
          folded++;
          return;
        }
        series += seriesEach;
      }
      histogram.labelValues(labelValues).observe(value);
    }
  }
}
