package org.mosexporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Examples for programs that no test has at hand: that they are whole in themselves. {@code
 * FleetIT} runs the others.
 */
class FleetExamplesTest {
  private static final Path EXAMPLES = Path.of("docs", "examples");

  /** Keys of Grafana's provisioning files: "Provision Grafana" of its documentation. */
  private static final Set<String> DATA_SOURCE =
      Set.of(
          "name",
          "type",
          "access",
          "orgId",
          "uid",
          "url",
          "user",
          "basicAuth",
          "basicAuthUser",
          "withCredentials",
          "isDefault",
          "jsonData",
          "secureJsonData",
          "version",
          "editable");

  private static final Set<String> PROVIDER =
      Set.of(
          "name",
          "orgId",
          "folder",
          "folderUid",
          "type",
          "disableDeletion",
          "updateIntervalSeconds",
          "allowUiUpdates",
          "options");

  private static final Pattern COMMENT_OR_TEXT =
      Pattern.compile("//[^\\n]*|\"(?:[^\"\\\\\\n]|\\\\.)*\"");
  private static final Pattern BLOCK = Pattern.compile("(?m)^([a-z_.]+) \"(\\w+)\" \\{$");
  private static final Pattern REFERENCE =
      Pattern.compile("\\b((?:prometheus|loki|local)\\.[\\w.]+)\\.(?:receiver|targets)\\b");

  private static Node example(String name) throws IOException {
    return Node.of(EXAMPLES.resolve(name));
  }

  @Test
  void dataSourcesOfGrafanaHaveItsKeys() throws IOException {
    Node sources = example("grafana-datasources.yml");

    assertEquals("1", sources.text("apiVersion"));
    assertEquals(
        List.of("prometheus", "loki"),
        sources.each("datasources").map(each -> each.text("type")).toList());
    sources.each("datasources").forEach(each -> assertKnown(each, DATA_SOURCE));
    // Grafana makes $__rate_interval of it; as often as every example scrapes.
    Node prometheus = sources.each("datasources").findFirst().orElseThrow();
    assertEquals("15s", prometheus.at("jsonData").text("timeInterval"));
  }

  @Test
  void providersOfDashboardsHaveGrafanasKeys() throws IOException {
    Node providers = example("grafana-dashboards.yml");

    assertEquals("1", providers.text("apiVersion"));
    providers.each("providers").forEach(each -> assertKnown(each, PROVIDER));
    Node only = providers.each("providers").findFirst().orElseThrow();
    assertEquals("/usr/share/mos-exporter/dashboards", only.at("options").text("path"));
  }

  private static void assertKnown(Node section, Set<String> known) {
    Set<String> unknown = section.keys().collect(Collectors.toCollection(TreeSet::new));
    unknown.removeAll(known);
    assertEquals(Set.of(), unknown);
  }

  /** Each part that a pipeline names is defined, and each that is defined is used. */
  @Test
  void theCollectorsPipelineIsWhole() throws IOException {
    Node collector = example("otel-collector.yml");
    Node service = collector.at("service");
    Node metrics = service.at("pipelines").at("metrics");
    for (String kind : List.of("receivers", "processors", "exporters")) {
      assertEquals(
          collector.at(kind).keys().sorted().toList(),
          metrics.each(kind).map(Node::text).sorted().toList());
    }
    assertEquals(
        collector.at("extensions").keys().sorted().toList(),
        service.each("extensions").map(Node::text).sorted().toList());
    Node scrape =
        collector
            .at("receivers")
            .at("prometheus")
            .at("config")
            .each("scrape_configs")
            .findFirst()
            .orElseThrow();
    assertEquals("mos-exporter true", scrape.text("job_name") + " " + scrape.text("honor_labels"));
  }

  /** Targets and labels as Prometheus takes them by file or HTTP. */
  @Test
  void targetsAreAListOfGroups() throws IOException {
    List<Node> groups = example("fleet-targets.json").each().toList();

    assertEquals(2, groups.size());
    for (Node group : groups) {
      assertKnown(group, Set.of("targets", "labels"));
      assertTrue(group.each("targets").allMatch(each -> each.text().matches("[\\w.]+:\\d+")));
      assertTrue(group.at("labels").keys().noneMatch("site"::equals), "site is the daemon's label");
    }
  }

  @Test
  void alloyRefersToWhatIsThere() throws IOException {
    String text = Files.readString(EXAMPLES.resolve("alloy.alloy"));
    assertEquals(List.of(), wrongWithAlloy(text));

    assertEquals(
        List.of("no loki.process.calls"),
        wrongWithAlloy(text.replace("loki.process \"calls\"", "loki.process \"others\"")));
    assertEquals(List.of("} has no opening"), wrongWithAlloy(text + "}"));
    assertEquals(List.of("never closed: {"), wrongWithAlloy(text + "loki.write {"));
  }

  private static List<String> wrongWithAlloy(String text) {
    List<String> wrong = new ArrayList<>(unbalanced(COMMENT_OR_TEXT.matcher(text).replaceAll("")));
    Set<String> blocks =
        BLOCK
            .matcher(text)
            .results()
            .map(block -> block.group(1) + "." + block.group(2))
            .collect(Collectors.toSet());
    REFERENCE
        .matcher(text)
        .results()
        .map(reference -> reference.group(1))
        .filter(name -> !blocks.contains(name))
        .forEach(name -> wrong.add("no " + name));
    return wrong;
  }

  private static List<String> unbalanced(String code) {
    Deque<Integer> open = new ArrayDeque<>();
    for (int letter : code.chars().toArray()) {
      if ("{[(".indexOf(letter) >= 0) {
        open.push("{[(".indexOf(letter));
      } else if ("}])".indexOf(letter) >= 0
          && (open.isEmpty() || open.pop() != "}])".indexOf(letter))) {
        return List.of((char) letter + " has no opening");
      }
    }
    return open.stream().map(each -> "never closed: " + "{[(".charAt(each)).toList();
  }

  /** Every example is on the page about fleets, or on another one. */
  @Test
  void everyExampleIsTold() throws IOException {
    StringBuilder pages = new StringBuilder();
    try (Stream<Path> docs = Files.list(Path.of("docs"))) {
      for (Path page : docs.filter(each -> each.toString().endsWith(".md")).toList()) {
        pages.append(Files.readString(page));
      }
    }
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      assertEquals(
          List.of(),
          files
              .map(each -> String.valueOf(each.getFileName()))
              .filter(name -> pages.indexOf("examples/" + name) < 0)
              .toList());
    }
  }
}
