package org.mosexporter.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mosexporter.LiveHeap;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.RecordId;
import org.mosexporter.config.Config;
import org.mosexporter.config.MetricsOptions;
import org.mosexporter.config.Table;

/** Exemplars of calls, and native histograms. */
@Tag("heap")
class ExemplarTest {
  private static final String OPEN_METRICS = "application/openmetrics-text;version=1.0.0";
  private static final String PROTOBUF =
      "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited";

  /** Office.call is record 0…01. */
  private static final String RECORD = "# {record_id=\"00000000000000000000000000000001\"} ";

  private static Metrics called(boolean nativeHistograms) {
    Metrics metrics =
        Office.metrics(
            Office.config().but().metrics(new MetricsOptions(nativeHistograms)).build(),
            Office.snapshots(),
            List.of());
    observe(metrics);
    return metrics;
  }

  private static void observe(Metrics metrics) {
    metrics.onObservation(Office.interval(4.379, OptionalDouble.of(4.25)));
    metrics.onCallEnded(
        Office.call(
            CallSummary.Result.COMPLETED,
            List.of(Office.stream(Office.FAR, Office.ANNA, 3000, 2.2, 2.1))));
  }

  @Test
  void theBucketOfACallNamesItsRecordAndNotItsCallId() throws IOException {
    String scrape = ContractTest.scrape(called(false), OPEN_METRICS);
    for (String family :
        List.of(
            "voip_call_mos_lq_bucket",
            "voip_call_mos_cq_bucket",
            "voip_call_mos_lq_worst_bucket",
            "voip_model_call_mos_lq_bucket",
            "voip_call_setup_seconds_bucket",
            "voip_call_duration_seconds_bucket")) {
      List<String> named =
          scrape
              .lines()
              .filter(line -> line.startsWith(family + "{") && line.contains(" # {"))
              .toList();
      assertEquals(1, named.size(), family + "\n" + scrape);
      assertTrue(named.getFirst().contains(RECORD), named.getFirst());
    }
    assertTrue(
        scrape
            .lines()
            .anyMatch(
                line ->
                    line.startsWith("voip_call_mos_lq_bucket{")
                        && line.contains("le=\"2.579\"")
                        && line.contains(RECORD + "2.2 ")));
    assertFalse(scrape.contains("call-1"));
    assertFalse(scrape.contains("5551234"));
    assertTrue(
        scrape
            .lines()
            .noneMatch(line -> line.startsWith("voip_interval_") && line.contains(" # {")));
  }

  @Test
  void thePlainTextHasNone() throws IOException {
    assertFalse(ContractTest.scrape(called(false), "").contains("record_id"));
  }

  /** With native histograms the text stays as it is; they are in the protobuf format only. */
  @Test
  void nativeHistogramsComeBesideTheClassicOnes() throws IOException {
    assertEquals(
        ContractTest.scrape(called(false), "").lines().sorted().toList(),
        ContractTest.scrape(called(true), "").lines().sorted().toList());
    assertTrue(protobuf(called(true)).length > protobuf(called(false)).length);
    assertTrue(
        new String(protobuf(called(true)), StandardCharsets.ISO_8859_1).contains("record_id"));

    PrometheusRegistry registry = new PrometheusRegistry();
    Histograms.Of mos =
        new Histograms(registry, 1_000_000, true)
            .ofRecords(CallFamilies.CALL_MOS_LQ, CallFamilies.MOS_EDGES);
    for (int thousandths = 1_000; thousandths <= 4_500; thousandths++) {
      mos.observe(new RecordId(0, 1), thousandths / 1_000.0, "s", "received", "n", "t", "measured");
    }
    HistogramSnapshot.HistogramDataPointSnapshot point =
        ((HistogramSnapshot) registry.scrape().get(0)).getDataPoints().getFirst();
    assertEquals(6, point.getNativeSchema());
    assertEquals(8, point.getClassicBuckets().size());
    // log2(4.5) * 64 = 138.9, and one for 1 itself.
    assertEquals(140, point.getNativeBucketsForPositiveValues().size());
    assertEquals(3_501, point.getCount());
  }

  /**
   * They begin anew, as at a start, and another reload that leaves the form leaves their counts.
   */
  @Test
  void aReloadTurnsNativeHistogramsOnAndOff() throws IOException {
    Metrics metrics = called(false);
    for (boolean nativeToo : List.of(true, false)) {
      Config reloaded = Office.config().but().metrics(new MetricsOptions(nativeToo)).build();
      metrics.reconfigure(reloaded);
      assertEquals("", histograms(metrics));
      observe(metrics);
      metrics.reconfigure(reloaded);
      assertEquals(histograms(called(nativeToo)), histograms(metrics));
      assertEquals(series(called(nativeToo)), series(metrics));
      assertEquals(nativeToo, nativeOctets(metrics) > 100); // of times some are longer than others
    }
  }

  private static String histograms(Metrics metrics) throws IOException {
    return ContractTest.scrape(metrics, "")
        .lines()
        .filter(line -> line.contains("_bucket{") || line.contains("_count{"))
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  private static String series(Metrics metrics) throws IOException {
    return ContractTest.scrape(metrics, "")
        .lines()
        .filter(line -> line.startsWith("mos_exporter_series "))
        .collect(Collectors.joining("\n"));
  }

  /** By how much a scrape is longer than that of the same without them. */
  private static int nativeOctets(Metrics metrics) throws IOException {
    Metrics plain = called(false);
    protobuf(plain); // only a second scrape tells how long the one before took
    protobuf(metrics);
    return protobuf(metrics).length - protobuf(plain).length;
  }

  private static byte[] protobuf(Metrics metrics) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    metrics.scrape(PROTOBUF).writeTo(out);
    return out.toByteArray();
  }

  /** In units of what a series is declared to take: 8 edges of 3, and 160 native buckets. */
  @Test
  void whatHistogramsTakeIsCountedBeforeItIsThere() {
    assertTakes(false, 10 + 2 * 8);
    assertTakes(true, 10 + 2 * 8 + 160);
  }

  private static void assertTakes(boolean nativeToo, int units) {
    int children = 300;
    fill(nativeToo, 50, units);
    long before = LiveHeap.bytes();
    Histograms histograms = fill(nativeToo, children, units);
    long bytes = LiveHeap.bytes() - before;
    assertEquals(10 * children, histograms.series());
    assertEquals(1, histograms.folded());
    long each = bytes / children;
    assertTrue(each <= (long) units * Table.SERIES.bytesPerEntry(), each + " bytes");
    assertTrue(each >= units * Table.SERIES.bytesPerEntry() / 3, each + " bytes");
  }

  private static Histograms fill(boolean nativeToo, int children, int units) {
    Histograms histograms =
        new Histograms(new PrometheusRegistry(), 4 * children * units, nativeToo);
    Histograms.Of mos = histograms.ofRecords(CallFamilies.CALL_MOS_LQ, CallFamilies.MOS_EDGES);
    for (int i = 0; i < children; i++) {
      for (int thousandths = 1_000; thousandths <= 4_500; thousandths += 7) {
        RecordId record = new RecordId(i, thousandths);
        mos.observe(record, thousandths / 1_000.0, "s", "received", "n", "t" + i, "measured");
      }
    }
    mos.observe(new RecordId(0, 0), 4, "s", "received", "n", "one more", "measured");
    return histograms;
  }
}
