package org.mosexporter.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mosexporter.config.Config;
import org.mosexporter.config.Limits;
import org.mosexporter.web.Listening;

/** Limits that the heap of this JVM, of 16 GB at most, cannot hold: 10 million streams of 2 KB. */
class HeapLimitsTest {
  private static final Limits TOO_MUCH = new Limits(2_000, 10_000_000, 11_000, 150_000);
  private static final String LIMIT = "mos_exporter_table_limit_entries{table=\"streams\"} ";

  @TempDir private Path folder;

  private int check(String limits, StringWriter out) throws IOException {
    Path file = Files.writeString(folder.resolve("mos.yml"), "limits: {" + limits + "}\n");
    PrintWriter both = new PrintWriter(out);
    return Main.commandLine().setOut(both).setErr(both).execute("check", "--config.file=" + file);
  }

  @Test
  void checkFailsAndSaysTheSum() throws IOException {
    StringWriter out = new StringWriter();

    assertEquals(2, check("streams: 10000000", out));
    assertTrue(
        out.toString()
            .matches(
                "(?s)limits: \\{endpoints: 2000, streams: 10000000, calls: 10000, series: 150000\\}:"
                    + " with all tables full they take 2\\d{4} MiB, and 60 % of the heap of \\d+ MiB"
                    + " is \\d+ MiB\\. Give the JVM more \\(-Xmx\\d{5}m in"
                    + " MOS_EXPORTER_JAVA_OPTIONS\\).*"),
        out::toString);
    assertFalse(out.toString().contains("good"), out::toString);
  }

  @Test
  void checkIsGoodWhenTheyFit() throws IOException {
    StringWriter out = new StringWriter();

    assertEquals(0, check("streams: 1000, calls: 100", out));
    assertTrue(out.toString().contains("good"), out::toString);
  }

  private static Config with(Limits limits) {
    return Config.defaults("berlin").with(limits);
  }

  /** Configured too high at the start; low enough at the first reload, and too high at the next. */
  @Test
  void theDaemonLowersThemAtStartAndAtReload() throws Exception {
    List<Limits> read =
        new java.util.ArrayList<>(List.of(new Limits(10, 100, 50, 2_000), TOO_MUCH));
    Listening web = Listening.on(List.of("127.0.0.1:0"), "/metrics");
    try (Daemon daemon =
        new Daemon(
            with(TOO_MUCH),
            () -> with(read.removeFirst()),
            (config, tracker) -> PacketSource.live(List.of(), tracker),
            web)) {
      int port = daemon.ports().getFirst();
      assertLowered(get(port));
      reload(port);
      String fitting = get(port);
      assertTrue(fitting.contains(LIMIT + "100.0"), fitting);
      assertTrue(fitting.contains("mos_exporter_limits_lowered 0.0"), fitting);
      reload(port);
      assertLowered(get(port));
    }
  }

  private static void assertLowered(String scrape) {
    String line = scrape.lines().filter(of -> of.startsWith(LIMIT)).findFirst().orElse("");
    assertTrue(Double.parseDouble(line.substring(LIMIT.length())) < 10_000_000, line);
    assertTrue(scrape.contains("mos_exporter_limits_lowered 1.0"), scrape);
  }

  private static String get(int port) throws Exception {
    return send(HttpRequest.newBuilder(uri(port, "/metrics")).build());
  }

  private static void reload(int port) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(port, "/-/reload"));
    String _ =
        send(
            request
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.noBody())
                .build());
  }

  private static URI uri(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static String send(HttpRequest request) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var response = client.send(request, BodyHandlers.ofString());
      assertEquals(200, response.statusCode(), response.body());
      return response.body();
    }
  }
}
