package org.mosexporter.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.OwnCertificate;
import org.mosexporter.config.WebConfig;
import org.mosexporter.config.WebConfig.ClientAuth;

/**
 * The web configuration as exporter-toolkit documents it (docs/web-configuration.md), and what its
 * own tests hold to be good or bad (web/tls_config_test.go).
 */
class WebConfigFileTest {
  /** The password "doe", by htpasswd's scheme; any will do here. */
  private static final String HASH = "$2y$05$abcdefghijklmnopqrstuuWHxnxkyNt6AHCwFMQaY6auyqJA8E98a";

  private static final String CERTIFICATE = "cert_file: own-certificate.pem, key_file: own-key.pem";

  @TempDir private static Path folder;

  @BeforeAll
  static void makeCertificates() throws Exception {
    OwnCertificate.make(folder, "own");
    OwnCertificate.make(folder, "other");
  }

  private static Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("web.yml"), yaml);
  }

  private static WebConfig read(String yaml) throws Exception {
    return good(WebConfigFile.open(file(yaml))).config();
  }

  private static WebConfigFile.State.Good good(WebConfigFile file) {
    return assertInstanceOf(WebConfigFile.State.Good.class, file.state());
  }

  private static String refusal(String yaml) throws IOException {
    Path file = file(yaml);
    return assertThrows(ConfigException.class, () -> WebConfigFile.open(file)).getMessage();
  }

  @Test
  void anEmptyFileProtectsNothingAndOffersHttp2() throws Exception {
    assertEquals(
        new WebConfig(Optional.empty(), true, Map.of(), Map.of(), Optional.empty()), read(""));
  }

  @Test
  void readsWhatTheDocumentationShows() throws Exception {
    WebConfig config =
        read(
            """
            tls_server_config:
              cert_file: own-certificate.pem
              key_file: own-key.pem
              client_auth_type: RequireAndVerifyClientCert
              client_ca_file: other-certificate.pem
              client_allowed_sans: [prometheus.example.com, 10.1.0.9]
              min_version: TLS12
              max_version: TLS13
              cipher_suites: [TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384]
              prefer_server_cipher_suites: false
              curve_preferences: [X25519, CurveP256]
            http_server_config:
              http2: false
              headers:
                Content-Security-Policy: "default-src 'self' *.test.example.net"
                X-Frame-Options: deny
                X-Content-Type-Options: nosniff
                X-XSS-Protection: 1
                Strict-Transport-Security: max-age=31536000; includeSubDomains
            basic_auth_users:
              alice: %1$s
              007: %1$s
              on: %1$s
            rate_limit:
              interval: 1m30s
              burst: 20
            """
                .formatted(HASH));

    WebConfig.Tls tls = config.tls().orElseThrow();
    assertEquals(ClientAuth.REQUIRE_AND_VERIFY_CLIENT_CERT, tls.clientAuth());
    assertEquals(List.of("prometheus.example.com", "10.1.0.9"), tls.allowedSans());
    assertEquals(List.of("TLSv1.2", "TLSv1.3"), tls.protocols());
    assertEquals(List.of("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"), tls.cipherSuites());
    assertEquals(List.of("x25519", "secp256r1"), tls.namedGroups());
    assertFalse(tls.serverPrefers());
    assertFalse(config.http2());
    assertEquals("1", config.headers().get("X-XSS-Protection"));
    assertEquals("deny", config.headers().get("X-Frame-Options"));
    assertEquals(5, config.headers().size());
    assertEquals(Set.of("alice", "007", "on"), config.users().keySet());
    assertEquals(
        new WebConfig.RateLimit(Duration.ofSeconds(90), 20), config.rateLimit().orElseThrow());
    assertFalse(config.toString().contains(HASH), "a hash is printed");
    assertFalse(config.toString().contains("BEGIN"), "a key is printed");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no structure        | hWkNKCp3fvIx3jKnsaBI                                                        | not a YAML mapping
          unknown section     | tls_config: {}                                                              | web.yml:1: tls_config: unknown key; known here: basic_auth_users, http_server_config, rate_limit, tls_server_config
          unknown key         | tls_server_config: {cert_filse: server.crt}                                 | web.yml:1: tls_server_config.cert_filse: unknown key
          key twice           | {rate_limit: {burst: 1}, rate_limit: {burst: 2}}                            | duplicate key
          cert path empty     | tls_server_config: {cert_file: "", key_file: own-key.pem}                   | 'cert' or 'cert_file' is missing
          cert empty          | tls_server_config: {cert: "", key_file: own-key.pem}                        | 'cert' or 'cert_file' is missing
          key path empty      | tls_server_config: {cert_file: own-certificate.pem, key_file: ""}           | 'key' or 'key_file' is missing
          nothing but a type  | tls_server_config: {client_auth_type: NoClientCert}                         | 'cert' or 'cert_file' is missing
          certificate twice   | tls_server_config: {cert: a, cert_file: own-certificate.pem, key_file: own-key.pem} | only one of 'cert' and 'cert_file'
          cert path invalid   | tls_server_config: {cert_file: somefile, key_file: own-key.pem}             | tls_server_config.cert_file: 'somefile': cannot be read
          key path invalid    | tls_server_config: {cert_file: own-certificate.pem, key_file: somefile}     | tls_server_config.key_file: 'somefile': cannot be read
          key of another      | tls_server_config: {cert_file: own-certificate.pem, key_file: other-key.pem} | other-key.pem is not the key of
          key is certificate  | tls_server_config: {cert_file: own-certificate.pem, key_file: own-certificate.pem} | holds no private key
          CA without policy   | tls_server_config: {cert_file: own-certificate.pem, key_file: own-key.pem, client_ca_file: own-certificate.pem} | client_auth_type: is missing beside client_ca
          CA unreadable       | tls_server_config: {cert_file: own-certificate.pem, key_file: own-key.pem, client_auth_type: RequireAndVerifyClientCert, client_ca_file: somefile} | client_ca_file: 'somefile': cannot be read
          CA without any      | tls_server_config: {cert_file: own-certificate.pem, key_file: own-key.pem, client_auth_type: RequireAndVerifyClientCert, client_ca_file: own-key.pem} | holds no certificate
          no such type        | tls_server_config: {cert_file: own-certificate.pem, key_file: own-key.pem, client_auth_type: x} | RequireAndVerifyClientCert
          no names            | tls_server_config: {cert_file: own-certificate.pem, key_file: own-key.pem, client_allowed_sans: []} | names nobody
          invented cipher     | tls_server_config: {cert_file: own-certificate.pem, key_file: own-key.pem, cipher_suites: [TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA2048]} | TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256
          insecure cipher     | tls_server_config: {cert_file: own-certificate.pem, key_file: own-key.pem, cipher_suites: [TLS_RSA_WITH_AES_128_CBC_SHA]} | one of these is expected
          invented curve      | tls_server_config: {cert_file: own-certificate.pem, key_file: own-key.pem, curve_preferences: [CurveP257]} | CurveP256, CurveP384, CurveP521, X25519
          invented version    | tls_server_config: {cert_file: own-certificate.pem, key_file: own-key.pem, min_version: TLS111} | TLS10, TLS11, TLS12, TLS13
          versions crossed    | tls_server_config: {cert_file: own-certificate.pem, key_file: own-key.pem, min_version: TLS13, max_version: TLS12} | leaves no version
          only old versions   | tls_server_config: {cert_file: own-certificate.pem, key_file: own-key.pem, min_version: TLS10, max_version: TLS11} | leaves no version
          bad type options    | http_server_config: {headers: {X-Content-Type-Options: sniff}}              | 'sniff': one of these is expected: nosniff
          bad frame options   | http_server_config: {headers: {X-Frame-Options: foo}}                       | deny, sameorigin
          another header      | http_server_config: {headers: {Content-Type: foo}}                          | headers.Content-Type: unknown key
          bad switch          | http_server_config: {http2: perhaps}                                        | true, false
          password in clear   | basic_auth_users: {john: doe}                                               | basic_auth_users.john: a bcrypt hash
          no password         | basic_auth_users: {john: }                                                  | basic_auth_users.john: a bcrypt hash
          cost too low        | basic_auth_users: {john: $2y$03$abcdefghijklmnopqrstuuWHxnxkyNt6AHCwFMQaY6auyqJA8E98a} | a bcrypt hash
          bad interval        | rate_limit: {interval: 1 fortnight, burst: 1}                               | 500ms, 1s or 1m30s
          bad burst           | rate_limit: {interval: 1s, burst: -1}                                       | rate_limit.burst
          """)
  void refusesWhatTheToolkitRefuses(String name, String yaml, String why) throws Exception {
    String refusal = refusal(yaml);

    assertTrue(refusal.contains(why), refusal);
    assertTrue(refusal.contains("web.yml"), refusal);
    assertFalse(refusal.contains("doe"), "a password is shown: " + refusal);
    assertFalse(refusal.contains("abcdefghijklmnopqrstuu"), "a hash is shown: " + refusal);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nothing turns TLS on | tls_server_config: {min_version: TLS13}         | false
          inline               | INLINE                                          | true
          older type           | tls_server_config: {CERTIFICATE, client_auth_type: RequireClientCert} | true
          type without CA      | tls_server_config: {CERTIFICATE, client_auth_type: RequireAndVerifyClientCert} | true
          older versions, too  | tls_server_config: {CERTIFICATE, min_version: TLS10} | true
          limit off            | rate_limit: {interval: 0, burst: 0}             | false
          limit with no burst  | rate_limit: {interval: 1s, burst: 0}            | false
          header unset         | http_server_config: {headers: {X-Frame-Options: "", X-XSS-Protection: }} | false
          no users             | basic_auth_users: {}                            | false
          """)
  void takesWhatTheToolkitTakes(String name, String yaml, boolean tls) throws Exception {
    String whole =
        yaml.equals("INLINE")
            ? "tls_server_config:\n  cert: |\n%s\n  key: |\n%s\n"
                .formatted(indented("own-certificate.pem"), indented("own-key.pem"))
            : yaml.replace("CERTIFICATE", CERTIFICATE);

    assertEquals(tls, read(whole).tls().isPresent());
  }

  private static String indented(String pem) throws IOException {
    return Files.readString(folder.resolve(pem)).indent(4);
  }

  /** openssl's older forms; the expected key is the one that the JDK reads from PKCS#8. */
  @ParameterizedTest
  @CsvSource({
    "EC,'ec -in KEY -out OUT'",
    "RSA,'rsa -traditional -in KEY -out OUT'",
    "Ed25519,'pkey -in KEY -out OUT'"
  })
  void readsKeysAsOpensslWritesThem(String kind, String convert) throws Exception {
    String[] options =
        kind.equals("EC")
            ? new String[] {"-keyalg", "EC", "-groupname", "secp384r1"}
            : new String[] {"-keyalg", kind};
    OwnCertificate own = OwnCertificate.make(folder, "as" + kind, options);
    Path out = folder.resolve(kind + ".pem");
    String command = convert.replace("KEY", own.keyFile()).replace("OUT", out.toString());
    Process openssl =
        new ProcessBuilder(("openssl " + command).split(" "))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertEquals(0, openssl.waitFor());

    WebConfig config =
        read(
            "tls_server_config: {cert_file: %s, key_file: %s}"
                .formatted(own.certificateFile(), out.getFileName()));

    assertTrue(config.tls().isPresent());
  }

  @Test
  void readsUsersAndCertificatesAgainAsSoonAsTheyChange() throws Exception {
    OwnCertificate first = OwnCertificate.make(folder, "rotated", "-startdate", "-1d");
    Path yaml = first.webConfig();
    WebConfigFile file = WebConfigFile.open(yaml);
    TlsMaterial before = file.tls().orElseThrow();
    assertSame(before, file.tls().orElseThrow());

    FileTime time = Files.getLastModifiedTime(yaml);
    Files.writeString(yaml, Files.readString(yaml) + "basic_auth_users: {a: " + HASH + "}\n");
    Files.setLastModifiedTime(yaml, time); // which must not matter
    assertEquals(Set.of("a"), good(file).config().users().keySet());
    assertSame(before, file.tls().orElseThrow(), "sessions are lost without need");

    OwnCertificate.make(Files.createDirectories(folder.resolve("new")), "rotated");
    move("new/rotated-certificate.pem", "rotated-certificate.pem");
    assertInstanceOf(WebConfigFile.State.Bad.class, file.state(), "key and certificate differ");
    assertSame(before, file.tls().orElseThrow(), "handshakes go on, to be told 500");
    move("new/rotated-key.pem", "rotated-key.pem");
    assertTrue(good(file).tls().orElseThrow().validUntil().isAfter(before.validUntil()));
  }

  private static void move(String from, String to) throws IOException {
    Files.move(
        folder.resolve(from),
        folder.resolve(to),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void isBadWhileItIsMissingOrHasLostItsTls() throws Exception {
    OwnCertificate own = OwnCertificate.make(folder, "lost");
    Path yaml = own.webConfig();
    WebConfigFile file = WebConfigFile.open(yaml);
    String text = Files.readString(yaml);

    Files.delete(yaml);
    assertInstanceOf(WebConfigFile.State.Bad.class, file.state());
    Files.writeString(yaml, "");
    assertInstanceOf(WebConfigFile.State.Bad.class, file.state());
    Files.writeString(yaml, text);
    assertTrue(good(file).tls().isPresent());
  }

  /** As Go's time.ParseDuration documents them. */
  @ParameterizedTest
  @CsvSource({
    "0,0",
    "1s,1000000000",
    "300ms,300000000",
    "1.5h,5400000000000",
    "2h45m,9900000000000",
    "1h10m10s,4210000000000",
    "1us,1000",
    "7,7",
    ".5s,500000000",
  })
  void readsGoDurations(String text, long ns) {
    assertEquals(Duration.ofNanos(ns), GoDuration.parse(text));
  }

  @ParameterizedTest
  @CsvSource({"''", "s", "-1s", "1d", "1s2", "1 s", "999999999999999999h"})
  void refusesOtherTimes(String text) {
    assertThrows(IllegalArgumentException.class, () -> GoDuration.parse(text));
  }
}
