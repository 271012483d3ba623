package org.mosexporter.metrics;

import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.mosexporter.call.RecordId;

/**
 * Histograms of the client, classic ones and, where configured, native ones beside them; and how
 * many series they make. Written by the metrics thread and, at a reload, by the thread that
 * reloads; the figures are read by scrapes, which wait for nobody.
 */
final class Histograms {
  /** The base of its buckets is the 64th root of 2: MOS from 1 to 4.5 fill 140 of them. */
  private static final int NATIVE_SCHEMA = 6;

  private static final int MOST_NATIVE_BUCKETS = 160;

  /** What a series takes is the unit of memory: an exemplar is two of it, a native bucket one. */
  private static final int EXEMPLAR_COST = 2;

  private final PrometheusRegistry registry;
  private final List<Of> families = new ArrayList<>();
  private boolean nativeToo;

  /** Most series that may exist: a quarter of all; phones, at fifty each, take two thirds. */
  private volatile int budget;

  private volatile int series;
  private int cost;
  private volatile long folded;

  Histograms(PrometheusRegistry registry, int limit, boolean nativeToo) {
    this.registry = registry;
    this.nativeToo = nativeToo;
    limit(limit);
  }

  void limit(int limit) {
    budget = limit / 4;
  }

  /** With native histograms from now on, or without. Where that is news, all begin at 0 again. */
  synchronized void form(boolean nativeHistograms) {
    if (nativeHistograms != nativeToo) {
      nativeToo = nativeHistograms;
      series = 0;
      cost = 0;
      families.forEach(Of::begin);
    }
  }

  int series() {
    return series;
  }

  long folded() {
    return folded;
  }

  /** Of what has no record. */
  Of of(Family family, double... edges) {
    return register(new Of(family, edges, false));
  }

  /** Of calls: each bucket names the record of one of them. */
  Of ofRecords(Family family, double... edges) {
    return register(new Of(family, edges, true));
  }

  private synchronized Of register(Of family) {
    families.add(family);
    registry.register(family);
    return family;
  }

  private Histogram.Builder builder(Family family, double... edges) {
    Histogram.Builder builder =
        Histogram.builder()
            .name(family.name())
            .help(family.help())
            .labelNames(family.labels().toArray(String[]::new))
            .classicUpperBounds(edges);
    return nativeToo
        ? builder.nativeInitialSchema(NATIVE_SCHEMA).nativeMaxNumberOfBuckets(MOST_NATIVE_BUCKETS)
        : builder.classicOnly();
  }

  /** One family; registered once, for the client's own histogram changes with its form. */
  final class Of implements Collector {
    private final Family family;
    private final double[] edges;
    private final boolean exemplars;
    private final int seriesEach;
    private final Set<List<String>> known = new HashSet<>();
    private volatile Histogram histogram;

    private Of(Family family, double[] edges, boolean exemplars) {
      this.family = family;
      this.edges = edges;
      this.exemplars = exemplars;
      seriesEach = edges.length + 3; // +Inf, sum and count
      histogram = empty();
    }

    private Histogram empty() {
      Histogram.Builder builder = builder(family, edges);
      return exemplars ? builder.withExemplars().build() : builder.withoutExemplars().build();
    }

    private void begin() {
      known.clear();
      histogram = empty();
    }

    @Override
    public MetricSnapshot collect() {
      return histogram.collect();
    }

    @Override
    @SuppressWarnings("deprecation") // the registry still asks for it
    public String getPrometheusName() {
      return family.name();
    }

    void observe(double value, String... labelValues) {
      synchronized (Histograms.this) {
        if (hasRoom(labelValues)) {
          histogram.labelValues(labelValues).observe(value);
        }
      }
    }

    /** Observes something of a call, which may be looked up. */
    void observe(RecordId record, double value, String... labelValues) {
      synchronized (Histograms.this) {
        if (hasRoom(labelValues)) {
          histogram
              .labelValues(labelValues)
              .observeWithExemplar(value, Labels.of("record_id", record.toString()));
        }
      }
    }

    private int costEach() {
      return seriesEach
          + (exemplars ? EXEMPLAR_COST * (edges.length + 1) : 0)
          + (nativeToo ? MOST_NATIVE_BUCKETS : 0);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // written under the lock
    private boolean hasRoom(String... labelValues) {
      List<String> key = List.of(labelValues);
      if (known.contains(key)) {
        return true;
      }
      if (cost + costEach() > budget) {
        folded++;
        return false;
      }
      known.add(key);
      cost += costEach();
      series += seriesEach;
      return true;
    }
  }
}
