package org.mosexporter.metrics;

import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.mosexporter.call.RecordId;

/**
 * Histograms of the client, classic ones and, where configured, native ones beside them; and how
 * many series they make. Written by the metrics thread; the figures are read by scrapes.
 */
final class Histograms {
  /** The base of its buckets is the 64th root of 2: MOS from 1 to 4.5 fill 140 of them. */
  private static final int NATIVE_SCHEMA = 6;

  private static final int MOST_NATIVE_BUCKETS = 160;

  /** What a series takes is the unit of memory: an exemplar is two of it, a native bucket one. */
  private static final int EXEMPLAR_COST = 2;

  private final PrometheusRegistry registry;
  private final boolean nativeToo;

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

  int series() {
    return series;
  }

  long folded() {
    return folded;
  }

  /** Of what has no record. */
  Of of(Family family, double... edges) {
    return new Of(builder(family, edges).withoutExemplars().register(registry), edges, false);
  }

  /** Of calls: each bucket names the record of one of them. */
  Of ofRecords(Family family, double... edges) {
    return new Of(builder(family, edges).withExemplars().register(registry), edges, true);
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

  /** One family. */
  final class Of {
    private final Histogram histogram;
    private final int seriesEach;
    private final int costEach;
    private final Set<List<String>> known = new HashSet<>();

    private Of(Histogram histogram, double[] edges, boolean exemplars) {
      this.histogram = histogram;
      seriesEach = edges.length + 3; // +Inf, sum and count
      costEach =
          seriesEach
              + (exemplars ? EXEMPLAR_COST * (edges.length + 1) : 0)
              + (nativeToo ? MOST_NATIVE_BUCKETS : 0);
    }

    void observe(double value, String... labelValues) {
      if (hasRoom(labelValues)) {
        histogram.labelValues(labelValues).observe(value);
      }
    }

    /** Observes something of a call, which may be looked up. */
    void observe(RecordId record, double value, String... labelValues) {
      if (hasRoom(labelValues)) {
        histogram
            .labelValues(labelValues)
            .observeWithExemplar(value, Labels.of("record_id", record.toString()));
      }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer: the metrics thread
    private boolean hasRoom(String... labelValues) {
      List<String> key = List.of(labelValues);
      if (known.contains(key)) {
        return true;
      }
      if (cost + costEach > budget) {
        folded++;
        return false;
      }
      known.add(key);
      cost += costEach;
      series += seriesEach;
      return true;
    }
  }
}
