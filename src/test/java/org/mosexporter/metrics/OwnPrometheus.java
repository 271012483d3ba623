package org.mosexporter.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A real Prometheus that scrapes metrics of this process. */
final class OwnPrometheus implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Process process;
  private final int port;

  private OwnPrometheus(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts it; without it the test fails in CI and is skipped elsewhere.
   *
   * @param interval between scrapes, such as {@code 1s}
   * @param features that {@code --enable-feature} turns on
   */
  static OwnPrometheus start(
      Path folder, String name, HttpServer daemon, String interval, String features)
      throws IOException {
    String program = PromtoolIT.need("prometheus");
    Path config =
        Files.writeString(
            folder.resolve(name + ".yml"),
            """
            scrape_configs:
              - job_name: mos-exporter
                scrape_interval: %s
                scrape_timeout: %s
                honor_labels: true
                static_configs: [{targets: ["127.0.0.1:%d"]}]
            """
                .formatted(interval, interval, daemon.getAddress().getPort()));
    int port = freePort();
    Process process =
        new ProcessBuilder(
                program,
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve(name),
                "--enable-feature=" + features,
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile())
            .start();
    return new OwnPrometheus(process, port);
  }

  /** Where it finds what it scrapes: what is done after each scrape. */
  static HttpServer serve(Metrics metrics, Runnable afterwards) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/metrics", exchange -> answer(exchange, metrics, afterwards));
    server.start();
    return server;
  }

  private static void answer(HttpExchange exchange, Metrics metrics, Runnable afterwards)
      throws IOException {
    String accept = exchange.getRequestHeaders().getFirst("Accept");
    Exposition scrape = metrics.scrape(accept == null ? "" : accept);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", scrape.contentType());
      exchange.sendResponseHeaders(200, 0);
      scrape.writeTo(exchange.getResponseBody());
    }
    afterwards.run();
  }

  /** What it answers to a query at this instant, as it came. */
  String query(String query) {
    return get("query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
  }

  /** As under {@code /api/v1/}. */
  String get(String path) {
    URI uri = URI.create("http://127.0.0.1:" + port + "/api/v1/" + path);
    try {
      HttpRequest request = HttpRequest.newBuilder(uri).build();
      return CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException notYet) {
      throw new UncheckedIOException(notYet);
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
    process.destroyForcibly().onExit().join();
  }
}
