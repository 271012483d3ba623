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
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The dashboards: linted, and asking only for what the exporter has. */
class DashboardTest {
  private static final Path FOLDER = Path.of("dashboards");
  private static final Path SHIPPED = FOLDER.resolve("mos-exporter.json");
  private static final Pattern LEGEND = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");
  private static final Pattern VARIABLE = Pattern.compile("label_values\\((.+), (\\w+)\\)");
  private static final Pattern SOURCE = Pattern.compile("(?s).*Source: .*");

  private static List<Path> dashboards() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  private static Node lintFile() throws IOException {
    return Node.of(FOLDER.resolve(".lint"));
  }

  /** Every query of a dashboard with the labels that its legend shows. */
  static List<Node> targets(Node dashboard) {
    return dashboard.each("panels").flatMap(panel -> panel.each("targets")).toList();
  }

  @Test
  void keepsTheRulesOfTheLinter() throws IOException {
    for (Path dashboard : dashboards()) {
      assertEquals(
          List.of(), DashboardLint.of(Node.of(dashboard), lintFile()), dashboard::toString);
    }
  }

  static Stream<Arguments> planted() {
    return Stream.of(
        Arguments.of("uneditable-dashboard", "\"editable\": false", "\"editable\": true"),
        Arguments.of("template-datasource-rule", "\"label\": \"Data source\"", "\"label\": \"DS\""),
        Arguments.of("template-job-rule", "\"label\": \"Job\"", "\"label\": \"Jobs\""),
        Arguments.of("template-instance-rule", "\"name\": \"instance\"", "\"name\": \"instances\""),
        Arguments.of(
            "template-label-promql-rule",
            "label_values(mos_exporter_build_info, job)\",\n          \"refId",
            "label_values(mos_exporter_build_info job\",\n          \"refId"),
        Arguments.of("template-on-time-change-reload-rule", "\"refresh\": 2", "\"refresh\": 1"),
        Arguments.of("panel-datasource-rule", "\"uid\": \"${datasource}\"", "\"uid\": \"abc\""),
        Arguments.of("panel-datasource-rule", "\"type\": \"prometheus\"", "\"type\": \"loki\""),
        Arguments.of(
            "panel-title-description-rule", "\"description\": \"Average", "\"desc\": \"Average"),
        Arguments.of("panel-units-rule", "\"unit\": \"percentunit\"", "\"unit\": \"apples\""),
        Arguments.of("panel-no-targets-rule", "\"targets\": [", "\"target\": ["),
        Arguments.of("target-promql-rule", "[$__rate_interval]))", "[$__rate_interval])"),
        Arguments.of("target-rate-interval-rule", "[$__rate_interval]", "[5m]"),
        Arguments.of("target-rate-interval-rule", "[$__rate_interval]", "[$__range]"),
        Arguments.of("target-job-rule", "job=~\\\"$job\\\"", "job=\\\"mos-exporter\\\""),
        Arguments.of("target-instance-rule", ", instance=~\\\"$instance\\\"", ""),
        Arguments.of(
            "target-counter-agg-rule",
            "rate(voip_scored_intervals_total",
            "avg_over_time(voip_scored_intervals_total"));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("planted")
  void seesAViolation(String rule, String good, String bad) throws IOException {
    String shipped = Files.readString(SHIPPED);
    int place = shipped.indexOf(good);
    assertNotEquals(-1, place, () -> "nothing to break: " + good);
    String broken = shipped.substring(0, place) + bad + shipped.substring(place + good.length());

    List<String> problems = DashboardLint.of(Node.of(broken), lintFile());

    assertEquals(1, problems.stream().map(each -> each.split(":", -1)[0]).distinct().count());
    assertTrue(problems.getFirst().startsWith(rule + ":"), problems::toString);
  }

  @Test
  void asksOnlyForMetricsAndLabelsThatAreThere() throws IOException {
    KnownMetrics known = KnownMetrics.read();
    List<String> strangers = new ArrayList<>();
    for (Path file : dashboards()) {
      Node dashboard = Node.of(file);
      for (Node target : targets(dashboard)) {
        String expression = target.text("expr");
        strangers.addAll(known.strangersIn(expression));
        Set<String> labels = known.labelsOf(PromQl.of(expression));
        LEGEND
            .matcher(target.text("legendFormat"))
            .results()
            .map(label -> label.group(1))
            .filter(label -> !labels.contains(label))
            .forEach(label -> strangers.add("legend " + label + " of " + expression));
      }
      dashboard
          .at("templating")
          .each("list")
          .flatMap(variable -> VARIABLE.matcher(variable.text("definition")).results())
          .forEach(query -> strangers.addAll(strangersIn(known, query)));
    }

    assertEquals(List.of(), strangers);
  }

  private static List<String> strangersIn(KnownMetrics known, MatchResult query) {
    return known.strangersIn("sum by (" + query.group(2) + ") (" + query.group(1) + ")");
  }

  @Test
  void saysOfEveryPanelWhereItsNumbersComeFrom() throws IOException {
    for (Path file : dashboards()) {
      List<String> silent =
          Node.of(file)
              .each("panels")
              .filter(panel -> !panel.text("type").equals("row"))
              .filter(panel -> !SOURCE.matcher(panel.text("description")).matches())
              .map(panel -> panel.text("title"))
              .toList();
      assertEquals(List.of(), silent);
    }
  }

  @Test
  void neverAveragesAcrossScales() throws IOException {
    Pattern summed =
        Pattern.compile("by \\(([^)]*)\\) \\((?:rate|increase)\\((\\w+_mos_[lc]q_\\w+)");
    for (Path file : dashboards()) {
      for (Node target : targets(Node.of(file))) {
        String expression = target.text("expr");
        List<String> kept =
            summed
                .matcher(expression)
                .results()
                .filter(sum -> List.of(sum.group(1).split(", ", -1)).contains("scale"))
                .map(sum -> sum.group(2))
                .toList();
        List<String> used =
            PromQl.of(expression).selectors().stream()
                .map(PromQl.Selector::metric)
                .filter(metric -> metric.matches("\\w+_mos_[lc]q_\\w+"))
                .toList();

        assertEquals(used, kept, expression);
      }
    }
  }

  @Test
  void showsQueriesInTheDocsThatAreRight() throws IOException {
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
  }
}
