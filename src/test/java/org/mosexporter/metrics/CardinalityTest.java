package org.mosexporter.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.mosexporter.call.Churn;
import org.mosexporter.config.Limits;
import org.mosexporter.config.Privacy;

/** 10,000 phones where 2,000 may have series: as many series as docs/METRICS.md says. */
class CardinalityTest {
  private static final int LIMIT = 2_000;

  /** As the page has it: one codec, one code point, two directions that are measured. */
  private static final int EACH = 1 + 2 * (4 + 10 + 6 + 1);

  /** Of three scales, one a phone. */
  private static final int OTHER = 2 * (4 + 3 * 6 + 1);

  private static final Pattern ENDPOINT = Pattern.compile("^voip_endpoint_.*endpoint=\"([^\"]+)\"");

  @Test
  void tenThousandPhonesInAnHourMakeNoMoreSeriesThanTwoThousandMay() throws IOException {
    Churn churn = new Churn(10_000, 60, new Limits(LIMIT, 100, 100, 150_000));
    InstantSource clock =
        () -> Instant.ofEpochSecond(churn.nowNs() / 1_000_000_000L, churn.nowNs() % 1_000_000_000L);
    Metrics metrics =
        new Metrics(
            Office.config(Limits.defaults(), Privacy.Form.PLAIN),
            churn,
            List::of,
            Office.SELF,
            Office.BUILD,
            clock,
            () -> 0);
    long without = ours(ContractTest.scrape(metrics, ""), new HashSet<>());
    assertEquals(0, without);
    Set<String> phones = new HashSet<>();
    long least = Long.MAX_VALUE;
    long most = 0;
    for (int step = 0; step < 720; step++) {
      churn.begin();
      churn.step();
      if (step % 30 == 29) {
        String scrape = ContractTest.scrape(metrics, "");
        Set<String> shown = new HashSet<>();
        long series = ours(scrape, shown);
        assertTrue(series <= LIMIT * EACH + OTHER, series + " series");
        assertTrue(shown.remove("other") || step < 60, "nobody is folded");
        assertTrue(shown.size() <= LIMIT, shown.size() + " phones");
        assertTrue(scrape.contains("mos_exporter_series_folded_total 0.0"));
        if (step >= 360) { // the second hour
          phones.addAll(shown);
          least = Math.min(least, series);
          most = Math.max(most, series);
        }
      }
    }

    int folded = churn.foldedEndpoints().size();
    assertTrue(folded > 0.9 * LIMIT && folded <= LIMIT, folded + " known");
    assertTrue(most < 1.1 * least, least + " to " + most);
    // Six decisions, of which each may change a tenth.
    assertTrue(phones.size() <= LIMIT + 6 * LIMIT / 10, phones.size() + " phones in an hour");
    System.out.println(least + " to " + most + " series, " + phones.size() + " phones in an hour");
  }

  /** Series of phones; their names. */
  private static long ours(String scrape, Set<String> names) {
    return scrape
        .lines()
        .map(ENDPOINT::matcher)
        .filter(Matcher::find)
        .peek(line -> names.add(line.group(1)))
        .count();
  }

  /** What is counted of all others together has no gauges and no facts. */
  @Test
  void othersHaveCountersOnly() throws IOException {
    Churn churn = new Churn(200, 20, new Limits(20, 100, 100, 150_000));
    for (int step = 0; step < 12; step++) {
      churn.begin();
      churn.step();
    }
    InstantSource clock = () -> Instant.ofEpochSecond(churn.nowNs() / 1_000_000_000L);
    String scrape =
        ContractTest.scrape(
            new Metrics(
                Office.config(Limits.defaults(), Privacy.Form.PLAIN),
                churn,
                List::of,
                Office.SELF,
                Office.BUILD,
                clock,
                () -> 0),
            "");
    List<String> others =
        scrape
            .lines()
            .filter(line -> line.contains("endpoint=\"other\""))
            .map(line -> line.substring(0, line.indexOf('{')))
            .distinct()
            .toList();
    assertTrue(others.contains("voip_endpoint_packets_total"), scrape);
    assertTrue(others.contains("voip_endpoint_dscp_packets_total"));
    assertTrue(others.contains("voip_endpoint_mos_lq_score_sum_total"));
    assertEquals(List.of(), others.stream().filter(name -> !name.endsWith("_total")).toList());
    assertFalse(scrape.contains("endpoint=\"::\""));
  }
}
