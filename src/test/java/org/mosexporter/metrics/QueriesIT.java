package org.mosexporter.metrics;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mosexporter.config.MetricsOptions;

/**
 * The queries of docs/QUERIES.md in a real Prometheus that scrapes phones whose quality is known;
 * exemplars; and native histograms as far as Prometheus 2.42 has them.
 */
class QueriesIT {
  private static final Pattern BLOCK =
      Pattern.compile("(?s)## ([^\\n]+)\\n(?:[^`#]*\\n)?```promql\\n(.*?)```");
  private static final Pattern SERIES =
      Pattern.compile("\\{\"metric\":\\{([^}]*)},\"value\":\\[[\\d.]+,\"([^\"]+)\"]");

  /** Worked out by hand from {@link PhonesAtWork}: by label values in the order of their names. */
  private static final String EXPECTED =
      """
      Average MOS by site | narrowband berlin 3.45, narrowband hamburg 3.9
      Average MOS by network | phones narrowband berlin 3.8, wifi narrowband berlin 2.4, vpn narrowband hamburg 3.9
      Average MOS by direction | received narrowband berlin 3.45, received narrowband hamburg 3.9, sent narrowband berlin 4.0
      Average MOS by trunk | narrowband berlin telco-a 3.8, narrowband berlin 2.4, narrowband hamburg telco-b 3.9
      Average MOS by codec | G.711 berlin 2.5, G.729A berlin 2.6, G.711 hamburg 3.0
      Average MOS by access type | wired narrowband berlin 3.8, wifi narrowband berlin 2.4, vpn narrowband hamburg 3.9
      Average MOS by user group | sales narrowband berlin 3.3, support narrowband berlin 3.6, sales narrowband hamburg 3.9
      Average MOS by phone vendor | narrowband berlin Poly 3.8, narrowband berlin Yealink 2.4, narrowband hamburg Yealink 3.9
      Average MOS by phone model | VVX 450 narrowband berlin 3.8, T46S narrowband berlin 2.4, T46S narrowband hamburg 3.9
      Average MOS by phone firmware | 6.3 VVX 450 narrowband berlin 4.2, 5.9 VVX 450 narrowband berlin 3.6, 66.85 T46S narrowband berlin 2.4, 66.86 T46S narrowband hamburg 3.9
      Average conversational MOS by phone model | VVX 450 narrowband berlin 4.0, T46S narrowband berlin 2.2
      Share of calls hung up within 20 s by band | poor berlin 1, good berlin 0
      Share of calls repeated within 5 minutes by band of the call before | poor berlin 1, good berlin 0
      Mean call duration by band | poor berlin 10, good berlin 60
      """;

  @TempDir private Path folder;

  @BeforeAll
  static void needsPrometheus() {
    PromtoolIT.need("prometheus");
  }

  @Test
  void averagesByEachDimensionAreWhatThePhonesHeard() throws Exception {
    Map<String, String> queries = queries();
    assertEquals(expected().keySet(), queries.keySet());
    PhonesAtWork phones = new PhonesAtWork();
    Metrics metrics =
        new Metrics(
            PhonesAtWork.config().but().metrics(new MetricsOptions(true)).build(),
            phones,
            List::of,
            Office.SELF,
            Office.BUILD,
            phones,
            System::nanoTime);
    HttpServer daemon = OwnPrometheus.serve(metrics, () -> {});
    ScheduledExecutorService time = Executors.newSingleThreadScheduledExecutor();
    try (OwnPrometheus classic =
            OwnPrometheus.start(folder, "classic", daemon, "1s", "exemplar-storage");
        OwnPrometheus natives =
            OwnPrometheus.start(folder, "native", daemon, "1s", "native-histograms")) {
      var _ =
          time.scheduleAtFixedRate(() -> phones.tick(metrics), 3_000, 200, TimeUnit.MILLISECONDS);
      await()
          .atMost(Duration.ofSeconds(120))
          .pollInterval(Duration.ofSeconds(3))
          .ignoreExceptions()
          .until(() -> result(classic, "count(voip_endpoint_info) == 4").size() == 1);
      for (Map.Entry<String, Map<String, Double>> wanted : expected().entrySet()) {
        String query = queries.get(wanted.getKey()).replace("[1h]", "[20s]");
        await(wanted.getKey())
            .atMost(Duration.ofSeconds(60))
            .pollInterval(Duration.ofSeconds(1))
            .untilAsserted(() -> assertClose(wanted.getValue(), result(classic, query)));
      }
      for (Family family : Catalogue.all()) {
        result(classic, ExampleQuery.of(family)); // is understood
      }
      await("exemplars")
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertTrue(
                      exemplars(classic)
                          .contains("\"record_id\":\"00000000000000000000000000000001\"")));
      // One call of two is poor, with a MOS of 2.2: the bucket of 1/64th of a doubling holds it.
      await("native histograms")
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> {
                String quarter = "histogram_quantile(0.25, sum(rate(voip_call_mos_lq[20s])))";
                double mos = result(natives, quarter).get("");
                assertEquals(2.2, mos, 2.2 * 0.011);
                String mean =
                    "histogram_sum(sum(rate(voip_call_mos_lq[20s]))) / histogram_count(sum(rate(voip_call_mos_lq[20s])))";
                assertEquals((2.2 + 4.1) / 2, result(natives, mean).get(""), 0.05);
              });
    } finally {
      time.shutdownNow();
      daemon.stop(0);
    }
  }

  private static Map<String, String> queries() throws IOException {
    Map<String, String> queries = new LinkedHashMap<>();
    Matcher block = BLOCK.matcher(Files.readString(Path.of("docs/QUERIES.md")));
    while (block.find()) {
      queries.put(block.group(1), block.group(2));
    }
    return queries;
  }

  private static Map<String, Map<String, Double>> expected() {
    Map<String, Map<String, Double>> expected = new LinkedHashMap<>();
    for (String line : EXPECTED.lines().toList()) {
      String[] parts = line.split(" \\| ", 2);
      Map<String, Double> values = new TreeMap<>();
      for (String value : parts[1].split(", ", -1)) {
        int end = value.lastIndexOf(' ');
        values.put(value.substring(0, end), Double.valueOf(value.substring(end + 1)));
      }
      expected.put(parts[0], values);
    }
    return expected;
  }

  /** A scrape may come between two phones' intervals of the same tick. */
  private static void assertClose(Map<String, Double> expected, Map<String, Double> actual) {
    assertEquals(expected.keySet(), actual.keySet());
    expected.forEach(
        (labels, value) ->
            assertEquals(value, actual.get(labels), Math.max(0.02, value * 0.01), labels));
  }

  /** Label values, of which empty ones are not shown, in the order of label names. */
  private static Map<String, Double> result(OwnPrometheus prometheus, String query) {
    String text = prometheus.query(query);
    assertTrue(text.contains("\"status\":\"success\""), text);
    Map<String, Double> values = new TreeMap<>();
    Matcher series = SERIES.matcher(text);
    while (series.find()) {
      String labels = series.group(1).replaceAll("\"\\w+\":\"([^\"]*)\"", "$1").replace(',', ' ');
      if (!series.group(2).equals("NaN")) { // bands in which there was no call
        values.put(labels, Double.valueOf(series.group(2)));
      }
    }
    return values;
  }

  private static String exemplars(OwnPrometheus prometheus) {
    long now = System.currentTimeMillis() / 1_000;
    return prometheus.get(
        "query_exemplars?query=voip_call_mos_lq_bucket&start=" + (now - 60) + "&end=" + (now + 1));
  }
}
