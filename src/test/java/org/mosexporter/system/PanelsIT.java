package org.mosexporter.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mosexporter.Dashboards;
import org.mosexporter.DemoFigures;
import org.mosexporter.PanelEntries;
import org.mosexporter.QueryResult;
import org.mosexporter.demo.DemoOffice;
import org.mosexporter.demo.DemoPlan;
import org.mosexporter.demo.DemoTruth;
import org.mosexporter.demo.UdpAddress;

/**
 * Every query of every panel in a real Prometheus that scrapes the demo, held against the entries
 * of panels, and drawn; and in one that scrapes nothing.
 */
class PanelsIT {
  private static final long SEED = 1;

  private static final Duration MINUTE = PanelAnswers.MINUTE;

  private static final Duration BEFORE_THE_CHANGE = Duration.ofSeconds(65);

  /** Reports of a call may come after its end. */
  private static final Duration UNTIL_A_CALL_COUNTS = Duration.ofSeconds(30);

  private static final String NATIVE = "native";

  /** What is five minutes, an hour and a day to the shipped rules is less here. */
  private static final Map<String, String> SHORTENED =
      Map.of(
          "[5m]", "[60s]",
          "[1h]", "[120s]",
          "[23h59m59s999ms:1h]", "[59s999ms:30s]",
          "interval: 1m", "interval: 2s",
          "interval: 5m", "interval: 2s");

  private static final Path ALERTS = Path.of("alerts");
  private static final List<String> RULES =
      List.of("recording.yml", "objective.yml", "parts.yml", "quality.yml", "trunks.yml");

  private static final Pattern RECORD = Pattern.compile("- record: (\\S+)");
  private static final Pattern CHANGE = Pattern.compile("\"id\":\"(\\w+)\"");
  private static final Pattern CHANGED_AT =
      Pattern.compile("change_id=\"\\w+\"[^\\n]*} ([\\d.E]+)");

  @TempDir private Path folder;

  @BeforeAll
  static void needsItsPrograms() {
    Programs.needRoot();
    Programs.need("prometheus", "chromium", "chromedriver");
  }

  /** One Prometheus that knows classic histograms only, and one that knows native ones. */
  @Test
  void showTheDemoAsItIs() throws Exception {
    try (Child demo = demo()) {
      Web shown = await().atMost(MINUTE).until(() -> Web.of(demo), o -> o.isPresent()).get();
      Instant opened = Instant.now();
      String rules = "rule_files: [\"" + rules() + "\"]";
      int port = PanelAnswers.freePort();
      int nativePort = PanelAnswers.freePort();
      try (Child classic = prometheus("classic", port, rules, shown.port());
          Child natives = prometheus(NATIVE, nativePort, rules, shown.port())) {
        List<Web> asked = List.of(PanelAnswers.ready(port), PanelAnswers.ready(nativePort));
        Thread.sleep(BEFORE_THE_CHANGE);
        shown.post("/api/v1/changes", "{\"site\":\"demo\",\"text\":\"new firmware\"}");
        String change = first(CHANGE, shown.text("/api/v1/changes"));
        double at = Double.parseDouble(first(CHANGED_AT, shown.text("/metrics")));
        Thread.sleep(MINUTE.plusSeconds(3));
        Instant now = Instant.now();
        Duration length = Duration.between(opened, now);
        Map<String, String> variables = PanelAnswers.variables(length);
        variables.put("change", change);
        variables.put("at", "%.3f".formatted(at));
        Map<String, String> atBranch = new HashMap<>(variables);
        atBranch.put("site", "branch");
        atBranch.put("phone", "127.2.20.14");
        PanelEntries entries = PanelEntries.with(truth(opened, length));
        PanelEntries branch = PanelEntries.ofBranch();
        double end = now.toEpochMilli() / 1e3;
        DrawnDashboards drawn = new DrawnDashboards(end - length.toSeconds(), end);
        List<String> wrong = new ArrayList<>();
        for (Web each : asked) {
          String which = each.port() == port ? "" : "native: ";
          for (Dashboards.Query query : Dashboards.queries()) {
            String answer = PanelAnswers.ask(each, query, variables, now, length);
            QueryResult result = QueryResult.of(answer);
            entries.wrongWithTheDemo(query, result).forEach(w -> wrong.add(which + w));
            if (branch.has(query)) {
              QueryResult there =
                  QueryResult.of(PanelAnswers.ask(each, query, atBranch, now, length));
              branch.wrongWithTheDemo(query, there).forEach(w -> wrong.add(which + "branch: " + w));
            }
            if (which.isEmpty()) {
              drawn.add(query, answer);
            }
          }
        }
        wrong.addAll(drawn.wrong(folder));
        wrong.addAll(recordsApart(asked.getFirst(), asked.getLast()));
        assertEquals("", String.join("\n", wrong));
        assertHasOnlyNative(asked.getLast());
        assertTrue(classic.runs(), classic::described);
        assertTrue(natives.runs(), natives::described);
      }
    }
  }

  /**
   * What records differ between the two: in their labels, or by more than scrapes apart explain.
   */
  private static List<String> recordsApart(Web classic, Web natives)
      throws IOException, InterruptedException {
    List<String> apart = new ArrayList<>();
    int compared = 0;
    for (String file : RULES) {
      for (String name :
          RECORD
              .matcher(Files.readString(ALERTS.resolve(file)))
              .results()
              .map(r -> r.group(1))
              .toList()) {
        Map<Map<String, String>, Double> one = recorded(classic, name);
        Map<Map<String, String>, Double> other = recorded(natives, name);
        boolean same =
            one.keySet().equals(other.keySet())
                && one.entrySet().stream()
                    .allMatch(each -> isNear(each.getValue(), other.get(each.getKey())));
        if (!same) {
          apart.add(name + " is " + one + ", and native " + other);
        }
        compared += one.size();
      }
    }
    assertTrue(compared > 100, "records are there");
    return apart;
  }

  private static Map<Map<String, String>, Double> recorded(Web prometheus, String name)
      throws IOException, InterruptedException {
    Map<Map<String, String>, Double> recorded = new HashMap<>();
    QueryResult.of(prometheus.text("/api/v1/query?query=" + name))
        .series()
        .forEach(series -> recorded.put(series.labels(), series.values().getFirst()));
    return recorded;
  }

  private static boolean isNear(double one, double other) {
    return Math.abs(one - other) <= 3 + 0.2 * Math.max(one, other);
  }

  /** Otherwise the second pass would show nothing that the first did not. */
  private static void assertHasOnlyNative(Web natives) throws IOException, InterruptedException {
    String sums = natives.text("/api/v1/query?query=count(voip_interval_mos_lq_sum)");
    String histograms = natives.text("/api/v1/query?query=count(voip_interval_mos_lq)");
    assertTrue(sums.contains("\"result\":[]"), sums);
    assertTrue(histograms.contains("\"value\":"), histograms);
  }

  @Test
  void saySoWhereThereIsNothing() throws Exception {
    int port = PanelAnswers.freePort();
    try (Child prometheus = prometheus("empty", port, "", PanelAnswers.freePort())) {
      Web asked = PanelAnswers.ready(port);
      Duration length = Duration.ofMinutes(2);
      Map<String, String> variables = PanelAnswers.variables(length);
      PanelEntries entries = PanelEntries.with(Map.of());
      List<String> wrong = new ArrayList<>();
      for (Dashboards.Query query : Dashboards.queries()) {
        // Of a target that does not answer, Prometheus itself has series. Here there is no target.
        QueryResult result =
            QueryResult.of(PanelAnswers.ask(asked, query, variables, Instant.now(), length));
        wrong.addAll(entries.wrongWithNothing(query, result));
      }
      assertEquals("", String.join("\n", wrong));
      assertTrue(prometheus.runs(), prometheus::described);
    }
  }

  /** The demo's seed decides all, so that what happened is found out by letting it happen again. */
  private static Map<String, Double> truth(Instant opened, Duration length) throws IOException {
    DemoPlan plan = DemoPlan.office(SEED).withCollector(UdpAddress.of("127.0.0.1", 9));
    DemoTruth truth = DemoOffice.write(plan, opened, length, OutputStream.nullOutputStream());
    DemoTruth earlier =
        DemoOffice.write(
            plan, opened, length.minus(UNTIL_A_CALL_COUNTS), OutputStream.nullOutputStream());
    return DemoFigures.of(truth, earlier, plan.phones().size());
  }

  private static String first(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    assertTrue(found.find(), text);
    return found.group(1);
  }

  private Child demo() throws IOException {
    return Child.start(
        folder,
        "demo",
        List.of(
            // It sends in real time, and what it sends late is late to all who measure.
            "nice",
            "-n",
            "-15",
            Programs.MOS_EXPORTER.toString(),
            "demo",
            "--seed=" + SEED,
            "--native-histograms",
            "--branch",
            "--web.listen-address=127.0.0.1:0"));
  }

  /** All rules that have a native half, and those that are made of them; their pattern. */
  private Path rules() throws IOException {
    String recording = Files.readString(ALERTS.resolve("recording.yml"));
    SHORTENED
        .keySet()
        .forEach(from -> assertTrue(recording.contains(from), () -> "no rule has " + from));
    Path rules = Files.createDirectories(folder.resolve("rules"));
    for (String file : RULES) {
      String text = Files.readString(ALERTS.resolve(file));
      for (Map.Entry<String, String> change : SHORTENED.entrySet()) {
        text = text.replace(change.getKey(), change.getValue());
      }
      Files.writeString(rules.resolve(file), text);
    }
    return rules.resolve("*.yml");
  }

  /** One that scrapes the demo, or without rules nothing. */
  private Child prometheus(String name, int port, String rules, int target) throws IOException {
    String scrapes =
        rules.isEmpty()
            ? ""
            : """
              scrape_configs:
                - job_name: mos-exporter
                  honor_labels: true
                  static_configs: [{targets: ["127.0.0.1:%d"]}]
              """
                .formatted(target);
    Path config =
        Files.writeString(
            folder.resolve(name + ".yml"),
            "global: {scrape_interval: 1s, evaluation_interval: 2s}\n" + rules + "\n" + scrapes);
    return PanelAnswers.prometheus(
        folder, config, port, name.equals(NATIVE) ? List.of("native-histograms") : List.of());
  }
}
