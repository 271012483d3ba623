package org.mosexporter.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.Direction;
import org.mosexporter.call.EndpointFigures;
import org.mosexporter.call.EndpointInfo;
import org.mosexporter.call.Snapshots;
import org.mosexporter.call.Source;
import org.mosexporter.call.TrackerCounters;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Limits;
import org.mosexporter.config.Privacy;
import org.mosexporter.network.RouterSnapshot;

class MetricsTest {
  private static final String INTERVAL =
      "{direction=\"received\",network=\"phones\",scale=\"narrowband\",site=\"berlin\""
          + ",source=\"measured\",trunk=\"telco-a\"";

  private final Metrics metrics =
      Office.metrics(Office.config(), Office.snapshots(), Office.routers());

  private static String scrape(Metrics metrics) throws IOException {
    return ContractTest.scrape(metrics, "");
  }

  private static void assertLine(String line, String scrape) {
    assertTrue(scrape.lines().anyMatch(line::equals), () -> line + " is not in\n" + scrape);
  }

  @ParameterizedTest(name = "MOS {0} is {1}, in the buckets from {2}, below target: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # MOS   | band       | first bucket | below 3.8
          4.2995  | excellent  | +Inf         | 0
          4.2994  | good       | 4.299        | 0
          4.0     | good       | 4.299        | 0
          3.9994  | acceptable | 3.999        | 0
          3.8     | acceptable | 3.999        | 0
          3.7996  | acceptable | 3.999        | 0
          3.7994  | acceptable | 3.799        | 1
          3.0994  | poor       | 3.099        | 1
          1.0     | poor       | 1.749        | 1
          """)
  void roundsTheMosBeforeItIsCounted(double mos, String band, String bucket, int below)
      throws IOException {
    metrics.onObservation(Office.interval(mos, OptionalDouble.empty()));

    String scrape = scrape(metrics);
    TreeMap<Double, Integer> counts = new TreeMap<>();
    for (String le :
        List.of("1.749", "2.579", "3.099", "3.599", "3.799", "3.999", "4.299", "+Inf")) {
      String line = "voip_interval_mos_lq_bucket" + INTERVAL + ",le=\"" + le + "\"} ";
      int count = scrape.contains(line + "1\n") ? 1 : scrape.contains(line + "0\n") ? 0 : -1;
      counts.put(le.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(le), count);
    }
    double first = bucket.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bucket);
    counts.forEach((le, count) -> assertEquals(le >= first ? 1 : 0, count, "le " + le));
    assertTrue(
        scrape.contains("voip_scored_intervals_total{band=\"" + band + "\",direction"), scrape);
    assertLine(
        "voip_intervals_below_target_total{direction=\"received\",network=\"phones\",scale=\"narrowband\",site=\"berlin\",trunk=\"telco-a\"} "
            + below
            + ".0",
        scrape);
  }

  @Test
  void takesOnlyTheOneObservationOfAListener() throws IOException {
    metrics.onInterval(Office.interval(4.0, OptionalDouble.of(3.9)));

    assertFalse(scrape(metrics).contains("voip_interval_mos"));
    assertFalse(scrape(metrics).contains("voip_scored_intervals_total{"));
  }

  @Test
  void countsACallOnceForEachOfOursWhoHeardIt() throws IOException {
    // To the far end and to the PBX nobody of ours listens; Anna's two streams weigh 1 to 3.
    metrics.onCallEnded(
        Office.call(
            CallSummary.Result.COMPLETED,
            List.of(
                Office.stream(Office.ANNA, Office.FAR, 3000, 4.0, 3.5),
                Office.stream(Office.ANNA, Office.PBX, 3000, 4.0, 3.5),
                Office.stream(Office.FAR, Office.ANNA, 1000, 4.4, 4.3),
                Office.stream(Office.FAR, Office.ANNA, 3000, 4.0, 3.2))));

    String scrape = scrape(metrics);
    String labels =
        "{direction=\"received\",scale=\"narrowband\",site=\"berlin\",source=\"measured\",trunk=\"telco-a\"} ";
    assertLine("voip_call_mos_lq_count" + labels + "1", scrape);
    assertLine("voip_call_mos_lq_sum" + labels + "4.1", scrape);
    assertLine("voip_call_mos_lq_worst_sum" + labels + "3.2", scrape);
    assertLine(
        "voip_model_call_mos_lq_count{direction=\"received\",model=\"VVX 450\",scale=\"narrowband\",site=\"berlin\"} 1",
        scrape);
    assertLine(
        "voip_call_duration_seconds_sum{band=\"good\",scale=\"narrowband\",site=\"berlin\"} 65.0",
        scrape);
    assertLine(
        "voip_call_setup_seconds_sum{result=\"completed\",site=\"berlin\",trunk=\"telco-a\"} 0.75",
        scrape);
    assertLine(
        "voip_calls_total{result=\"completed\",site=\"berlin\",trunk=\"telco-a\"} 1.0", scrape);
    assertLine(
        "voip_calls_total{result=\"refused\",site=\"berlin\",trunk=\"telco-a\"} 0.0", scrape);
  }

  /** What a phone said counts as its far end reported it; a server and a phone of ours hear not. */
  @Test
  void tellsWhatAFarEndHeardOfACallByItsReports() throws IOException {
    metrics.onCallEnded(
        Office.call(
            CallSummary.Result.COMPLETED,
            List.of(
                Office.reported(Office.ANNA, Office.FAR, 3.9, 3.4),
                Office.reported(Office.ANNA, Office.PBX, 2.0, 2.0),
                Office.reported(Office.FAR, Office.ANNA, 2.0, 2.0))));

    String scrape = scrape(metrics);
    String labels =
        "{direction=\"sent\",scale=\"narrowband\",site=\"berlin\",source=\"rtcp\",trunk=\"telco-a\"} ";
    assertLine("voip_call_mos_lq_count" + labels + "1", scrape);
    assertLine("voip_call_mos_lq_sum" + labels + "3.9", scrape);
    assertLine("voip_call_mos_lq_worst_sum" + labels + "3.4", scrape);
    assertLine(
        "voip_call_mos_lq_sum{direction=\"received\",scale=\"narrowband\",site=\"berlin\",source=\"measured\",trunk=\"telco-a\"} 4.4",
        scrape);
    assertLine(
        "voip_call_duration_seconds_count{band=\"excellent\",scale=\"narrowband\",site=\"berlin\"} 1",
        scrape);
  }

  @Test
  void callsModelsOtherBeyondTheFirstHundred() throws IOException {
    List<EndpointInfo> many = new ArrayList<>();
    for (int i = 0; i < 101; i++) {
      many.add(Office.endpoint(IpAddress.ofIpv4(0x0A011400 + 50 + i), "", "M" + i));
    }
    Metrics crowd = Office.metrics(Office.config(), Office.snapshots(), List.of());
    for (EndpointInfo each : many) {
      crowd.onCallEnded(
          Office.call(
                  CallSummary.Result.COMPLETED,
                  List.of(Office.stream(Office.FAR, each.address(), 100, 4, 4)))
              .withEndpoints(List.of(each)));
    }

    List<String> calls =
        scrape(crowd).lines().filter(l -> l.startsWith("voip_model_call_mos_lq_count")).toList();
    assertEquals(101, calls.size());
    assertTrue(calls.stream().anyMatch(l -> l.contains("model=\"M99\"")));
    assertFalse(calls.stream().anyMatch(l -> l.contains("model=\"M100\"")));
    assertTrue(calls.stream().anyMatch(l -> l.contains("model=\"other\"") && l.endsWith(" 1")));
  }

  @Test
  void showsNoGaugesOfWhatIsOverButKeepsItsCounters() throws IOException {
    String scrape = scrape(metrics);

    assertTrue(
        scrape.contains(
            "voip_endpoint_packets_total{direction=\"received\",endpoint=\"10.1.20.32\""));
    assertTrue(
        scrape.contains("voip_endpoint_mos_lq{direction=\"received\",endpoint=\"10.1.20.31\""));
    assertFalse(
        scrape.contains("voip_endpoint_mos_lq{direction=\"received\",endpoint=\"10.1.20.32\""));
    assertFalse(
        scrape.contains(
            "voip_endpoint_jitter_seconds{direction=\"received\",endpoint=\"10.1.20.32\""));
  }

  @Test
  void dropsUsersWherePrivacySaysSo() throws IOException {
    String scrape =
        scrape(
            Office.metrics(
                Office.config(Limits.defaults(), Privacy.Form.DROP),
                Office.snapshots(),
                List.of()));

    assertFalse(scrape.contains("anna"));
    assertTrue(scrape.contains("user=\"\""));
  }

  @Test
  void leavesOutAndCountsWhatExceedsTheLimitOfSeries() throws IOException {
    Limits few = new Limits(2000, 50_000, 20_000, 60);
    Metrics limited =
        Office.metrics(
            Office.config(few, Privacy.Form.PLAIN), Office.snapshots(), Office.routers());
    String all = scrape(metrics);
    String some = scrape(limited);

    // Ours about the scrape itself come on top: scrapes, series, folded, duplicates.
    assertEquals(60 + 4, samples(some));
    assertLine("mos_exporter_series_folded_total " + (samples(all) - 4 - 60) + ".0", some);
  }

  private static long samples(String scrape) {
    return scrape.lines().filter(line -> !line.startsWith("#")).count();
  }

  @Test
  void foldsHistogramsBeforeTheyTakeMoreThanAQuarter() throws IOException {
    Limits few = new Limits(2000, 50_000, 20_000, 86);
    Metrics limited =
        Office.metrics(
            Office.config(few, Privacy.Form.PLAIN),
            new Office.Fixed(List.of(), List.of(), TrackerCounters.empty()),
            List.of());
    // mos_lq, mos_cq and mos_common take 10 series each: two fit into 21.
    limited.onObservation(Office.interval(4.0, OptionalDouble.of(3.9)));

    String scrape = scrape(limited);
    assertTrue(scrape.contains("voip_interval_mos_lq_bucket"));
    assertTrue(scrape.contains("voip_interval_mos_cq_bucket"));
    assertFalse(scrape.contains("voip_interval_mos_common_bucket"));
  }

  @Test
  void survivesTwoSamplesOfOneName() throws IOException {
    List<RouterSnapshot> twice = new ArrayList<>(Office.routers());
    twice.addAll(Office.routers());

    String scrape = scrape(Office.metrics(Office.config(), Office.snapshots(), twice));

    String once = scrape(metrics);
    assertEquals(samples(once), samples(scrape));
    assertFalse(scrape.contains("mos_exporter_series_duplicate_total 0.0"));
  }

  @Test
  void answersInTheFormatThatIsAskedFor() throws IOException {
    assertEquals("text/plain; version=0.0.4; charset=utf-8", metrics.scrape("").contentType());
    Exposition open = metrics.scrape("application/openmetrics-text;version=1.0.0");
    assertEquals("application/openmetrics-text; version=1.0.0; charset=utf-8", open.contentType());
    assertTrue(
        ContractTest.scrape(metrics, "application/openmetrics-text;version=1.0.0")
            .endsWith("# EOF\n"));
    assertEquals(
        "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily;"
            + " encoding=delimited",
        metrics
            .scrape(
                "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited")
            .contentType());
  }

  @Test
  void showsFiguresAsTheyAreAtEachScrape() throws IOException {
    List<EndpointFigures> figures = new ArrayList<>();
    Snapshots growing = new Office.Fixed(List.of(), figures, TrackerCounters.empty());
    Metrics live = Office.metrics(Office.config(), growing, List.of());
    assertFalse(scrape(live).contains("voip_endpoint_packets_total{"));

    figures.add(
        Office.figures(
            Office.ANNA, Direction.SENT, Source.MEASURED, Office.NOW_NS, Optional.empty()));

    String scrape = scrape(live);
    assertTrue(scrape.contains("voip_endpoint_packets_total{"));
    assertFalse(scrape.contains("voip_endpoint_mos_lq{")); // no score, no sample
  }
}
