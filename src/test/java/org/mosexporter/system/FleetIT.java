package org.mosexporter.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mosexporter.QueryResult;

/**
 * The examples for many offices in real Prometheis. What differs here from the files: addresses,
 * passwords, and a second between scrapes.
 */
class FleetIT {
  private static final Path EXAMPLES = Path.of("docs", "examples");
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Pattern TARGET = Pattern.compile("\"discoveredLabels\":\\{(.*?)}");

  @TempDir private Path folder;

  private final AtomicInteger scrapes = new AtomicInteger();
  private volatile String list = "[]";
  private volatile int listStatus = 200;
  private HttpServer office;

  @BeforeEach
  void isAnOffice() throws IOException {
    Programs.need("prometheus", "promtool");
    office = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    office.createContext("/metrics", this::scraped);
    office.createContext("/fleet-targets.json", this::listed);
    office.start();
  }

  @AfterEach
  void closes() {
    office.stop(0);
  }

  /** A page that says how often it was asked for. */
  private void scraped(HttpExchange exchange) throws IOException {
    String page =
        """
        # TYPE voip_site_target_mos gauge
        voip_site_target_mos{site="berlin"} 3.8
        # TYPE scrapes gauge
        scrapes{site="berlin"} %d
        """
            .formatted(scrapes.incrementAndGet());
    answer(exchange, 200, "text/plain; version=0.0.4", page);
  }

  private void listed(HttpExchange exchange) throws IOException {
    answer(exchange, listStatus, "application/json", list);
  }

  private static void answer(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Test
  void examplesAreConfigurationsOfPrometheus() throws Exception {
    List<Path> examples;
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      examples = files.filter(each -> each.toString().matches(".*/prometheus-.*\\.yml")).toList();
    }
    assertEquals(6, examples.size());
    for (Path example : examples) {
      String agent = example.endsWith("prometheus-agent.yml") ? "--agent" : "--no-agent";
      Child.must(folder, Programs.path("promtool"), "check", "config", agent, "" + example);
    }
  }

  @Test
  void findsOfficesInAFile() throws Exception {
    Path targets =
        Files.copy(EXAMPLES.resolve("fleet-targets.json"), folder.resolve("fleet-targets.json"));
    Path config = example("prometheus-file-sd.yml");
    int port = freePort();
    try (Child prometheus = prometheus("file", config, port)) {
      Web asked = ready(port);
      String south = "\"__address__\":\"mos2.lyon.example.org:10199\"";
      await().atMost(SOON).until(() -> targets(asked).size() == 3);
      assertTrue(targets(asked).stream().anyMatch(each -> each.contains(south)));
      Files.writeString(
          targets, Files.readString(targets).replace(", \"mos2.lyon.example.org:10199\"", ""));
      await().atMost(SOON).until(() -> targets(asked).size() == 2);
      assertTrue(prometheus.runs(), prometheus::described);
    }
  }

  /** The list is whole each time, and the last one stays while the server fails. */
  @Test
  void findsOfficesByAWebServer() throws Exception {
    list = Files.readString(EXAMPLES.resolve("fleet-targets.json"));
    Path config =
        example(
            "prometheus-http-sd.yml",
            "https://inventory.example.org",
            "http://127.0.0.1:" + office.getAddress().getPort(),
            "refresh_interval: 1m",
            "refresh_interval: 1s");
    int port = freePort();
    try (Child prometheus = prometheus("http", config, port)) {
      Web asked = ready(port);
      await().atMost(SOON).until(() -> targets(asked).size() == 3);
      assertTrue(targets(asked).stream().anyMatch(each -> each.contains("\"region\":\"north\"")));

      listStatus = 503;
      await()
          .atMost(SOON)
          .until(() -> number(asked.text("/metrics"), "prometheus_sd_http_failures_total") >= 2);
      assertEquals(3, targets(asked).size());

      listStatus = 200;
      list = "[{\"targets\": [\"127.0.0.1:%d\"]}]".formatted(office.getAddress().getPort());
      await().atMost(SOON).until(() -> targets(asked).size() == 1);
      await().atMost(SOON).until(() -> values(asked, "scrapes{site=\"berlin\"}").size() > 1);
      assertEquals(Set.of(), values(asked, "{exported_site!=\"\"}"));
      assertTrue(prometheus.runs(), prometheus::described);
    }
  }

  /**
   * An agent's samples arrive under the office's own names, and none of them is lost when the
   * receiver is away for a while or the agent is started again.
   */
  @Test
  void agentsSendWhatOfficesMeasure() throws Exception {
    int port = freePort();
    Path agent =
        example(
            "prometheus-agent.yml",
            "https://metrics.example.org",
            "http://127.0.0.1:" + port,
            "127.0.0.1:10199",
            "127.0.0.1:" + office.getAddress().getPort(),
            // What must not win over what the daemon says.
            "{instance: berlin}",
            "{instance: berlin, site: elsewhere}");
    Path receiver = example("prometheus-receiver.yml");
    int agentPort = freePort();
    Child sends = agent(agent, agentPort);
    try (Child first = receiver("first", receiver, port)) {
      Web asked = ready(port);
      await().atMost(SOON).until(() -> values(asked, scrapesOf("berlin")).size() >= 3);
      assertEquals(Set.of(), values(asked, "{exported_site!=\"\"}"));
      assertFalse(values(asked, "up{job=\"mos-exporter\",instance=\"berlin\"}").isEmpty());
      first.terminate();
    }
    int missed = scrapes.get();
    await().atMost(SOON).until(() -> scrapes.get() >= missed + 5);
    try (Child second = receiver("second", receiver, port)) {
      Web asked = ready(port);
      hasAll(asked, scrapes.get());
      sends.terminate();
      int before = scrapes.get();
      sends = agent(agent, agentPort);
      await().atMost(SOON).until(() -> scrapes.get() >= before + 3);
      hasAll(asked, scrapes.get());
      assertTrue(second.runs(), second::described);
    } finally {
      sends.close();
    }
  }

  private static String scrapesOf(String instance) {
    return "scrapes{job=\"mos-exporter\",instance=\"%s\",site=\"berlin\"}".formatted(instance);
  }

  private static void hasAll(Web prometheus, int last) {
    Set<Integer> all = IntStream.rangeClosed(1, last).boxed().collect(Collectors.toSet());
    await("samples 1 to " + last)
        .atMost(SOON)
        .untilAsserted(
            () -> {
              Set<Integer> missing = new TreeSet<>(all);
              missing.removeAll(values(prometheus, scrapesOf("berlin")));
              assertEquals(Set.of(), missing);
            });
  }

  /** An example as it is, but for what only exists elsewhere. */
  private Path example(String name, String... replaced) throws IOException {
    String text = Files.readString(EXAMPLES.resolve(name));
    for (int i = 0; i < replaced.length; i += 2) {
      assertTrue(text.contains(replaced[i]), replaced[i]);
      text = text.replace(replaced[i], replaced[i + 1]);
    }
    text =
        text.replaceAll("(?m)^ *(basic_auth|scheme): .*$", "")
            .replaceAll("(?s)\\nalerting:.*?(?=\\nscrape_configs|$)", "")
            .replace("scrape_interval: 15s", "scrape_interval: 1s")
            .replace(
                "/usr/share/mos-exporter/alerts", Path.of("alerts").toAbsolutePath().toString());
    return Files.writeString(folder.resolve(name), text);
  }

  private Child prometheus(String name, Path config, int port) throws IOException {
    return receiver(name, config, port);
  }

  private Child receiver(String name, Path config, int port) throws IOException {
    return start(
        name,
        config,
        port,
        "--web.enable-remote-write-receiver",
        "--storage.tsdb.path=" + folder.resolve("tsdb"));
  }

  private Child agent(Path config, int port) throws IOException {
    return start(
        "agent",
        config,
        port,
        "--enable-feature=agent",
        "--storage.agent.path=" + folder.resolve("agent"));
  }

  private Child start(String name, Path config, int port, String... more) throws IOException {
    List<String> command =
        Stream.concat(
                Stream.of(
                    Programs.path("prometheus"),
                    "--config.file=" + config,
                    "--web.listen-address=127.0.0.1:" + port),
                Stream.of(more))
            .toList();
    return Child.start(folder, name, command);
  }

  private static Web ready(int port) {
    Web asked = new Web(port);
    await("prometheus")
        .atMost(SOON)
        .ignoreExceptions()
        .until(() -> asked.text("/-/ready").length() > 0);
    return asked;
  }

  private static List<String> targets(Web prometheus) throws IOException, InterruptedException {
    return TARGET
        .matcher(prometheus.text("/api/v1/targets?state=active"))
        .results()
        .map(each -> each.group(1))
        .toList();
  }

  /** All values of series in the last minutes. */
  private static Set<Integer> values(Web prometheus, String selector)
      throws IOException, InterruptedException {
    String asked = java.net.URLEncoder.encode(selector + "[10m]", StandardCharsets.UTF_8);
    return QueryResult.of(prometheus.text("/api/v1/query?query=" + asked)).series().stream()
        .flatMap(series -> series.values().stream())
        .map(Double::intValue)
        .collect(Collectors.toSet());
  }

  private static double number(String page, String metric) {
    return page.lines()
        .filter(line -> line.startsWith(metric + " ") || line.startsWith(metric + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
