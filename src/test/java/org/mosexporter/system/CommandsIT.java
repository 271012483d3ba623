package org.mosexporter.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that ask the daemon, while it wants passwords, TLS and clients' certificates. */
class CommandsIT {
  private static final String QUIET = "capture: []\nreceive: {rtcp: [], hep: [], sip: []}\n";

  /** Of the word hello, by libxcrypt's crypt(3). */
  private static final String USERS =
      "basic_auth_users: {alice: $2y$05$abcdefghijklmnopqrstuuWHxnxkyNt6AHCwFMQaY6auyqJA8E98a}\n";

  private static final String TLS =
      "tls_server_config: {cert_file: server.crt, key_file: server.key%s}\n";
  private static final String CLIENTS =
      ", client_auth_type: RequireAndVerifyClientCert, client_ca_file: clients.crt";

  @TempDir private Path folder;
  private Path config = Path.of("");

  @BeforeEach
  void makeCertificates() throws Exception {
    Programs.need("openssl");
    config = Files.writeString(folder.resolve("mos-exporter.yml"), QUIET);
    Files.createDirectory(folder.resolve("state"));
    Certificates certificates = new Certificates(folder);
    certificates.authority("clients");
    certificates.server("server");
    certificates.client("good", "clients", "DNS:admin.example.com");
  }

  private Child start(String webConfig) throws Exception {
    return start("daemon", webConfig, "state");
  }

  private Child start(String name, String webConfig, String state) throws Exception {
    Path web = Files.writeString(folder.resolve("web.yml"), webConfig);
    Child daemon =
        Child.start(
            folder,
            name,
            List.of(
                Programs.MOS_EXPORTER.toString(),
                "run",
                "--config.file=" + config,
                "--web.config.file=" + web,
                "--web.listen-address=127.0.0.1:0"),
            Map.of("STATE_DIRECTORY", folder.resolve(state).toString()));
    await("the daemon").atMost(Duration.ofSeconds(30)).until(() -> Web.of(daemon).isPresent());
    return daemon;
  }

  /** As root of that daemon's machine, by its own socket. */
  private Child.Result here(String... arguments) throws Exception {
    return command(List.of("env", "STATE_DIRECTORY=" + folder.resolve("state")), arguments);
  }

  /** As somebody who has no state directory, over the network. */
  private Child.Result elsewhere(String... arguments) throws Exception {
    return command(List.of("env", "STATE_DIRECTORY=" + folder.resolve("nowhere")), arguments);
  }

  private Child.Result command(List<String> before, String... arguments) throws Exception {
    return Child.run(
        folder,
        Stream.of(before, List.of(Programs.MOS_EXPORTER.toString()), List.of(arguments))
            .flatMap(List::stream)
            .toArray(String[]::new));
  }

  @Test
  void askTheirOwnDaemonWhateverItWantsOfOthers() throws Exception {
    Path socket = folder.resolve("state/control/http.sock");
    try (Child daemon = start(TLS.formatted(CLIENTS) + USERS + "rate_limit: {interval: 1h}\n")) {
      assertEquals(
          "rwx------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent())));
      Child.Result change = here("change", "EF is on");
      assertEquals(0, change.exit(), change::toString);
      assertTrue(change.out().matches("(?s)Change \\S+ is recorded.*"), change::out);
      Child.Result check = here("check", "--live", "--config.file=" + config);
      assertTrue(check.out().contains("reports: the running daemon has none yet"), check::out);
      Child.Result forget = here("forget", "anna", "--config.file=" + config);
      assertEquals(0, forget.exit(), forget::toString);
      assertTrue(forget.out().contains("memory: 0 calls erased"), forget::out);
      Child.Result call = here("explain", "nobody's@pbx");
      assertEquals(1, call.exit());
      assertTrue(call.err().contains("No such call"), call::err);
      Child.Result phone = here("explain", "192.0.2.9", "--format=json");
      assertEquals(1, phone.exit());
      assertTrue(phone.err().contains("no phone and no call of 192.0.2.9"), phone::err);
      Child.Result wrong = here("change", "EF is on", "--site=nowhere");
      assertEquals(1, wrong.exit());
      assertTrue(wrong.err().contains("answers 400: "), wrong::err);

      daemon.signal("KILL");
      assertEquals(137, daemon.result().exit());
    }
    assertTrue(Files.exists(socket), "a killed daemon leaves it");
    try (Child next = start("")) {
      assertEquals(0, here("change", "EF is off again").exit());
      assertFalse(next.err().contains("level=warn"), next::described);
      assertEquals(143, next.terminate().exit());
    }
    assertFalse(Files.exists(socket));
  }

  @Test
  void anotherDaemonDoesNotTakeTheSocketAway() throws Exception {
    try (Child first = start("first", "", "state");
        Child second = start("second", "", "state")) {
      assertTrue(second.err().contains("another daemon answers there"), second::described);
      second.terminate();
      assertEquals(0, here("change", "EF is on").exit(), first::described);
    }
  }

  @Test
  void logInFromElsewhere() throws Exception {
    String password = Files.writeString(folder.resolve("password"), "hello\n").toString();
    String[] login = {"--user=alice", "--password-file=" + password};
    String[] trust = {"--ca-file=" + folder.resolve("server.crt")};
    String[] identity = {
      "--cert-file=" + folder.resolve("good.crt"), "--key-file=" + folder.resolve("good.key")
    };
    try (Child daemon = start(TLS.formatted(CLIENTS) + USERS)) {
      String at = "127.0.0.1:" + Web.of(daemon).orElseThrow().port();
      String[] https = {"change", "EF is on", "--url=https://" + at};
      assertEquals(0, elsewhere(all(https, trust, identity, login)).exit());
      assertRefused("--user, --password-file", all(https, trust, identity));
      assertRefused("an authority in --ca-file", all(https, identity, login));
      assertRefused("--cert-file, --key-file", all(https, trust, login));
      assertRefused("--user and --password-file go together", all(https, trust, login[0]));
      assertRefused("must begin with https", "change", "EF is on", "--url=http://" + at);
      Files.writeString(folder.resolve("password"), "wrong");
      assertRefused("answers 401", all(https, trust, identity, login));
    }
    try (Child daemon = start("plain", USERS, "state")) {
      String at = "127.0.0.1:" + Web.of(daemon).orElseThrow().port();
      assertRefused("must begin with http:", "change", "EF", "--url=https://" + at);
      Child.Result forget =
          elsewhere("forget", "anna", "--url=http://" + at, "--config.file=" + config);
      assertEquals(1, forget.exit());
      assertTrue(forget.err().contains("nothing is known to be erased"), forget::err);
    }
  }

  private static String[] all(String[] first, Object... more) {
    List<String> all = new ArrayList<>(List.of(first));
    for (Object one : more) {
      all.addAll(one instanceof String[] many ? List.of(many) : List.of((String) one));
    }
    return all.toArray(new String[0]);
  }

  private void assertRefused(String because, String... arguments) throws Exception {
    Child.Result result = elsewhere(arguments);
    assertTrue(result.exit() == 1 || result.exit() == 2, result::toString);
    assertTrue(result.err().contains(because), result::err);
    assertFalse(result.err().contains("hello"), result::err);
  }
}
