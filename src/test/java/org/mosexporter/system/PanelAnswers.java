package org.mosexporter.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mosexporter.Dashboards;

/** Prometheis that scrape what tests start, and what they answer to the queries of panels. */
final class PanelAnswers {
  /** The WAN is busy once in each minute, so that a minute is like any other. */
  static final Duration MINUTE = Duration.ofMinutes(1);

  private static final int STEP_SECONDS = 10;

  static Map<String, String> variables(Duration length) {
    Map<String, String> variables = new HashMap<>();
    variables.put("__range", length.toSeconds() + "s");
    variables.put("__rate_interval", "20s");
    variables.put("__interval", STEP_SECONDS + "s");
    variables.put("compare", MINUTE.toSeconds() + "s");
    variables.put("site", "demo");
    variables.put("phone", "127.1.20.13");
    return variables;
  }

  static String ask(
      Web prometheus,
      Dashboards.Query query,
      Map<String, String> variables,
      Instant now,
      Duration length)
      throws IOException, InterruptedException {
    // Hours of the day are of records that are 5 minutes apart; a minute ago stands for a week.
    String expression =
        query.with(variables).replace("s:5m]", "s:5s]").replace("offset 1w", "offset 60s");
    String asked = "query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8);
    double end = now.toEpochMilli() / 1e3;
    // A graph begins with what a rate looks back on.
    double start = end - length.toSeconds() + 20;
    String path =
        query.isInstant()
            ? "/api/v1/query?time=%.3f&".formatted(end)
            : "/api/v1/query_range?start=%.3f&end=%.3f&step=%d&"
                .formatted(start, end, STEP_SECONDS);
    return new String(prometheus.ask(path + asked, "*/*").body(), StandardCharsets.UTF_8);
  }

  static Web ready(int port) {
    Web asked = new Web(port);
    await("prometheus")
        .atMost(MINUTE)
        .ignoreExceptions()
        .until(() -> asked.text("/-/ready").length() > 0);
    return asked;
  }

  /** One with a configuration and features that are not on by themselves. */
  static Child prometheus(Path folder, Path config, int port, List<String> features)
      throws IOException {
    String name = String.valueOf(config.getFileName()).replace(".yml", "");
    return Child.start(
        folder,
        name,
        List.of(
            Programs.path("prometheus"),
            "--config.file=" + config,
            "--enable-feature=" + String.join(",", features),
            "--storage.tsdb.path=" + folder.resolve(name),
            "--web.listen-address=127.0.0.1:" + port));
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private PanelAnswers() {}
}
