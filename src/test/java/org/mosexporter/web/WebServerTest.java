package org.mosexporter.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mosexporter.config.IpAddress;
import org.mosexporter.diagnosis.Conclusions;
import org.mosexporter.metrics.Office;
import org.mosexporter.quality.Json;
import org.mosexporter.receive.Protocol;
import org.mosexporter.receive.Reporter;
import org.mosexporter.record.CallArchive;
import org.mosexporter.record.ChangeLog;
import org.mosexporter.record.Erased;
import org.mosexporter.record.RecentCalls;
import org.mosexporter.record.RecentHistory;

class WebServerTest {
  /** What Prometheus 2.42 sends. */
  private static final String ACCEPT_2 =
      "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
          + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

  /** What Prometheus 3 sends when native histograms are wanted. */
  private static final String ACCEPT_3 =
      "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited"
          + ";escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=1.0.0"
          + ";escaping=allow-utf-8;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,"
          + "text/plain;version=0.0.4;q=0.2,*/*;q=0.1";

  private static final List<Reporter> REPORTERS =
      List.of(
          new Reporter(
              Protocol.SIP, IpAddress.parse("10.1.20.31"), 41, ago(12), 3, "media_type", ago(301)),
          new Reporter(
              Protocol.RTCP,
              IpAddress.parse("192.0.2.66"),
              0,
              OptionalLong.empty(),
              7,
              "not_allowed",
              ago(1)));

  private static OptionalLong ago(int seconds) {
    return OptionalLong.of((Office.CLOCK.instant().getEpochSecond() - seconds) * 1_000_000_000L);
  }

  private final AtomicBoolean ready = new AtomicBoolean();
  private final AtomicInteger reloads = new AtomicInteger();
  private volatile Optional<String> reloadFault = Optional.empty();
  private final HttpClient client = HttpClient.newHttpClient();
  private final RecentCalls calls = new RecentCalls();
  private WebServer web = open();

  private WebServer open() {
    try {
      return WebServer.open(List.of("127.0.0.1:0"), "/metrics", backend());
    } catch (ListenException unexpected) {
      throw new AssertionError(unexpected);
    }
  }

  private Backend backend() {
    return new Backend(
        Office.metrics(),
        Office.snapshots(),
        Office::routers,
        List::of,
        () -> Conclusions.NONE,
        Office.SELF,
        () -> REPORTERS,
        () -> FirstSteps.NONE,
        calls,
        CallArchive.inMemory(calls, Office::config),
        who -> List.of(new Erased("memory", "", who.length(), "")),
        new RecentHistory(calls, Office::config),
        ChangeLog.open(Optional.empty()),
        NoLiveCalls.INSTANCE,
        _ -> Optional.empty(),
        Office::config,
        () -> "site: berlin\nsnmp: {community: <secret>}\n",
        ready::get,
        () -> {
          reloads.incrementAndGet();
          return reloadFault;
        },
        Office.BUILD,
        Office.CLOCK);
  }

  @BeforeEach
  void isOpen() {
    assertTrue(web.ports().getFirst() > 0);
  }

  @AfterEach
  void close() {
    web.close();
    client.close();
  }

  private HttpRequest.Builder ask(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web.ports().getFirst() + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(ask(path));
  }

  /** A request byte by byte, for what a decent client does not send. */
  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), web.ports().getFirst())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # Accept | Content-Type
                   | text/plain; version=0.0.4; charset=utf-8
          2        | application/openmetrics-text; version=1.0.0; charset=utf-8
          3        | application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited
          text/*   | text/plain; version=0.0.4; charset=utf-8
          """)
  void answersEachScraperInItsFormat(String accept, String contentType) throws Exception {
    HttpRequest.Builder request = ask("/metrics");
    if (accept != null) {
      request.header(
          "Accept", accept.equals("2") ? ACCEPT_2 : accept.equals("3") ? ACCEPT_3 : accept);
    }

    HttpResponse<String> response = send(request);

    assertEquals(200, response.statusCode());
    assertEquals(contentType, response.headers().firstValue("Content-Type").orElseThrow());
    assertTrue(response.body().contains("voip_endpoint_mos_lq"));
    assertTrue(response.body().contains("jvm_memory_used_bytes"));
    assertTrue(response.body().contains("process_cpu_seconds"));
  }

  @Test
  void compressesForThoseWhoAskForIt() throws Exception {
    HttpResponse<byte[]> response =
        client.send(
            ask("/metrics").header("Accept-Encoding", "gzip").build(), BodyHandlers.ofByteArray());

    assertEquals("gzip", response.headers().firstValue("Content-Encoding").orElseThrow());
    byte[] plain = new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes();
    assertTrue(new String(plain, StandardCharsets.UTF_8).contains("voip_endpoint_mos_lq"));
    assertTrue(response.body().length < plain.length / 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip;q=0", "gzip; q=0.000", "br", "notgzip"})
  void leavesPlainForThoseWhoDoNot(String coding) throws Exception {
    HttpResponse<String> response = send(ask("/metrics").header("Accept-Encoding", coding));

    assertEquals(Optional.empty(), response.headers().firstValue("Content-Encoding"));
    assertTrue(response.body().contains("voip_endpoint_mos_lq"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/calls",
        "/routers",
        "/metrics",
        "/-/healthy",
        "/config",
        "/static/pages.css"
      })
  void answersHeadWithTheHeadAlone(String path) throws Exception {
    HttpResponse<String> response = send(ask(path).method("HEAD", BodyPublishers.noBody()));

    assertEquals(200, response.statusCode());
    assertEquals("", response.body());
    HttpResponse<String> whole = get(path);
    for (String header : List.of("Content-Type", "Content-Length", "Transfer-Encoding")) {
      assertEquals(whole.headers().firstValue(header), response.headers().firstValue(header));
    }
  }

  @Test
  void isHealthyAtOnceAndReadyWhenItsInputsAre() throws Exception {
    assertEquals(200, get("/-/healthy").statusCode());
    assertEquals(503, get("/-/ready").statusCode());

    ready.set(true);

    assertEquals(200, get("/-/ready").statusCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT"})
  void reloads(String method) throws Exception {
    assertEquals(200, send(ask("/-/reload").method(method, BodyPublishers.noBody())).statusCode());
    assertEquals(1, reloads.get());
  }

  @Test
  void saysWhyAReloadFailed() throws Exception {
    reloadFault = Optional.of("site.yml:3: networks overlap");

    HttpResponse<String> response = send(ask("/-/reload").POST(BodyPublishers.noBody()));

    assertEquals(500, response.statusCode());
    assertTrue(response.body().contains("site.yml:3: networks overlap"));
  }

  @ParameterizedTest(name = "{0} {1} is {2}")
  @CsvSource({
    "GET, /-/reload, 405, 'POST, PUT'",
    "DELETE, /-/reload, 405, 'POST, PUT'",
    "POST, /metrics, 405, 'GET, HEAD'",
    "PUT, /config, 405, 'GET, HEAD'",
    "POST, /, 405, 'GET, HEAD'",
  })
  void refusesMethodsThatAPathDoesNotHave(String method, String path, int status, String allow)
      throws Exception {
    HttpResponse<String> response = send(ask(path).method(method, BodyPublishers.noBody()));

    assertEquals(status, response.statusCode());
    assertEquals(allow, response.headers().firstValue("Allow").orElseThrow());
    assertEquals(0, reloads.get());
  }

  @Test
  void showsTheConfigurationToThisMachine() throws Exception {
    assertTrue(get("/config").body().contains("community: <secret>"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # header          | value                 | status
          X-Forwarded-For   | 127.0.0.1             | 403
          X-Forwarded-Host  | localhost             | 403
          Forwarded         | for=127.0.0.1         | 403
          X-Real-IP         | 127.0.0.1             | 403
          Via               | 1.1 proxy             | 403
          Host              | evil.example          | 403
          Host              | evil.example:10199    | 403
          Host              | localhost.evil.example| 403
          Host              | 10.1.0.5:10199        | 403
          Host              | localhost:10199       | 200
          Host              | LOCALHOST             | 200
          Host              | 127.1.2.3:9           | 200
          Host              | [::1]:10199           | 200
          """)
  void answersConfigurationAndReloadOnlyToThisMachine(String header, String value, int status)
      throws Exception {
    String headers =
        (header.equals("Host") ? "" : "Host: localhost\r\n")
            + header
            + ": "
            + value
            + "\r\nConnection: close\r\n";

    String config = raw("GET /config HTTP/1.1\r\n" + headers + "\r\n");
    String calls = raw("GET /api/v1/calls HTTP/1.1\r\n" + headers + "\r\n");
    String call = raw("GET /api/v1/calls/0 HTTP/1.1\r\n" + headers + "\r\n");
    String routers = raw("GET /api/v1/routers HTTP/1.1\r\n" + headers + "\r\n");
    String endpoints = raw("GET /api/v1/endpoints HTTP/1.1\r\n" + headers + "\r\n");
    String reload = raw("POST /-/reload HTTP/1.1\r\n" + headers + "Content-Length: 0\r\n\r\n");

    assertTrue(config.startsWith("HTTP/1.1 " + status), config);
    assertTrue(calls.startsWith("HTTP/1.1 " + status), calls);
    assertTrue(call.startsWith("HTTP/1.1 " + (status == 200 ? 404 : status)), call);
    assertTrue(routers.startsWith("HTTP/1.1 " + status), routers);
    assertEquals(status == 200, routers.contains("\"class\":\"VOICE\""), routers);
    assertTrue(endpoints.startsWith("HTTP/1.1 " + status), endpoints);
    assertTrue(reload.startsWith("HTTP/1.1 " + status), reload);
    assertEquals(status == 200 ? 1 : 0, reloads.get());
    assertEquals(status == 200, config.contains("site: berlin"));
    assertEquals(status == 403, config.contains("Only answered on this machine"));
    // What /metrics shows is for everybody.
    assertTrue(raw("GET / HTTP/1.1\r\n" + headers + "\r\n").startsWith("HTTP/1.1 200"));
  }

  @ParameterizedTest(name = "Origin {0}, {1} with body [{2}] is {3}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          # Origin              | Content-Type                    | body | status
          http://evil.example   | -                               | -    | 403
          null                  | -                               | -    | 403
          http://localhost:1    | -                               | -    | 403
          http://localhost      | -                               | -    | 200
          -                     | text/plain                      | {}   | 415
          -                     | -                               | {}   | 415
          -                     | application/x-www-form-urlencoded | a=b | 415
          -                     | application/json                | {}   | 200
          -                     | application/json; charset=utf-8 | {}   | 200
          """)
  void reloadsForNoForeignPage(String origin, String contentType, String body, int status)
      throws Exception {
    String content = body == null ? "" : body;
    String reply =
        raw(
            "POST /-/reload HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + (origin == null ? "" : "Origin: " + origin + "\r\n")
                + (contentType == null ? "" : "Content-Type: " + contentType + "\r\n")
                + "Content-Length: "
                + content.length()
                + "\r\n\r\n"
                + content);

    assertTrue(reply.startsWith("HTTP/1.1 " + status), reply);
  }

  @Test
  void showsEndpointsRoutersAndInputs() throws Exception {
    String page = get("/").body();

    assertTrue(page.contains("10.1.20.31"), page);
    assertTrue(page.contains("<b class=\"mos excellent\">4.38 <i>excellent</i></b>"), page);
    assertTrue(page.contains("<b class=\"mos poor\">2.50 <i>poor</i></b>"), page);
    assertTrue(page.contains("is heard <small>by rtcp</small>"), page);
    assertTrue(page.contains("0.3 %"), page); // 10 of 3011
    assertTrue(page.contains("2.5 ms"), page);
    assertTrue(page.contains("80 ms"), page);
    assertTrue(page.contains("delay 4.3, loss 1.5, late 0.3"), page);
    assertTrue(page.contains("VOICE"), page);
    assertTrue(page.contains("</b> on <bdi>Gi0/0/1</bdi> output dropped 312"), page);
    assertTrue(page.contains("no answer"), page);
    assertTrue(page.contains("eth1"), page);
  }

  @Test
  void tellsWhoReportsWhenAndWhatWasRefused() throws Exception {
    String page = get("/").body();

    String row = "<td data-label=\"From\">10.1.20.31</td>";
    assertTrue(page.contains(row), page);
    assertTrue(page.contains(">to our sip port<"), page);
    assertTrue(page.contains(">12 s ago<"), page);
    assertTrue(page.contains(">3, last 5 min ago: media type<"), page);
    assertTrue(page.contains(">its own verdict<"), page);
    assertTrue(page.contains(">192.0.2.66<"), page);
    assertTrue(page.contains(">7, last 1 s ago: not allowed<"), page);
  }

  @Test
  void tellsTheSameToPrograms() throws Exception {
    HttpResponse<String> status = get("/api/v1/status");

    assertEquals("application/json", status.headers().firstValue("Content-Type").orElse(""));
    Map<?, ?> root = (Map<?, ?>) Json.parse(status.body());
    List<?> reporters = (List<?>) root.get("reporters");
    Map<?, ?> phone = (Map<?, ?>) reporters.getFirst();
    assertEquals("10.1.20.31", phone.get("address"));
    assertEquals("sip", phone.get("protocol"));
    assertEquals(41.0, phone.get("reports"));
    assertEquals(3.0, phone.get("refused"));
    assertEquals("media_type", phone.get("reason"));
    assertEquals(
        Office.CLOCK.instant().minusSeconds(12),
        Instant.parse(String.valueOf(phone.get("last_report"))));
    assertFalse(((Map<?, ?>) reporters.getLast()).containsKey("last_report"));
    assertTrue(String.valueOf(root.get("phones")).contains("source=phone"), status::body);
  }

  @Test
  void saysWhatIsWrongWithAMirrorAndWhatToDo() throws Exception {
    String page = get("/").body();

    String notice =
        "<p class=\"notice\" role=\"alert\">eth1 is half a mirror: of nearly all calls it";
    assertTrue(page.contains("</h1>" + notice), page); // above everything else
    assertTrue(page.contains("Mirror both directions of the port, received and sent (rx and tx)."));
    assertFalse(page.contains("eth2 is half"), page);
  }

  @Test
  void escapesWhateverPhonesCallThemselves() throws Exception {
    String page = get("/").body();

    assertFalse(page.contains("<script>alert"), page);
    assertTrue(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;\\"), page);
  }

  @Test
  void letsBrowsersDoNothingThatItsPagesDoNotDo() throws Exception {
    for (String path : List.of("/", "/metrics", "/nothing", "/static/pages.js", "/config")) {
      var headers = get(path).headers();
      assertTrue(
          headers
              .firstValue("Content-Security-Policy")
              .orElse("")
              .startsWith("default-src 'self';"));
      assertEquals("nosniff", headers.firstValue("X-Content-Type-Options").orElse(""));
      assertEquals("DENY", headers.firstValue("X-Frame-Options").orElse(""));
      assertEquals(Optional.empty(), headers.firstValue("Server"));
    }
    String page = get("/").body();
    assertFalse(
        page.contains("style=\"") || page.contains("onclick") || page.contains("://"), page);
  }

  @Test
  void servesTheFilesThatItsPageNames() throws Exception {
    assertEquals(
        "text/css; charset=utf-8",
        get("/static/pages.css").headers().firstValue("Content-Type").orElse(""));
    assertEquals(
        "text/javascript; charset=utf-8",
        get("/static/pages.js").headers().firstValue("Content-Type").orElse(""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nothing",
        "/static/",
        "/static/../config",
        "/static/%2e%2e/config",
        "/%2fconfig"
      })
  void knowsNoOtherPaths(String path) throws Exception {
    String reply =
        raw("GET " + path + " HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");

    assertFalse(reply.startsWith("HTTP/1.1 200"), reply);
    assertFalse(reply.contains("site: berlin"), reply);
    assertFalse(reply.contains("etty") || reply.contains("org."), reply);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GARBAGE\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/9.9\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: localhost\r\n\r\n",
        "POST /-/reload HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n"
      })
  void refusesWhatIsNoRequestWithoutSayingWhoItIs(String request) throws Exception {
    String reply = raw(request);

    assertTrue(reply.matches("(?s)HTTP/1.1 [45]\\d\\d .*"), reply);
    assertFalse(reply.contains("etty") || reply.contains("java") || reply.contains("org."), reply);
    assertEquals(0, reloads.get());
  }

  @Test
  void refusesHeadersWithoutEnd() throws Exception {
    String reply = raw("GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(100_000) + "\r\n\r\n");

    assertTrue(reply.startsWith("HTTP/1.1 431"), reply);
  }

  @Test
  void listensOnSeveralAddresses() throws Exception {
    try (WebServer two = WebServer.open(List.of("127.0.0.1:0", ":0"), "/figures", backend())) {
      for (int port : two.ports()) {
        URI figures = URI.create("http://127.0.0.1:" + port + "/figures");
        HttpRequest request = HttpRequest.newBuilder(figures).build();
        assertEquals(200, client.send(request, BodyHandlers.discarding()).statusCode());
      }
    }
  }

  @Test
  void saysWhatToDoAboutABusyPort() throws Exception {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ListenException refused =
          assertThrows(
              ListenException.class,
              () ->
                  WebServer.open(
                      List.of("127.0.0.1:" + busy.getLocalPort()), "/metrics", backend()));

      assertEquals(
          "port "
              + busy.getLocalPort()
              + " in use by another program; stop it, or choose another port with"
              + " --web.listen-address",
          refused.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10199", "localhost", "::1:10199", ":65536", ":-1", "a:b"})
  void refusesAddressesThatAreNone(String address) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> WebServer.open(List.of(address), "/metrics", backend()));

    assertTrue(refused.getMessage().contains("write :10199"));
  }
}
