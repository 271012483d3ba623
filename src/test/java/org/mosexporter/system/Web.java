package org.mosexporter.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks the programs over HTTP. */
final class Web {
  private static final Pattern READY = Pattern.compile("ready on ports \\[(\\d+)");
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final int port;

  Web(int port) {
    this.port = port;
  }

  /** The port that the daemon says it listens on; empty until it says so. */
  static Optional<Web> of(Child daemon) throws IOException {
    Matcher ready = READY.matcher(daemon.err());
    return ready.find() ? Optional.of(new Web(Integer.parseInt(ready.group(1)))) : Optional.empty();
  }

  int port() {
    return port;
  }

  HttpResponse<byte[]> ask(String path, String accept) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(20))
            .header("Accept", accept)
            .build();
    return CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  String text(String path) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = ask(path, "*/*");
    String body = new String(response.body(), java.nio.charset.StandardCharsets.UTF_8);
    assertEquals(200, response.statusCode(), body);
    return body;
  }

  /** Writes something; from here that needs no password. */
  void post(String path, String json) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    assertEquals(2, response.statusCode() / 100, response.body());
  }

  Scrape scrape() throws IOException, InterruptedException {
    return Scrape.of(text("/metrics"));
  }
}
