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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The alert rules: complete, documented, tested, and asking only for what the exporter has. */
class AlertRulesTest {
  private static final Path RULES = Path.of("alerts", "mos-exporter.yml");
  private static final Path TESTS = Path.of("alerts", "tests");
  private static final Pattern TEMPLATE = Pattern.compile("\\$labels\\.(\\w+)");

  private static List<Node> rules;
  private static List<Node> alerts;
  private static List<Node> cases;
  private static KnownMetrics known;

  @BeforeAll
  static void read() throws IOException {
    rules = Node.of(RULES).each("groups").flatMap(group -> group.each("rules")).toList();
    alerts = rules.stream().filter(rule -> !rule.text("alert").isEmpty()).toList();
    cases = new ArrayList<>();
    for (Path file : testFiles()) {
      Node.of(file).each("tests").forEach(cases::add);
    }
    known = KnownMetrics.read();
    known.addRulesOf(Path.of("alerts", "recording.yml"));
    known.addRulesOf(RULES);
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
          .matcher(rule.at("annotations").text("description"))
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
        .filter(label -> !one.matchers().containsKey(label))
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
      assertTrue(Set.of("5m", "10m", "15m").contains(alert.text("for")), name);
      assertEquals("docs/runbooks/" + name + ".md", said.text("runbook_url"));
      assertTrue(Files.exists(Path.of(said.text("runbook_url"))), name);
    }
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
