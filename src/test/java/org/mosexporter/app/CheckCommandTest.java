package org.mosexporter.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mosexporter.OwnCertificate;

/** What {@code mos-exporter check} says of certificates and of who reports. */
class CheckCommandTest {
  private static final String NONE = "receive: {rtcp: [], hep: [], sip: []}\n";
  private static final String TLS =
      "receive: {rtcp: [], hep: [], sip: [{listen: \"127.0.0.1:0\", transport: tls}]}\n";

  @TempDir private Path folder;
  private Path config;
  private final StringWriter text = new StringWriter();

  @BeforeEach
  void prepare() {
    config = folder.resolve("mos-exporter.yml");
  }

  private int check(String yaml, Object... options) throws IOException {
    Files.writeString(config, yaml);
    String[] command = new String[options.length + 2];
    command[0] = "check";
    command[1] = "--config.file=" + config;
    for (int i = 0; i < options.length; i++) {
      command[i + 2] = String.valueOf(options[i]);
    }
    PrintWriter out = new PrintWriter(text, true);
    return Main.commandLine().setOut(out).setErr(out).execute(command);
  }

  private void assertSays(String expected) {
    assertTrue(text.toString().contains(expected), text::toString);
  }

  @Test
  void aGoodCertificateIsGood() throws Exception {
    OwnCertificate own = OwnCertificate.make(folder, "own");
    assertEquals(Main.DONE, check(TLS, "--web.config.file=" + own.webConfig()));
    assertSays("TLS: good: the certificate is valid until 20");
  }

  @Test
  void aKeyOfAnotherCertificateIsSaidToBe() throws Exception {
    OwnCertificate own = OwnCertificate.make(folder, "own");
    OwnCertificate other = OwnCertificate.make(folder, "other");
    assertEquals(Main.USAGE, check(TLS, "--web.config.file=" + own.webConfig(other.keyFile())));
    assertSays("other-key.pem is not the key of ");
  }

  @Test
  void aKeyOfAnotherKindIsSaidToBe() throws Exception {
    OwnCertificate own = OwnCertificate.make(folder, "own");
    OwnCertificate other =
        OwnCertificate.make(folder, "other", "-keyalg", "RSA", "-keysize", "2048");
    assertEquals(Main.USAGE, check(TLS, "--web.config.file=" + own.webConfig(other.keyFile())));
    assertSays("other-key.pem is not the key of ");
  }

  @Test
  void anExpiredCertificateIsSaidToBe() throws Exception {
    OwnCertificate own = OwnCertificate.make(folder, "own", "-startdate", "-9d");
    assertEquals(Main.FAILED, check(TLS, "--web.config.file=" + own.webConfig()));
    assertSays("TLS: FAILED: the certificate expired on 20");
  }

  @Test
  void aFileWithoutAnyIsSaidToBe() throws Exception {
    OwnCertificate own = OwnCertificate.make(folder, "own");
    Files.writeString(folder.resolve(own.certificateFile()), "");
    assertEquals(Main.USAGE, check(TLS, "--web.config.file=" + own.webConfig()));
    assertSays("own-certificate.pem holds no certificate");
  }

  @Test
  void whatWasNotTriedIsNotCalledGood() throws Exception {
    assertEquals(Main.DONE, check(TLS));
    assertSays("TLS: its certificate was not tried; name --web.config.file");
  }

  @Test
  void tellsWhoReportsToTheRunningDaemon() throws Exception {
    HttpServer daemon =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] status =
        """
        {"reporters":[
          {"address":"10.1.20.11","protocol":"sip","reports":12,"last_report":"2026-03-02T12:00:00Z",
           "refused":3,"last_refused":"2026-03-02T11:00:00Z","reason":"media_type"},
          {"address":"192.0.2.66","protocol":"rtcp","reports":0,"refused":0}],
         "phones":[{"address":"10.1.20.12","source":"xr","last_report":"2026-03-02T12:00:05Z"}]}
        """
            .getBytes(UTF_8);
    daemon.createContext(
        "/api/v1/status",
        exchange -> {
          exchange.sendResponseHeaders(200, status.length);
          exchange.getResponseBody().write(status);
          exchange.close();
        });
    daemon.start();
    try {
      String address = "127.0.0.1:" + daemon.getAddress().getPort();
      assertEquals(Main.DONE, check(NONE, "--live", "--url=http://" + address));
    } finally {
      daemon.stop(0);
    }
    assertSays(
        "sender 10.1.20.11: 12 reports to our sip port, last 2026-03-02T12:00:00Z; 3 refused, last"
            + " 2026-03-02T11:00:00Z: media type");
    assertSays("sender 192.0.2.66: 0 reports to our rtcp port, last never");
    assertSays("phone 10.1.20.12: reports (xr), last 2026-03-02T12:00:05Z");
  }

  @Test
  void withoutADaemonNobodyKnows() throws Exception {
    assertEquals(Main.DONE, check(NONE, "--live", "--url=http://127.0.0.1:1"));
    assertSays("reports: no daemon answers at http://127.0.0.1:1");
  }

  @Test
  void raisesNoFalseAlarm() throws Exception {
    String yaml = NONE + "\nnotify: {webhooks: [{url: 'http://127.0.0.1:1/hidden'}]}";
    assertEquals(Main.DONE, check(yaml, "--live", "--url=http://127.0.0.1:1"));
    assertSays("webhook 127.0.0.1:1: not tried: that would be a false alarm");
  }
}
