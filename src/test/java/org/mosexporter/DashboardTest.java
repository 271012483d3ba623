package org.mosexporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The dashboards: linted, and asking only for what the exporter has. */
class DashboardTest {
  private static final Pattern LEGEND = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");
  private static final Pattern VARIABLE =
      Pattern.compile("label_values\\((.+), (\\w+)\\)|query_result\\((.+)\\)");
  private static final Pattern SOURCE = Pattern.compile("(?s).*Source: (.*)");

  @Test
  void areTheTenThatThereAre() throws IOException {
    assertEquals(
        List.of(
            "business",
            "change",
            "endpoint",
            "endpoints",
            "health",
            "overview",
            "phones",
            "routers",
            "site",
            "trunks"),
        Dashboards.files().stream()
            .map(file -> String.valueOf(file.getFileName()).replace(".json", ""))
            .toList());
    for (Path file : Dashboards.files()) {
      Node dashboard = Node.of(file);
      String name = String.valueOf(file.getFileName()).replace(".json", "");
      assertEquals("mos-exporter-" + name, dashboard.text("uid"));
      assertEquals("39", dashboard.text("schemaVersion"));
    }
  }

  @Test
  void keepTheRulesOfTheLinter() throws IOException {
    for (Path file : Dashboards.files()) {
      assertEquals(List.of(), DashboardLint.of(Node.of(file)), file::toString);
    }
  }

  static Stream<Arguments> planted() {
    return Stream.of(
        Arguments.of("uneditable-dashboard", "\"editable\": false", "\"editable\": true"),
        Arguments.of("template-datasource-rule", "\"label\": \"Data source\"", "\"label\": \"DS\""),
        Arguments.of("template-datasource-rule", "\"name\": \"datasource\"", "\"name\": \"ds\""),
        Arguments.of(
            "template-datasource-rule", "\"query\": \"prometheus\"", "\"query\": \"mysql\""),
        Arguments.of("template-job-rule", "\"label\": \"Job\"", "\"label\": \"Jobs\""),
        Arguments.of("template-instance-rule", "\"name\": \"instance\"", "\"name\": \"instances\""),
        Arguments.of("template-instance-rule", "\"label\": \"Instance\"", "\"label\": \"Host\""),
        Arguments.of(
            "template-label-promql-rule",
            "label_values(mos_exporter_build_info, job)",
            "label_values(mos_exporter_build_info job)"),
        Arguments.of(
            "template-label-promql-rule",
            "label_values(voip_site_target_mos{job=~\\\"$job\\\"}, site)",
            "values(voip_site_target_mos{job=~\\\"$job\\\"}, site)"),
        Arguments.of("template-on-time-change-reload-rule", "\"refresh\": 2", "\"refresh\": 1"),
        Arguments.of(
            "panel-datasource-rule",
            "\"uid\": \"${datasource}\"\n      },\n      \"gridPos\"",
            "\"uid\": \"abc\"\n      },\n      \"gridPos\""),
        Arguments.of(
            "panel-datasource-rule",
            "\"uid\": \"${datasource}\"\n          },\n          \"editorMode\"",
            "\"uid\": \"abc\"\n          },\n          \"editorMode\""),
        Arguments.of(
            "panel-title-description-rule", "\"description\": \"Average", "\"desc\": \"Average"),
        Arguments.of("panel-title-description-rule", "\"title\": \"Target\"", "\"title\": \"\""),
        Arguments.of("panel-units-rule", "\"unit\": \"percentunit\"", "\"unit\": \"apples\""),
        Arguments.of("panel-no-targets-rule", "\"targets\": [", "\"target\": ["),
        Arguments.of("target-promql-rule", "[$__rate_interval])) >", "[$__rate_interval]) >"),
        Arguments.of("target-promql-rule", "(voip_calls_active{job", "voip_calls_active{job"),
        Arguments.of(
            "target-logql-rule",
            "\"type\": \"prometheus\",\n            \"uid\": \"${datasource}\"\n          },\n"
                + "          \"editorMode\": \"code\",\n          \"expr\": \"",
            "\"type\": \"loki\",\n            \"uid\": \"${datasource}\"\n          },\n"
                + "          \"editorMode\": \"code\",\n          \"expr\": \"rate(calls[$__auto])"
                + "\",\n          \"ex\": \""),
        Arguments.of(
            "target-logql-auto-rule",
            "\"type\": \"prometheus\",\n            \"uid\": \"${datasource}\"\n          },\n"
                + "          \"editorMode\": \"code\",\n          \"expr\": \"",
            "\"type\": \"loki\",\n            \"uid\": \"${datasource}\"\n          },\n"
                + "          \"editorMode\": \"code\",\n          \"expr\": "
                + "\"rate({job=~\\\"$job\\\"}[5m])\",\n          \"ex\": \""),
        Arguments.of("target-rate-interval-rule", "[$__rate_interval]", "[5m]"),
        Arguments.of("target-rate-interval-rule", "[$__rate_interval]", "[$__range]"),
        Arguments.of("target-rate-interval-rule", "[$__range]", "[1h]"),
        Arguments.of(
            "target-job-rule",
            "voip_calls_active{job=~\\\"$job\\\"",
            "voip_calls_active{job=\\\"mos-exporter\\\""),
        Arguments.of(
            "target-instance-rule",
            "voip_calls_active{job=~\\\"$job\\\", instance=~\\\"$instance\\\"",
            "voip_calls_active{job=~\\\"$job\\\""),
        Arguments.of(
            "target-counter-agg-rule",
            "rate(voip_unscored_seconds_total",
            "avg(voip_unscored_seconds_total"),
        Arguments.of(
            "target-counter-agg-rule",
            "increase(voip_interval_mos_lq_count",
            "max_over_time(voip_interval_mos_lq_count"));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("planted")
  void seesAViolation(String rule, String good, String bad) throws IOException {
    String shipped = Files.readString(Dashboards.file("site"));
    int place = shipped.indexOf(good);
    assertNotEquals(-1, place, () -> "nothing to break: " + good);
    String broken = shipped.substring(0, place) + bad + shipped.substring(place + good.length());

    List<String> problems = DashboardLint.of(Node.of(broken));

    assertEquals(
        Set.of(rule),
        problems.stream().map(each -> each.split(":", -1)[0]).collect(Collectors.toSet()),
        problems::toString);
  }

  @Test
  void plantsAViolationOfEachOfTheSeventeenRules() {
    assertEquals(
        17, planted().map(each -> each.get()[0]).distinct().count(), "rules that are broken");
  }

  private static KnownMetrics known() throws IOException {
    KnownMetrics known = KnownMetrics.read();
    try (Stream<Path> rules = Files.list(Path.of("alerts"))) {
      for (Path file : rules.filter(each -> each.toString().endsWith(".yml")).sorted().toList()) {
        known.addRulesOf(file);
      }
    }
    return known;
  }

  @Test
  void askOnlyForMetricsAndLabelsThatAreThere() throws IOException {
    KnownMetrics known = known();
    Set<String> strangers = new TreeSet<>();
    for (Node dashboard : Dashboards.all()) {
      for (Interpolation chosen : Interpolation.everyChoice(dashboard).toList()) {
        Dashboards.panels(dashboard)
            .flatMap(panel -> panel.each("targets"))
            .forEach(target -> strangers.addAll(strangersIn(known, target, chosen)));
      }
      Stream.concat(
              Dashboards.variables(dashboard)
                  .flatMap(v -> VARIABLE.matcher(v.at("query").text("query")).results())
                  .map(found -> asQuery(found.group(1), found.group(2), found.group(3))),
              dashboard.at("annotations").each("list").map(each -> each.at("target").text("expr")))
          .forEach(query -> strangers.addAll(known.strangersIn(query)));
    }

    assertEquals(Set.of(), strangers);
  }

  private static String asQuery(String series, String label, String result) {
    return series == null ? result : "sum by (" + label + ") (" + series + ")";
  }

  private static List<String> strangersIn(
      KnownMetrics known, Node target, Interpolation variables) {
    String expression = variables.inNames(target.text("expr"));
    List<String> strangers = new ArrayList<>(known.strangersIn(expression));
    Set<String> labels = known.labelsOf(PromQl.of(expression));
    LEGEND
        .matcher(target.text("legendFormat"))
        .results()
        .map(label -> label.group(1))
        .filter(label -> !labels.contains(label))
        .forEach(label -> strangers.add("legend " + label + " of " + expression));
    return strangers;
  }

  @Test
  void sayOfEveryPanelWhereItsNumbersComeFrom() throws IOException {
    List<String> silent = new ArrayList<>();
    for (Node dashboard : Dashboards.all()) {
      for (Node panel : Dashboards.panels(dashboard).toList()) {
        String where = dashboard.text("uid") + ", " + panel.text("title") + ": ";
        var source = SOURCE.matcher(panel.text("description"));
        String named = source.matches() ? source.group(1) : "";
        panel
            .each("targets")
            .map(target -> Interpolation.of(dashboard).inNames(target.text("expr")))
            .flatMap(query -> PromQl.of(query).selectors().stream())
            .map(selector -> measured(selector.metric()))
            .filter(metric -> !named.contains(metric))
            .forEach(metric -> silent.add(where + metric));
      }
    }

    assertEquals(List.of(), silent);
  }

  /** The family that a series belongs to, or that a recording rule sums up. */
  private static String measured(String series) {
    String summed = series.contains(":") ? series.split(":", -1)[1] : series;
    return summed.replaceFirst("_(sum|count|bucket)$", "");
  }

  @Test
  void neverAverageAcrossScales() throws IOException {
    for (Dashboards.Query query : Dashboards.queries()) {
      assertEquals(
          List.of(), Scales.mixedIn(query.target().text("expr")), query.target().text("expr"));
    }
  }

  @Test
  void showQueriesInTheDocsThatAreRight() throws IOException {
    KnownMetrics known = KnownMetrics.read();
    List<String> strangers = new ArrayList<>();
    List<Path> pages = new ArrayList<>(List.of(Path.of("README.md")));
    try (Stream<Path> runbooks = Files.list(Path.of("docs", "runbooks"))) {
      runbooks.forEach(pages::add);
    }
    for (Path page : pages) {
      Pattern.compile("(?ms)^```promql\\n(.*?)^```$")
          .matcher(Files.readString(page))
          .results()
          .map(block -> block.group(1).replaceAll("(?m)^#.*$", ""))
          .forEach(
              block -> known.strangersIn(block).forEach(each -> strangers.add(page + ": " + each)));
    }

    assertEquals(List.of(), strangers);
    assertTrue(pages.size() > 1);
  }
}
