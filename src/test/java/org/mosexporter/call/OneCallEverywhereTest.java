package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.call.Office.ALICE;
import static org.mosexporter.call.Office.PROVIDER;
import static org.mosexporter.call.Office.ns;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mosexporter.config.Config;
import org.mosexporter.config.Limits;
import org.mosexporter.config.Privacy;
import org.mosexporter.metrics.BuildInfo;
import org.mosexporter.metrics.Metrics;
import org.mosexporter.record.CallsJson;
import org.mosexporter.record.RecentCalls;
import org.mosexporter.stream.StreamSummary;

/** What many tell of is one call in metrics, records and the API, wherever one looks. */
class OneCallEverywhereTest {
  private final Config config = Office.config(Limits.defaults(), Privacy.Form.PLAIN);
  private final RecentCalls recent = new RecentCalls();
  private final Behind behind = new Behind();
  private final Office office = new Office(config, behind);
  private final WitnessedCall witnessed = new WitnessedCall(office);

  private final Metrics metrics =
      new Metrics(
          config,
          office.tracker,
          List::of,
          _ -> {},
          new BuildInfo("1", "", "25"),
          () -> Instant.ofEpochSecond(0, ns(60)));

  /** What stands behind the tracker. */
  private final class Behind implements CallEvents {
    @Override
    public void onInterval(ObservedInterval interval) {
      metrics.onInterval(interval);
    }

    @Override
    public void onObservation(ObservedInterval interval) {
      metrics.onObservation(interval);
    }

    @Override
    public void onStreamEnded(StreamSummary stream) {}

    @Override
    public void onCallEnded(CallSummary call) {
      metrics.onCallEnded(call);
      recent.onCallEnded(call);
    }

    @Override
    public void onLateReport(LateReport late) {
      metrics.onLateReport(late);
      recent.onLateReport(late);
    }
  }

  private String page() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    metrics.scrape("").writeTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private double sum(String page, String family) {
    return page.lines()
        .filter(line -> line.startsWith(family + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private String json() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CallsJson.write(recent.latest(10), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(doubles = {30.1, 31, 630})
  void withAllItsSources(double reportedAt) throws IOException {
    Quality report = Quality.session("c1", ALICE, PROVIDER, 10, 30);
    witnessed.call();
    if (reportedAt < 30.2) {
      office.tracker.onReport(report.from(ALICE), ns(reportedAt));
    }
    witnessed.bye(30.2);
    office.tracker.advance(ns(Math.max(31, Math.min(100, reportedAt))));
    if (reportedAt > 30.2) {
      office.tracker.onReport(report.from(ALICE), ns(reportedAt));
      office.tracker.onReport(report.from(ALICE), ns(reportedAt + 0.5));
    }
    office.tracker.advance(ns(1000));

    assertEquals(1, sum(page(), "voip_calls_total"));
    assertEquals(1, sum(page(), "voip_call_setup_seconds_count"));
    String json = json();
    assertEquals(1, recent.latest(10).size());
    for (String source : List.of("sip", "measured", "rtcp", "xr", "phone")) {
      assertTrue(json.contains("{\"source\":\"" + source + "\""), source + ": " + json);
    }
    assertTrue(json.contains("\"revision\":" + (reportedAt > 100 ? 2 : 1)), json);
    assertTrue(json.contains("\"by\":\"pbx-agent\""), json);
    assertEquals(1, Pattern.compile("\"origin\":\"vq-rtcpxr\"").matcher(json).results().count());
  }

  /** A record changes, and nothing that was counted. */
  @Test
  void aLateReportCountsNothing() throws IOException {
    witnessed.call();
    witnessed.bye(30.2);
    office.tracker.advance(ns(100));
    String before = counted(page());
    office.tracker.onReport(Quality.session("c1", ALICE, PROVIDER, 10, 30).from(ALICE), ns(630));
    office.tracker.advance(ns(1000));

    assertEquals(before, counted(page()));
  }

  private static String counted(String page) {
    return String.join(
        "\n",
        page.lines()
            .filter(line -> line.startsWith("voip_") && !line.contains("last_report"))
            .filter(line -> line.contains("_total{") || line.contains("_count{"))
            .toList());
  }

  /** The phone's own verdict beside what was measured; neither of them moves the other. */
  @Test
  void thePhonesVerdictIsASourceOfItsOwn() throws IOException {
    witnessed.call();
    witnessed.bye(30.2);
    office.tracker.onReport(Quality.session("c1", ALICE, PROVIDER, 10, 30).from(ALICE), ns(31));
    office.tracker.advance(ns(45));

    String labels =
        "{direction=\"received\",endpoint=\"10.1.20.11\",scale=\"narrowband\",site=\"berlin\""
            + ",source=\"phone\"} ";
    assertTrue(page().contains("voip_endpoint_mos_lq" + labels + "4.1\n"), page());
    assertTrue(page().contains("voip_endpoint_mos_cq" + labels + "4.0\n"));
    String sum = "voip_endpoint_mos_lq_score_sum_total" + labels;
    assertTrue(page().contains(sum + "0.0\n")); // where a scrape sees it begin
    office.tracker.advance(ns(55));
    assertTrue(page().contains(sum + "4.1\n"));
    assertTrue(page().contains("voip_endpoint_mos_lq_scored_intervals_total" + labels + "1.0\n"));
    assertTrue(page().contains("mac=\"02005e005301\""));
    assertTrue(page().contains("model=\"SIP-T46S\""));
    String report =
        "voip_endpoint_last_report_timestamp_seconds{endpoint=\"10.1.20.11\",site=\"berlin\","
            + "source=\"phone\"} "
            + ns(31) / 1e9;
    assertTrue(page().contains(report), page());
  }
}
