package org.mosexporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromQlTest {
  @Test
  void findsMetricsLabelsRangesAndFunctions() {
    PromQl read =
        PromQl.of(
            """
            bottomk(20, sum by (site, scale) (rate(a_total{job=~"$job", x!="{by}(b)"}[$__rate_interval])) > 0.5)
              * on (site) group_left (user) max by (site, user) (b_info) and c unless d == bool 1
            """);

    assertEquals(
        List.of(
            new PromQl.Selector(
                "a_total",
                Map.of("job", "=~\"$job\"", "x", "!=\"{by}(b)\""),
                "$__rate_interval",
                "rate"),
            new PromQl.Selector("b_info", Map.of(), "", ""),
            new PromQl.Selector("c", Map.of(), "", ""),
            new PromQl.Selector("d", Map.of(), "", "")),
        read.selectors());
    assertEquals(Set.of("site", "scale", "user"), read.grouping());
  }

  @ParameterizedTest
  @ValueSource(strings = {"(a", "a)", "a{b=\"c\"", "rate(a[5m)", "({a)}", "a{b=\"c}"})
  void seesABracketThatIsOpen(String expression) {
    assertFalse(PromQl.isBalanced(expression));
  }

  @Test
  void takesBracketsInTextsAsTexts() {
    assertTrue(PromQl.isBalanced("sum(rate(a{b=~\"(.*,)?EF[(]\"}[5m]))"));
  }

  @Test
  void namesWhatNoSeriesHas() throws IOException {
    KnownMetrics known = KnownMetrics.read();

    assertEquals(
        List.of("no metric voip_site_target"), known.strangersIn("max by () (voip_site_target)"));
    assertEquals(
        List.of("voip_calls_active has no label scale"),
        known.strangersIn("voip_calls_active{scale=\"narrowband\"}"));
    assertEquals(
        List.of("nothing has a label scale in sum by (scale) (voip_calls_active)"),
        known.strangersIn("sum by (scale) (voip_calls_active)"));
    assertEquals(
        List.of(), known.strangersIn("sum by (site, le) (rate(voip_call_mos_lq_bucket[5m]))"));
    assertEquals(List.of("no metric voip_call_mos"), known.strangersIn("voip_call_mos"));
  }

  @Test
  void knowsLabelsThatAreMadeOfValues() throws IOException {
    String byHour = "sum by (site, hour) (voip_calls_active * on () group_left (hour) %s)";
    KnownMetrics known = KnownMetrics.read();

    assertEquals(
        List.of(),
        known.strangersIn(byHour.formatted("count_values(\"hour\", hour(vector(time())))")));
    assertFalse(known.strangersIn(byHour.formatted("vector(1)")).isEmpty());
  }
}
