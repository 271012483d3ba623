package org.mosexporter.metrics;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mosexporter.LiveHeap;
import org.mosexporter.config.Table;

/** What histograms, which stay, take of the heap for each of their series. */
@Tag("heap")
class SeriesBytesTest {
  private static final int CHILDREN = 2_000;

  @Test
  void aSeriesOfAHistogramTakesWhatIsDeclared() {
    fill(new Histograms(new PrometheusRegistry(), 1_000, false), 100);
    PrometheusRegistry registry = new PrometheusRegistry();
    Histograms histograms = new Histograms(registry, 1_000_000, false);
    long before = LiveHeap.bytes();
    fill(histograms, CHILDREN);
    long bytes = LiveHeap.bytes() - before;
    assertTrue(registry.scrape().size() > 0);
    LiveHeap.assertDeclared(Table.SERIES, bytes / histograms.series());
  }

  private static void fill(Histograms histograms, int children) {
    Histograms.Of mos = histograms.of(CallFamilies.CALL_MOS_LQ, CallFamilies.MOS_EDGES);
    for (int i = 0; i < children; i++) {
      for (int times = 0; times < 3; times++) {
        mos.observe(4.2 - times, "site", "received", "narrowband", "trunk-" + i, "measured");
      }
    }
  }
}
