package org.mosexporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One alert of each severity from samples through a real Prometheus and a real Alertmanager to a
 * webhook, and its end. The rules are those that are shipped, but for {@code for}, which is 2 s
 * here, and the alert's own counters, which run fast: an hour's intervals in seconds.
 */
class AlertmanagerIT {
  private static final String NAME_OF_PHONE =
      "{site=\"berlin\",endpoint=\"10.1.20.31\",direction=\"received\",scale=\"narrowband\",source=\"phone\"} ";

  @TempDir private Path folder;

  private final LinkedBlockingQueue<Node> told = new LinkedBlockingQueue<>();
  private final List<Process> programs = new ArrayList<>();
  private final List<HttpServer> servers = new ArrayList<>();
  private volatile boolean bad = true;
  private int scrapes;
  private double scoreSum;

  @BeforeEach
  void programsAreInstalled() {
    for (String program : List.of("prometheus", "prometheus-alertmanager", "amtool")) {
      boolean there =
          Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
              .anyMatch(on -> Files.isExecutable(Path.of(on, program)));
      if (!there) {
        String why = program + " is not installed";
        if ("true".equals(System.getenv("CI"))) {
          fail(why);
        }
        System.err.println("SKIPPED: " + why);
        Assumptions.abort("SKIPPED: " + why);
      }
    }
  }

  @AfterEach
  void stop() {
    for (Process program : programs) {
      program.destroyForcibly().onExit().join();
    }
    servers.forEach(server -> server.stop(0));
  }

  @Test
  void anAlertOfEachSeverityReachesTheWebhookAndItsEndToo() throws Exception {
    int exporter = serve("/metrics", this::samples);
    int webhook = serve("/alerts", this::take);
    int alertmanager = freePort();
    startAlertmanager(alertmanager, webhook);
    startPrometheus(exporter, alertmanager);

    Node critical = await("VoipFindingCritical", "firing");
    assertEquals("critical", critical.at("labels").text("severity"));
    assertEquals("telco-a", critical.at("labels").text("scope"));
    assertEquals(
        "https://grafana.example.org/d/mos-exporter-site?var-site=berlin",
        critical.at("annotations").text("dashboard_url"));
    assertEquals(
        "docs/runbooks/VoipFindingCritical.md", critical.at("annotations").text("runbook_url"));
    Node warning = await("VoipRouterDown", "firing");
    assertEquals("warning", warning.at("labels").text("severity"));
    assertEquals("gw1", warning.at("labels").text("router"));
    Node info = await("VoipEndpointMosLow", "firing");
    assertEquals("info", info.at("labels").text("severity"));
    assertTrue(info.at("annotations").text("description").contains("average MOS-LQ of 2.50"));

    bad = false;
    await("VoipFindingCritical", "resolved");
    await("VoipRouterDown", "resolved");
    await("VoipEndpointMosLow", "resolved");
  }

  @Test
  void theExampleOfRoutesIsAConfiguration() throws Exception {
    Process amtool =
        new ProcessBuilder("amtool", "check-config", "docs/examples/alertmanager.yml")
            .redirectErrorStream(true)
            .start();
    String said = new String(amtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals(0, amtool.waitFor(), said);
  }

  private final List<Node> seen = new ArrayList<>();

  private Node await(String name, String status) throws InterruptedException {
    long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
    while (System.nanoTime() < deadlineNs) {
      for (Node alert : seen) {
        if (alert.text("status").equals(status)
            && alert.at("labels").text("alertname").equals(name)) {
          return alert;
        }
      }
      Node message = told.poll(1, TimeUnit.SECONDS);
      if (message != null) {
        message.each("alerts").forEach(seen::add);
      }
    }
    throw new AssertionError(name + " is not " + status + ": " + seen);
  }

  /** Ten intervals a scrape of MOS 2.5, and later fifty of 4.4. */
  private synchronized void samples(HttpExchange exchange) throws IOException {
    scrapes += bad ? 10 : 50;
    scoreSum += bad ? 25 : 220;
    String finding =
        bad
            ? "voip_finding{site=\"berlin\",cause=\"trunk\",scope_kind=\"trunk\",scope=\"telco-a\"} 3\n"
            : "";
    String text =
        finding
            + "voip_router_up{site=\"berlin\",router=\"gw1\"} "
            + (bad ? 0 : 1)
            + "\nvoip_endpoint_mos_lq_score_sum_total"
            + NAME_OF_PHONE
            + scoreSum
            + "\nvoip_endpoint_mos_lq_scored_intervals_total"
            + NAME_OF_PHONE
            + scrapes
            + "\n";
    answer(exchange, text);
  }

  private void take(HttpExchange exchange) throws IOException {
    told.add(Node.of(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    answer(exchange, "");
  }

  private static void answer(HttpExchange exchange, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
      exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private int serve(String path, com.sun.net.httpserver.HttpHandler handler) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(path, handler);
    server.start();
    servers.add(server);
    return server.getAddress().getPort();
  }

  private void startAlertmanager(int port, int webhook) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("alertmanager.yml"),
            """
            route: {receiver: test, group_by: [alertname], group_wait: 1s, group_interval: 1s}
            receivers:
              - name: test
                webhook_configs: [{url: "http://127.0.0.1:%d/alerts", send_resolved: true}]
            """
                .formatted(webhook));
    start(
        "prometheus-alertmanager",
        "--config.file=" + config,
        "--storage.path=" + folder.resolve("am"),
        "--cluster.listen-address=",
        "--web.listen-address=127.0.0.1:" + port);
  }

  private void startPrometheus(int exporter, int alertmanager) throws IOException {
    Path rules = Files.createDirectories(folder.resolve("rules"));
    for (Path file : AlertRulesTest.ruleFiles()) {
      String text = Files.readString(file).replaceAll("for: \\d+m", "for: 2s");
      Files.writeString(rules.resolve(file.getFileName()), text);
    }
    Path config =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            """
            global:
              scrape_interval: 1s
              evaluation_interval: 1s
              external_labels: {grafana_url: "https://grafana.example.org"}
            rule_files: ["%s/*.yml"]
            alerting: {alertmanagers: [{static_configs: [{targets: ["127.0.0.1:%d"]}]}]}
            scrape_configs:
              - job_name: mos-exporter
                honor_labels: true
                static_configs: [{targets: ["127.0.0.1:%d"]}]
            """
                .formatted(rules, alertmanager, exporter));
    start(
        "prometheus",
        "--config.file=" + config,
        "--storage.tsdb.path=" + folder.resolve("tsdb"),
        "--rules.alert.resend-delay=1s",
        "--web.listen-address=127.0.0.1:" + freePort());
  }

  private void start(String... command) throws IOException {
    programs.add(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(command[0] + ".log").toFile())
            .start());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
