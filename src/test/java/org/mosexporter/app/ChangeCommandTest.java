package org.mosexporter.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** {@code mos-exporter change} before a daemon that answers what it is told to. */
class ChangeCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final AtomicReference<String> asked = new AtomicReference<>("");

  private int run(String... arguments) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    return line.execute(arguments);
  }

  private int against(int status, String answer, String... more) throws IOException {
    HttpServer daemon =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    daemon.createContext(
        "/api/v1/changes",
        exchange -> {
          asked.set(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Content-Type")
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    daemon.start();
    try {
      String url = "--url=http://127.0.0.1:" + daemon.getAddress().getPort();
      String[] all = new String[more.length + 3];
      all[0] = "change";
      all[1] = "EF \"on\"";
      all[2] = url;
      System.arraycopy(more, 0, all, 3, more.length);
      return run(all);
    } finally {
      daemon.stop(0);
    }
  }

  @Test
  void tellsTheDaemonAndSaysWhereToLook() throws IOException {
    int code = against(201, "{\"id\":\"5f3a9c01\"}", "--site=berlin", "--at=2026-07-01T12:00:00Z");

    assertEquals(0, code, err.toString());
    assertEquals(
        "POST application/json {\"text\":\"EF \\\"on\\\"\",\"site\":\"berlin\",\"at\":\"2026-07-01T12:00:00Z\"}",
        asked.get());
    assertTrue(out.toString().contains("/api/v1/changes/5f3a9c01"), out.toString());
  }

  @Test
  void saysWhatTheDaemonSays() throws IOException {
    int code = against(400, "{\"detail\":\"There is no such site; there are: berlin.\"}");

    assertEquals(1, code);
    assertTrue(err.toString().contains("there are: berlin."), err.toString());
  }

  @Test
  void saysThatNobodyAnswers() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }

    assertEquals(1, run("change", "text", "--url=http://127.0.0.1:" + port));
    assertTrue(err.toString().contains("no daemon answers"), err.toString());
  }

  @Test
  void wantsAText() {
    assertEquals(2, run("change"));
  }
}
