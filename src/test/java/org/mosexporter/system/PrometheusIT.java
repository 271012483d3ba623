package org.mosexporter.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Prometheus scrapes two daemons and evaluates the shipped rules with shortened times: the
 * demo, and one that sniffs the same office as another site with a target that nobody reaches.
 */
class PrometheusIT {
  private static final Pattern NAME = Pattern.compile("\"__name__\":\"(\\w+)\"");

  /** What an hour is to the shipped rules is half a minute here. */
  private static final Map<String, String> SHORTENED =
      Map.of("[1h]", "[30s]", "[15m]", "[30s]", "for: 5m", "for: 1s", ">= 60", ">= 3");

  private static final Set<String> EXPECTED =
      Set.of(
          """
          mos_exporter_build_info mos_exporter_capture_packets_total mos_exporter_capture_up
          mos_exporter_config_last_reload_successful mos_exporter_packets_total
          mos_exporter_receiver_reports_total mos_exporter_table_entries
          voip_calls_active voip_calls_total voip_call_mos_lq_bucket voip_call_setup_seconds_count
          voip_endpoint_dscp_packets_total voip_endpoint_info voip_endpoint_jitter_seconds
          voip_endpoint_lost_r voip_endpoint_mos_cq voip_endpoint_mos_lq
          voip_endpoint_mos_lq_score_sum_total voip_endpoint_mos_lq_scored_intervals_total
          voip_endpoint_packets_lost_total voip_endpoint_packets_total
          voip_endpoint_round_trip_seconds voip_interval_mos_lq_bucket voip_interval_mos_lq_sum
          voip_intervals_below_target_total voip_router_class_dropped_packets_total
          voip_router_class_info voip_router_class_packets_total
          voip_router_interface_bytes_total voip_router_up voip_scored_intervals_total
          voip_scored_seconds_total voip_site_target_mos voip_streams_active
          voip_unscored_seconds_total
          """
              .strip()
              .split("\\s+"));

  @TempDir private Path folder;

  @BeforeAll
  static void needsItsPrograms() {
    Programs.needRoot();
    Programs.need("prometheus", "promtool");
  }

  private static ConditionFactory soon(String what) {
    return await(what).atMost(Duration.ofSeconds(150)).pollInterval(Duration.ofSeconds(1));
  }

  @Test
  void hasTheExpectedSeriesAndFiresAlerts() throws Exception {
    try (Child demo = start("demo", "demo");
        Child lab = start("lab", "run", "--config.file=" + lab())) {
      Web shown = soon("the demo").until(() -> Web.of(demo), o -> o.isPresent()).get();
      Web sniffed = soon("the lab").until(() -> Web.of(lab), o -> o.isPresent()).get();
      int port = freePort();
      try (Child prometheus = prometheus(port, shown.port(), sniffed.port())) {
        Web asked = new Web(port);
        soon("prometheus").ignoreExceptions().until(() -> asked.text("/-/ready").length() > 0);
        soon("all series").untilAsserted(() -> assertEquals(Set.of(), missing(asked)));
        soon("the site's low MOS").until(() -> fires(asked, "VoipSiteMosLow", "\"site\":\"lab\""));
        soon("the voice queue")
            .until(() -> fires(asked, "VoipVoiceQueueDropping", "\"site\":\"demo\""));
        String alerts = asked.text("/api/v1/alerts");
        assertFalse(alerts.contains("MosExporterDown"), alerts);
        assertFalse(alerts.contains("MosExporterCaptureDown"), alerts);
        assertTrue(prometheus.runs(), prometheus::described);
      }
      Files.writeString(folder.resolve("scrape.txt"), shown.text("/metrics"));
      promtoolAccepts(folder, folder.resolve("scrape.txt"));
      assertEquals("", DemoIT.notLogged(demo.err()));
      assertEquals("", DemoIT.notLogged(lab.err()));
    }
  }

  private Child start(String name, String... command) throws IOException {
    List<String> all = new java.util.ArrayList<>(List.of(Programs.MOS_EXPORTER.toString()));
    all.addAll(List.of(command));
    all.add("--web.listen-address=127.0.0.1:0");
    return Child.start(folder, name, all);
  }

  private Path lab() throws IOException {
    return Files.writeString(
        folder.resolve("lab.yml"),
        """
        site: lab
        sites: {lab: {target_mos: 4.4}}
        networks:
          - {name: phones, cidr: 127.1.20.0/24, access: wired}
          - {name: office-wifi, cidr: 127.1.30.0/24, access: wifi}
        servers: [{name: pbx1, addresses: [127.1.0.5], kind: pbx}]
        capture: [{interface: lo, promiscuous: false}]
        receive: {rtcp: []}
        """);
  }

  private Child prometheus(int port, int... targets) throws IOException, InterruptedException {
    Path rules = Files.createDirectory(folder.resolve("rules"));
    StringBuilder all = new StringBuilder();
    try (var shipped = Files.newDirectoryStream(Path.of("alerts"), "*.yml")) {
      for (Path file : shipped) {
        String text = Files.readString(file);
        all.append(text);
        Files.writeString(rules.resolve(file.getFileName()), shortened(text));
      }
    }
    SHORTENED.keySet().forEach(time -> assertTrue(all.indexOf(time) >= 0, "no rule has " + time));
    Path config =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            """
            global: {scrape_interval: 1s, evaluation_interval: 1s}
            rule_files: ["%s/*.yml"]
            scrape_configs:
              - job_name: mos-exporter
                honor_labels: true
                static_configs: [{targets: ["127.0.0.1:%d", "127.0.0.1:%d"]}]
            """
                .formatted(rules, targets[0], targets[1]));
    Child.must(folder, Programs.path("promtool"), "check", "config", config.toString());
    return Child.start(
        folder,
        "prometheus",
        List.of(
            Programs.path("prometheus"),
            "--config.file=" + config,
            "--storage.tsdb.path=" + folder.resolve("tsdb"),
            "--web.listen-address=127.0.0.1:" + port));
  }

  private static String shortened(String rules) {
    String text = rules;
    for (Map.Entry<String, String> change : SHORTENED.entrySet()) {
      text = text.replace(change.getKey(), change.getValue());
    }
    return text;
  }

  private static Set<String> missing(Web prometheus) throws IOException, InterruptedException {
    String query = "count by (__name__) ({job=\"mos-exporter\", __name__=~\"voip_.+|mos_.+\"})";
    Set<String> found =
        NAME.matcher(query(prometheus, query))
            .results()
            .map(each -> each.group(1))
            .collect(Collectors.toSet());
    Set<String> missing = new TreeSet<>(EXPECTED);
    missing.removeAll(found);
    return missing;
  }

  private static String query(Web prometheus, String query)
      throws IOException, InterruptedException {
    return prometheus.text(
        "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
  }

  private static boolean fires(Web prometheus, String alert, String label)
      throws IOException, InterruptedException {
    return List.of(prometheus.text("/api/v1/alerts").split("\\{\"labels\":", -1)).stream()
        .anyMatch(
            each ->
                each.contains("\"alertname\":\"" + alert + "\"")
                    && each.contains(label)
                    && each.contains("\"state\":\"firing\""));
  }

  static void promtoolAccepts(Path folder, Path scrape) throws IOException, InterruptedException {
    Child.Result said =
        Child.run(
            folder,
            "sh",
            "-c",
            "exec \"$0\" check metrics < \"$1\"",
            Programs.path("promtool"),
            scrape.toString());
    String others =
        (said.out() + said.err())
            .lines()
            .filter(line -> !line.matches("voip_\\w+ use base unit .*")) // bits, and office hours
            .collect(Collectors.joining("\n"));

    assertEquals("", others);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
