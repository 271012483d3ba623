package org.mosexporter.metrics;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mosexporter.call.Churn;
import org.mosexporter.config.Limits;
import org.mosexporter.config.Privacy;
import org.mosexporter.quality.Scale;

/**
 * Phones fold and return, and speak codecs of all scales, while a real Prometheus scrapes: what it
 * adds up is what happened (decisions 90 and 93). Each scrape is ten seconds later to the phones.
 */
class FoldingIT {
  private static final int PHONES = 300;
  private static final int SERIES_FOR = 60;

  /** Ten seconds each: three quarters of an hour, in which it is decided four times. */
  private static final int SCRAPES = 270;

  private static final Pattern SERIES =
      Pattern.compile("\\{\"metric\":\\{([^}]*)},\"values\":\\[\\[(.*?)]]}");
  private static final Pattern ENDPOINT = Pattern.compile("\"endpoint\":\"([^\"]+)\"");
  private static final Pattern VALUE = Pattern.compile("\"value\":\\[[\\d.]+,\"([^\"]+)\"]");

  @TempDir private Path folder;

  private final Churn churn = new Churn(PHONES, 5, new Limits(SERIES_FOR, 100, 100, 150_000));
  private int scrapes;
  private int quietFor;

  @BeforeAll
  static void needsPrometheus() {
    PromtoolIT.need("prometheus");
  }

  /** The phones' ten seconds between a scrape and the next; at the end nobody calls any more. */
  private synchronized void afterScrape() {
    if (scrapes > 0 && quietFor < 5) {
      churn.step();
    }
    scrapes++;
    if (scrapes < SCRAPES) {
      churn.begin();
    } else if (churn.isQuiet()) {
      quietFor++;
    }
  }

  private synchronized boolean isOver() {
    return quietFor >= 8;
  }

  @Test
  void whatPrometheusAddsUpIsWhatHappened() throws Exception {
    Metrics metrics =
        new Metrics(
            Office.config(Limits.defaults(), Privacy.Form.PLAIN),
            churn,
            List::of,
            Office.SELF,
            Office.BUILD,
            () -> Instant.ofEpochSecond(0, churn.nowNs()),
            System::nanoTime);
    HttpServer daemon = OwnPrometheus.serve(metrics, this::afterScrape);
    try (OwnPrometheus prometheus =
        OwnPrometheus.start(folder, "folding", daemon, "700ms", "extra-scrape-metrics")) {
      await().atMost(Duration.ofMinutes(8)).until(this::isOver);
      assertEquals(1, value(prometheus.query("min_over_time(up[15m])")), "a scrape was lost");

      Set<String> shown = new HashSet<>();
      assertEquals(
          (double) churn.packets, grownBy(prometheus, "voip_endpoint_packets_total", shown));
      assertTrue(shown.size() > SERIES_FOR + 10, shown.size() + " phones had series");
      assertTrue(shown.contains("other"));
      assertEquals(
          (double) churn.lost, grownBy(prometheus, "voip_endpoint_packets_lost_total", shown));
      for (Scale scale : Scale.values()) {
        String scored =
            "voip_endpoint_mos_lq_scored_intervals_total{scale=\"" + scale.label() + "\"}";
        assertEquals(churn.scoredOn.get(scale), (long) grownBy(prometheus, scored, shown), scored);
      }
      double sum = grownBy(prometheus, "voip_endpoint_mos_lq_score_sum_total", shown);
      assertEquals(churn.mosSum, sum, 1e-6 * churn.mosSum);
      addsUpByFunctionsToo(prometheus);
    } finally {
      daemon.stop(0);
    }
  }

  /** As people ask; what is extrapolated to the borders of the time asked for is little of it. */
  private void addsUpByFunctionsToo(OwnPrometheus prometheus) {
    Map<String, Double> truth =
        Map.of(
            "voip_endpoint_packets_total", (double) churn.packets,
            "voip_endpoint_packets_lost_total", (double) churn.lost,
            "voip_endpoint_mos_lq_scored_intervals_total", (double) churn.scored);
    truth.forEach(
        (name, happened) -> {
          double increase = value(prometheus.query("sum(increase(" + name + "[15m]))"));
          assertEquals(happened, increase, 0.03 * happened, name);
          double rate = value(prometheus.query("sum(rate(" + name + "[15m]))"));
          assertEquals(happened, 900 * rate, 0.03 * happened, name);
          String without = "sum(increase(" + name + "{endpoint!=\"other\"}[15m]))";
          assertTrue(value(prometheus.query(without)) < 0.7 * happened, without);
        });
  }

  /** From sample to sample, as it stored them; a fall is a beginning at 0. */
  private static double grownBy(OwnPrometheus prometheus, String series, Set<String> endpoints) {
    double total = 0;
    Matcher each = SERIES.matcher(prometheus.query(series + "[15m]"));
    while (each.find()) {
      ENDPOINT.matcher(each.group(1)).results().map(m -> m.group(1)).forEach(endpoints::add);
      total += grownBy(each.group(2));
    }
    return total;
  }

  private static double grownBy(String samples) {
    double total = 0;
    double before = Double.NaN;
    for (String sample : samples.split("],\\[", -1)) {
      double now = Double.parseDouble(sample.split("\"", -1)[1]);
      total += Double.isNaN(before) ? 0 : now < before ? now : now - before;
      before = now;
    }
    return total;
  }

  private static double value(String answer) {
    return VALUE
        .matcher(answer)
        .results()
        .map(MatchResult::group)
        .map(text -> text.replaceAll(".*,\"([^\"]+)\"]", "$1"))
        .mapToDouble(Double::parseDouble)
        .findFirst()
        .orElseThrow(() -> new AssertionError(answer));
  }
}
