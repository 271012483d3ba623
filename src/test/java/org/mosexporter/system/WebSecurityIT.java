package org.mosexporter.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --web.config.file} and the rules of access, asked by curl of the daemon as it runs. */
class WebSecurityIT {
  private static final String QUIET = "capture: []\nreceive: {rtcp: [], hep: [], sip: []}\n";

  /** Of the word hello, by libxcrypt's crypt(3). */
  private static final String HELLO =
      "$2y$05$abcdefghijklmnopqrstuuWHxnxkyNt6AHCwFMQaY6auyqJA8E98a";

  /** Of the word doe. */
  private static final String DOE = "$2a$04$0123456789abcdefghijkO3o.VeiRD.R1wIvLjiAHVHt8Jmpecfrm";

  private static final String TLS =
      "tls_server_config: {cert_file: server.crt, key_file: server.key%s}\n";

  /** All paths that answer something, and some that do not. */
  private static final List<String> PATHS =
      List.of(
          "/",
          "/calls",
          "/routers",
          "/metrics",
          "/config",
          "/-/healthy",
          "/-/ready",
          "/api/v1/status",
          "/api/v1/calls",
          "/api/v1/calls/0",
          "/api/v1/endpoints",
          "/api/v1/routers",
          "/api/v1/findings",
          "/api/v1/changes",
          "/api/v1/impact",
          "/api/v1/openapi.json",
          "/static/pages.css",
          "/nothing",
          "/api/v1/nothing",
          "/api/v1/calls?limit=x",
          "/..%2f..%2fetc/passwd");

  @TempDir private Path folder;
  private Path web;

  private Certificates certificates = new Certificates(Path.of(""));

  @BeforeEach
  void makeCertificates() throws Exception {
    Programs.need("openssl", "curl");
    web = folder.resolve("web.yml");
    certificates = new Certificates(folder);
    certificates.authority("clients");
    certificates.authority("strangers");
    certificates.server("server");
    certificates.client("good", "clients", "DNS:prometheus.example.com,IP:10.1.0.9");
    certificates.client("misnamed", "clients", "DNS:somebody.example.com");
    certificates.client("stranger", "strangers", "DNS:prometheus.example.com");
  }

  private Child start(String webConfig, String... options) throws Exception {
    return start(QUIET, webConfig, Map.of(), options);
  }

  private Child start(
      String config, String webConfig, Map<String, String> environment, String... options)
      throws Exception {
    Path file = Files.writeString(folder.resolve("mos-exporter.yml"), config);
    Files.writeString(web, webConfig);
    List<String> command =
        new ArrayList<>(
            List.of(
                Programs.MOS_EXPORTER.toString(),
                "run",
                "--config.file=" + file,
                "--web.config.file=" + web,
                "--web.listen-address=0.0.0.0:0"));
    command.addAll(List.of(options));
    return Child.start(folder, "daemon", command, environment);
  }

  private static int port(Child daemon) {
    return await("the daemon")
        .atMost(Duration.ofSeconds(30))
        .until(() -> Web.of(daemon), o -> o.isPresent())
        .get()
        .port();
  }

  private Curl http(Child daemon) {
    return new Curl(folder, "http://127.0.0.1:" + port(daemon));
  }

  private Curl https(Child daemon) {
    return new Curl(folder, "https://127.0.0.1:" + port(daemon));
  }

  /** With a client's certificate or none. */
  private String[] tls(String client, String... more) {
    List<String> options =
        new ArrayList<>(List.of("--cacert", folder.resolve("server.crt").toString()));
    if (!client.isEmpty()) {
      options.addAll(List.of("--cert", folder.resolve(client + ".crt").toString()));
      options.addAll(List.of("--key", folder.resolve(client + ".key").toString()));
    }
    options.addAll(List.of(more));
    return options.toArray(new String[0]);
  }

  @Test
  void speaksTheVersionsOfTlsThatItIsTold() throws Exception {
    try (Child daemon = start(TLS.formatted(", min_version: TLS13"))) {
      Curl curl = https(daemon);
      assertEquals(200, curl.status("/-/healthy", tls("", "--tlsv1.3")));
      assertEquals(0, curl.status("/-/healthy", tls("", "--tls-max", "1.2")));
      assertNotEquals(200, http(daemon).status("/-/healthy"));

      Files.writeString(
          web,
          TLS.formatted(
              ", max_version: TLS12, cipher_suites: [TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384],"
                  + " curve_preferences: [CurveP256]"));
      String suite = "ECDHE-ECDSA-AES256-GCM-SHA384";
      String other = "ECDHE-ECDSA-AES128-GCM-SHA256";
      assertEquals(200, curl.status("/-/healthy", tls("", "--ciphers", suite)));
      assertEquals(0, curl.status("/-/healthy", tls("", "--ciphers", other)));
      assertEquals(0, curl.status("/-/healthy", tls("", "--tlsv1.3")));
      assertEquals(0, curl.status("/-/healthy", tls("", "--curves", "P-384")));

      Files.writeString(web, TLS.formatted(""));
      assertTrue(curl.get("/-/healthy", tls("", "--http2")).text().startsWith("HTTP/2 200"));
      assertTrue(curl.get("/metrics", tls("", "--http2")).text().contains("jvm_memory"));
      assertTrue(curl.get("/-/healthy", tls("", "--http1.1")).text().startsWith("HTTP/1.1 200"));
    }
  }

  @Test
  void letsInOnlyClientsWithACertificateThatIsGood() throws Exception {
    String rules =
        ", client_auth_type: RequireAndVerifyClientCert, client_ca_file: clients.crt,"
            + " client_allowed_sans: [prometheus.example.com]";
    try (Child daemon = start(TLS.formatted(rules))) {
      Curl curl = https(daemon);
      assertEquals(200, curl.status("/config", tls("good", "-H", "Host: voip.example.com")));
      assertEquals(0, curl.status("/-/healthy", tls("")));
      assertEquals(0, curl.status("/-/healthy", tls("misnamed")));
      assertEquals(0, curl.status("/-/healthy", tls("stranger")));

      Files.writeString(web, TLS.formatted(rules.replace("prometheus.example.com", "10.1.0.9")));
      assertEquals(200, curl.status("/config", tls("good")));
      Files.writeString(web, TLS.formatted(rules.replace("prometheus", "other")));
      assertEquals(0, curl.status("/config", tls("good")));

      // A certificate that nobody verified says nothing of who asks; neither does none.
      Files.writeString(web, TLS.formatted(", client_auth_type: RequireAnyClientCert"));
      assertEquals(200, curl.status("/-/healthy", tls("stranger")));
      assertEquals(403, curl.status("/config", tls("stranger", "-H", "Host: voip.example.com")));
      assertEquals(0, curl.status("/-/healthy", tls("")));
      Files.writeString(
          web,
          TLS.formatted(
              ", client_auth_type: VerifyClientCertIfGiven, client_ca_file: clients.crt"));
      assertEquals(200, curl.status("/-/healthy", tls("")));
      assertEquals(403, curl.status("/config", tls("", "-H", "Host: voip.example.com")));
      assertEquals(200, curl.status("/config", tls("good", "-H", "Host: voip.example.com")));
      assertEquals(0, curl.status("/-/healthy", tls("stranger")));
    }
  }

  @Test
  void asksEverybodyForAPasswordWhereThereAreUsers() throws Exception {
    try (Child daemon = start("basic_auth_users: {alice: " + HELLO + ", bob: " + DOE + "}\n")) {
      Curl curl = http(daemon);
      for (String path : PATHS) {
        Curl.Answer answer = curl.get(path, "--path-as-is");
        assertTrue(answer.status() == 401 || answer.status() == 400, path + answer);
      }
      Curl.Answer asked = curl.get("/-/healthy");
      assertTrue(
          asked.text().toLowerCase(java.util.Locale.ROOT).contains("www-authenticate: basic"));
      assertEquals(401, curl.status("/-/reload", "-X", "POST"));
      assertEquals(401, curl.status("/metrics", "-u", "alice:doe"));
      assertEquals(401, curl.status("/metrics", "-u", "alice:"));
      assertEquals(401, curl.status("/metrics", "-u", "nobody:hello"));
      assertEquals(200, curl.status("/metrics", "-u", "alice:hello"));
      assertEquals(200, curl.status("/metrics", "-u", "bob:doe"));
      // Who is known may ask from anywhere, also through a proxy; but no foreign page through them.
      String host = "Host: voip.example.com";
      assertEquals(200, curl.status("/config", "-u", "bob:doe", "-H", host, "-H", "Via: 1.1 p"));
      String[] post = {"-u", "bob:doe", "-X", "POST"};
      assertEquals(200, curl.status("/-/reload", post));
      assertEquals(403, curl.status("/-/reload", with(post, "-H", "Origin: http://evil.example")));
      assertEquals(403, curl.status("/-/reload", with(post, "-H", "Sec-Fetch-Site: cross-site")));
      assertEquals(415, curl.status("/-/reload", with(post, "-d", "a=b")));

      String refused = curl.get("/metrics", "-u", "alice:hello").text();
      assertTrue(refused.contains("mos_exporter_web_requests_refused_total{reason=\"login\"}"));

      Files.writeString(web, "basic_auth_users: {alice: " + DOE + "}\n");
      assertEquals(401, curl.status("/metrics", "-u", "alice:hello"));
      assertEquals(401, curl.status("/metrics", "-u", "bob:doe"));
      assertEquals(200, curl.status("/metrics", "-u", "alice:doe"));
    }
  }

  private static String[] with(String[] options, String... more) {
    return Stream.concat(Stream.of(options), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void isClosedWhileTheFileIsWrong() throws Exception {
    try (Child daemon = start("http_server_config: {headers: {X-Frame-Options: sameorigin}}\n")) {
      Curl curl = http(daemon);
      assertTrue(curl.get("/-/healthy").text().contains("X-Frame-Options: sameorigin"));
      for (String wrong :
          List.of(
              "basic_auth_user: {}",
              "basic_auth_users: {a: b}",
              "{",
              "tls_server_config: {cert_file: a}")) {
        Files.writeString(web, wrong + "\n");
        for (String path : PATHS) {
          Curl.Answer answer = curl.get(path, "--path-as-is");
          assertTrue(answer.status() == 500 || answer.status() == 400, wrong + path + answer);
          assertFalse(answer.text().contains(folder.toString()), answer::text);
        }
      }
      Files.delete(web);
      assertEquals(500, curl.status("/-/healthy"));
      assertTrue(daemon.err().contains("basic_auth_user: unknown key"), daemon::described);
      Files.writeString(web, "rate_limit: {interval: 1h, burst: 3}\n");
      List<Integer> statuses = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        statuses.add(curl.status("/-/healthy"));
      }
      assertEquals(List.of(200, 200, 200, 429, 429), statuses);
      Files.writeString(web, "");
      String metrics = curl.get("/metrics").text();
      assertTrue(
          metrics.contains("mos_exporter_web_requests_refused_total{reason=\"rate_limit\"} 2.0"),
          metrics);
    }
  }

  @Test
  void changesItsCertificateWithoutARestart() throws Exception {
    try (Child daemon = start(TLS.formatted(""))) {
      Curl curl = https(daemon);
      assertEquals(200, curl.status("/-/healthy", tls("")));
      Files.copy(folder.resolve("server.crt"), folder.resolve("old.crt"));
      certificates.openssl(
          "req -x509 -newkey rsa:2048 -nodes -days 3 -subj /CN=localhost -addext"
              + " subjectAltName=IP:127.0.0.1 -keyout new.key -out new.crt");
      replace("new.crt", "server.crt");
      // The key is still the old one's: handshakes go on with what was good, and nothing is shown.
      assertEquals(
          500, curl.status("/-/healthy", "--cacert", folder.resolve("old.crt").toString()));
      replace("new.key", "server.key");
      assertEquals(200, curl.status("/-/healthy", tls("")));
      assertEquals(0, curl.status("/-/healthy", "--cacert", folder.resolve("old.crt").toString()));
      Files.writeString(web, "");
      assertEquals(500, curl.status("/-/healthy", tls("")), "TLS cannot be taken away");
    }
  }

  private void replace(String from, String to) throws IOException {
    Files.move(folder.resolve(from), folder.resolve(to), StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void showsOnlyToThisMachineWhatMetricsDoNotShow() throws Exception {
    try (Child daemon = start("")) {
      Curl curl = http(daemon);
      for (String path :
          List.of(
              "/config",
              "/api/v1/calls",
              "/calls",
              "/api/v1/endpoints",
              "/api/v1/routers",
              "/api/v1/changes",
              "/api/v1/impact")) {
        assertEquals(200, curl.status(path), path);
        assertEquals(403, curl.status(path, "-H", "Host: rebound.example"), path);
        assertEquals(403, curl.status(path, "-H", "X-Forwarded-For: 127.0.0.1"), path);
        assertEquals(403, curl.status(path, "-H", "Forwarded: for=127.0.0.1"), path);
      }
      assertEquals(403, curl.status("/-/reload", "-X", "POST", "-H", "Origin: http://a.example"));
      assertEquals(200, curl.status("/-/reload", "-X", "POST"));
      for (String path : List.of("/", "/metrics", "/-/healthy", "/api/v1/status")) {
        assertEquals(200, curl.status(path, "-H", "Host: voip.example.com"), path);
      }
      String long1 = "a".repeat(9_000);
      assertTrue(List.of(414, 431, 0).contains(curl.status("/" + long1)));
      assertEquals(431, curl.status("/", "-H", "X-Long: " + long1));
      Path big = Files.writeString(folder.resolve("big.json"), " ".repeat(70_000));
      String[] post = {"-H", "Content-Type: application/json", "--data-binary", "@" + big};
      assertEquals(413, curl.status("/-/reload", post));
    }
  }

  @Test
  void livesBelowAPrefixBehindAProxy() throws Exception {
    try (Child daemon = start("", "--web.external-url=https://office.example.com/voip/")) {
      Curl curl = http(daemon);
      assertEquals(200, curl.status("/voip/"));
      assertEquals(200, curl.status("/voip/-/healthy"));
      assertEquals(200, curl.status("/voip/metrics"));
      assertEquals(404, curl.status("/metrics"));
      assertEquals(404, curl.status("/voipmetrics"));
      assertTrue(curl.get("/").text().contains("Location: /voip/"));
      assertTrue(curl.get("/voip").text().contains("Location: /voip/"));
      String own = "Origin: https://office.example.com";
      assertEquals(200, curl.status("/voip/-/reload", "-X", "POST", "-H", own));
    }
  }

  /** What is secret must be in no answer and no log, whoever asks. */
  @Test
  void showsNoSecretAnywhere() throws Exception {
    Map<String, String> secrets =
        Map.of(
            "HEP_KEY", "hep-geheim-4711",
            "HOMER_KEY", "homer-geheim-4712",
            "DATABASE_PASSWORD", "datenbank-geheim-4718",
            "SNMP_AUTH", "auth-geheim-4713",
            "SNMP_PRIVACY", "privacy-geheim-4714");
    String config =
        """
        capture: []
        receive: {rtcp: [], hep: [{listen: "127.0.0.1:0", key: "${env:HEP_KEY}"}], sip: []}
        snmp:
          credentials:
            v3: {version: 3, user: mon, auth: SHA-256, auth_key: "${env:SNMP_AUTH}", privacy: AES-128, privacy_key: "${env:SNMP_PRIVACY}"}
            v2: {version: 2, community: gemeinde-geheim-4715}
          devices: [{name: gw1, address: 127.0.0.1, credentials: v3}, {name: gw2, address: 127.0.0.2, credentials: v2}]
        notify: {hep: [{to: "127.0.0.1:9", key: "${env:HOMER_KEY}"}]}
        records: {database: "postgresql://mos:${env:DATABASE_PASSWORD}@127.0.0.1:1/calls"}
        """;
    String users = "basic_auth_users: {alice: " + HELLO + "}\n";
    List<String> never = new ArrayList<>(secrets.values());
    never.addAll(List.of("gemeinde-geheim-4715", HELLO, "BEGIN PRIVATE KEY", "wrong-geheim-4716"));
    try (Child daemon = start(config, TLS.formatted("") + users, secrets, "--log.level=debug")) {
      Curl curl = https(daemon);
      StringBuilder all = new StringBuilder();
      for (String login : List.of("alice:hello", "alice:wrong-geheim-4716", "")) {
        for (String path : PATHS) {
          String[] options = tls("", "--path-as-is", "--compressed");
          all.append(curl.get(path, login.isEmpty() ? options : with(options, "-u", login)).text());
        }
      }
      for (String section : List.of("snmp", "127.0.0.1:9", "postgresql://mos:")) {
        assertTrue(all.toString().contains(section), section + " was not among the answers");
      }
      Files.writeString(web, TLS.formatted("") + "basic_auth_users: {alice: hello-geheim-4717}\n");
      all.append(curl.get("/", tls("")).text());
      never.add("hello-geheim-4717");
      all.append(daemon.out()).append(daemon.err());
      never.forEach(secret -> assertFalse(all.toString().contains(secret), secret + " is shown"));
    }
  }

  @Test
  void servesOnTheSocketThatSystemdPasses() throws Exception {
    Programs.need("systemd-socket-activate");
    int port;
    try (java.net.ServerSocket free = new java.net.ServerSocket(0)) {
      port = free.getLocalPort();
    }
    String[] command = {
      "systemd-socket-activate",
      "--listen=127.0.0.1:" + port,
      "-E",
      "PATH",
      Programs.MOS_EXPORTER.toString(),
      "run",
      "--web.systemd-socket"
    };
    List<String> all = new ArrayList<>(List.of(command));
    all.add("--config.file=" + Files.writeString(folder.resolve("mos-exporter.yml"), QUIET));
    try (Child daemon = Child.start(folder, "activated", all)) {
      Curl curl = new Curl(folder, "http://127.0.0.1:" + port);
      await("the daemon")
          .atMost(Duration.ofSeconds(30))
          .until(() -> curl.status("/-/healthy") == 200 && daemon.runs());
      assertEquals(port, port(daemon));
    }
    try (Child without = start("", "--web.systemd-socket")) {
      Child.Result end = without.result();
      assertEquals(1, end.exit(), end::toString);
      assertTrue(end.err().contains("systemd passed no socket that listens"), end::toString);
    }
  }

  /** Prometheus' own tool finds our examples good, but for two keys that 2.42 does not know yet. */
  @Test
  void promtoolFindsTheExamplesGood() throws Exception {
    Programs.need("promtool");
    for (String name :
        List.of("web-tls-users.yml", "web-client-certificates.yml", "web-rate-limit.yml")) {
      Path example = folder.resolve(name);
      Files.copy(Path.of("docs", "examples", name), example);
      if (!Files.readString(example).matches("(?s).*(rate_limit|client_allowed_sans).*")) {
        Child.must(folder, "promtool", "check", "web-config", example.toString());
      }
      String said =
          Child.must(
              folder, Programs.MOS_EXPORTER.toString(), "check", "--web.config.file=" + example);
      assertTrue(said.contains(example + ": good"), said);
    }
  }
}
