package org.mosexporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The alert rules: complete, documented, tested, and asking only for what the exporter has. */
class AlertRulesTest {
  private static final Path RULES = Path.of("alerts");
  private static final Path TESTS = Path.of("alerts", "tests");
  private static final Pattern TEMPLATE = Pattern.compile("\\$labels\\.(\\w+)");

  private static final Pattern DASHBOARD =
      Pattern.compile(
          "\\{\\{ \\$externalLabels\\.grafana_url }}/d/mos-exporter-"
              + "(overview|site|endpoints|endpoint|trunks|phones|routers|change|business|health)"
              + "(\\?var-\\w+=\\{\\{ urlquery \\$labels\\.\\w+ }}"
              + "(&var-\\w+=\\{\\{ urlquery \\$labels\\.\\w+ }})*)?");
  private static final List<String> HEADINGS =
      List.of(
          "What it means",
          "What callers notice",
          "How to confirm",
          "Usual causes",
          "How to know that it is over");

  private static List<Node> rules;
  private static List<Node> alerts;
  private static List<Node> cases;
  private static KnownMetrics known;

  @BeforeAll
  static void read() throws IOException {
    known = KnownMetrics.read();
    rules = new ArrayList<>();
    for (Path file : ruleFiles()) {
      Node.of(file).each("groups").flatMap(group -> group.each("rules")).forEach(rules::add);
      known.addRulesOf(file);
    }
    alerts = rules.stream().filter(rule -> !rule.text("alert").isEmpty()).toList();
    cases = new ArrayList<>();
    for (Path file : testFiles()) {
      Node.of(file).each("tests").forEach(cases::add);
    }
  }

  /** The recording rules first, of which others are made. */
  static List<Path> ruleFiles() throws IOException {
    Path first = RULES.resolve("recording.yml");
    try (Stream<Path> files = Files.list(RULES)) {
      return Stream.concat(
              Stream.of(first),
              files
                  .filter(file -> file.toString().endsWith(".yml") && !file.equals(first))
                  .sorted())
          .toList();
    }
  }

  static List<Path> testFiles() throws IOException {
    try (Stream<Path> files = Files.list(TESTS)) {
      return files.sorted().toList();
    }
  }

  @Test
  void askOnlyForMetricsAndLabelsThatAreThere() {
    List<String> strangers = new ArrayList<>();
    for (Node rule : rules) {
      strangers.addAll(known.strangersIn(rule.text("expr")));
      Set<String> labels = known.labelsOf(PromQl.of(rule.text("expr")));
      TEMPLATE
          .matcher(
              rule.at("annotations").text("description")
                  + rule.at("annotations").text("dashboard_url"))
          .results()
          .map(label -> label.group(1))
          .filter(label -> !labels.contains(label))
          .forEach(label -> strangers.add(rule.text("alert") + " shows " + label));
    }

    assertEquals(List.of(), strangers);
  }

  @Test
  void areTestedWithSeriesAsTheExporterHasThem() {
    List<String> strangers =
        cases.stream()
            .flatMap(test -> test.each("input_series"))
            .map(input -> input.text("series"))
            .filter(series -> !series.startsWith("up{"))
            .flatMap(
                series ->
                    Stream.concat(
                        known.strangersIn(series).stream(), missingLabels(PromQl.of(series))))
            .toList();

    assertEquals(List.of(), strangers);
  }

  private static Stream<String> missingLabels(PromQl series) {
    PromQl.Selector one = series.selectors().getFirst();
    return known.labels().getOrDefault(one.metric(), Set.of()).stream()
        .filter(label -> !one.matchers().containsKey(label) && !label.equals("exported_site"))
        .map(label -> one + " lacks the label " + label);
  }

  @Test
  void sayWhatIsWrongHowBadItIsAndWhatToDo() {
    for (Node alert : alerts) {
      String name = alert.text("alert");
      Node said = alert.at("annotations");
      assertTrue(name.matches("(Voip|MosExporter)\\w+"), name);
      assertTrue(
          Set.of("critical", "warning", "info").contains(alert.at("labels").text("severity")),
          name);
      assertTrue(said.text("summary").matches("[A-Z][^{]*\\."), name);
      assertTrue(said.text("description").contains("{{"), name);
      assertTrue(DASHBOARD.matcher(said.text("dashboard_url")).matches(), name);
      assertTrue(Set.of("5m", "10m", "15m").contains(alert.text("for")), name);
      assertEquals("docs/runbooks/" + name + ".md", said.text("runbook_url"));
      assertTrue(Files.exists(Path.of(said.text("runbook_url"))), name);
    }
  }

  /** Others would be left out by Grafana without a word, and the dashboard show somebody else. */
  @Test
  void leadToDashboardsWithVariablesThatTheyHave() throws IOException {
    List<String> strangers = new ArrayList<>();
    for (Node alert : alerts) {
      String url = alert.at("annotations").text("dashboard_url");
      Matcher name = DASHBOARD.matcher(url);
      assertTrue(name.matches(), url);
      Set<String> has =
          Dashboards.variables(Node.of(Dashboards.file(name.group(1))))
              .map(variable -> variable.text("name"))
              .collect(Collectors.toSet());
      Pattern.compile("var-(\\w+)=")
          .matcher(url)
          .results()
          .filter(asked -> !has.contains(asked.group(1)))
          .forEach(asked -> strangers.add(alert.text("alert") + ": " + asked.group(1)));
    }

    assertEquals(List.of(), strangers);
  }

  @Test
  void haveRunbooksWithTheSameHeadingsAndKnownQueries() throws IOException {
    for (Node alert : alerts) {
      String page = Files.readString(Path.of(alert.at("annotations").text("runbook_url")));
      assertTrue(page.startsWith("# " + alert.text("alert") + "\n"), alert.text("alert"));
      assertEquals(
          HEADINGS,
          Pattern.compile("(?m)^## (.*)$")
              .matcher(page)
              .results()
              .map(heading -> heading.group(1))
              .toList(),
          alert.text("alert"));
      Pattern.compile("(?ms)^```promql\\n(.*?)^```$")
          .matcher(page)
          .results()
          .forEach(query -> assertEquals(List.of(), known.strangersIn(query.group(1)), page));
    }
  }

  @Test
  void areEachInTheTableWithTheirSeverity() throws IOException {
    String page = Files.readString(Path.of("docs", "ALERTS.md"));
    Set<String> table = new TreeSet<>();
    Pattern.compile("(?m)^\\| \\[`(\\w+)`]\\(runbooks/\\1\\.md\\) \\| (\\w+) \\|")
        .matcher(page)
        .results()
        .forEach(row -> table.add(row.group(1) + " " + row.group(2)));
    assertEquals(
        alerts.stream()
            .map(alert -> alert.text("alert") + " " + alert.at("labels").text("severity"))
            .collect(Collectors.toCollection(TreeSet::new)),
        table);
  }

  @Test
  void haveNoRunbookTooMany() throws IOException {
    try (Stream<Path> runbooks = Files.list(Path.of("docs", "runbooks"))) {
      assertEquals(
          names(alerts.stream()),
          runbooks
              .map(file -> String.valueOf(file.getFileName()).replace(".md", ""))
              .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  /** Within one test: fires, and later not. */
  @Test
  void areEachSeenToResolve() {
    Set<String> resolved = new TreeSet<>();
    for (Node test : cases) {
      Set<String> firing = new TreeSet<>();
      for (Node check : test.each("alert_rule_test").toList()) {
        String name = check.text("alertname");
        if (check.each("exp_alerts").findAny().isPresent()) {
          firing.add(name);
        } else if (firing.contains(name)) {
          resolved.add(name);
        }
      }
    }

    assertEquals(names(alerts.stream()), resolved);
  }

  @Test
  void areEachSeenToFireAndToBeSilent() {
    List<Node> checks = cases.stream().flatMap(test -> test.each("alert_rule_test")).toList();

    assertEquals(names(alerts.stream()), tested(checks, true), "fires");
    assertEquals(names(alerts.stream()), tested(checks, false), "silent");
  }

  private static Set<String> tested(List<Node> checks, boolean fires) {
    return checks.stream()
        .filter(check -> check.each("exp_alerts").findAny().isPresent() == fires)
        .map(check -> check.text("alertname"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> names(Stream<Node> rules) {
    return rules.map(rule -> rule.text("alert")).collect(Collectors.toCollection(TreeSet::new));
  }
}
