package org.mosexporter.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code mos-exporter run} as systemd starts, reloads and stops it, and what it says if it cannot.
 */
class RunIT {
  private static final String PROTOBUF =
      "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited";
  private static final String QUIET = "capture: []\nreceive: {rtcp: []}\n";

  @TempDir private Path folder;
  private Path config = Path.of("");

  @BeforeEach
  void chooseAFile() {
    config = folder.resolve("mos-exporter.yml");
  }

  private static ConditionFactory soon(String what) {
    return await(what).atMost(Duration.ofSeconds(30));
  }

  private Child run(String name, String text, String listen) throws Exception {
    Files.writeString(config, text);
    return Child.start(
        folder,
        name,
        List.of(
            "env",
            "--default-signal=HUP", // who runs the tests under nohup would pass it on as ignored
            Programs.MOS_EXPORTER.toString(),
            "run",
            "--config.file=" + config,
            "--web.listen-address=" + listen));
  }

  @Test
  void reloadsOnHangUpAndKeepsWhatItHasWhenTheFileIsBroken() throws Exception {
    try (Child daemon = run("run", "site: first\n" + QUIET, "127.0.0.1:0")) {
      Web web = soon("the daemon").until(() -> Web.of(daemon), o -> o.isPresent()).get();
      assertEquals(OptionalDouble.of(1), successful(web));

      Files.writeString(config, "site: second\n" + QUIET);
      daemon.hangUp();
      soon("the new site").until(() -> web.text("/config").contains("second"));
      assertEquals(OptionalDouble.of(1), successful(web));
      assertTrue(daemon.err().contains("msg=\"configuration reloaded\""), daemon.err());

      Files.writeString(config, "sight: third\n" + QUIET);
      daemon.hangUp();
      soon("the refusal").until(() -> successful(web).equals(OptionalDouble.of(0)));
      assertTrue(web.text("/config").contains("second"));
      assertTrue(daemon.err().contains("reload refused"), daemon.err());
      assertTrue(daemon.err().contains("sight"), daemon.err());

      Files.writeString(config, "site: fourth\n" + QUIET);
      daemon.hangUp();
      soon("the repaired file").until(() -> successful(web).equals(OptionalDouble.of(1)));
      assertTrue(web.text("/config").contains("fourth"));
      assertEquals("", DemoIT.notLogged(daemon.err()));
    }
  }

  private static OptionalDouble successful(Web web) throws Exception {
    return web.scrape().value("mos_exporter_config_last_reload_successful");
  }

  @Test
  void writesNothingButItsLogWhenItIsScrapedInEachFormat() throws Exception {
    try (Child daemon = run("run", QUIET, "127.0.0.1:0")) {
      Web web = soon("the daemon").until(() -> Web.of(daemon), o -> o.isPresent()).get();
      for (String accept : List.of("text/plain", "application/openmetrics-text", PROTOBUF)) {
        HttpResponse<byte[]> page = web.ask("/metrics", accept);

        assertEquals(200, page.statusCode());
        String type = page.headers().firstValue("Content-Type").orElse("");
        assertTrue(type.startsWith(accept.split(";", 2)[0]), type);
        assertTrue(page.body().length > 1000);
      }

      Child.Result end = daemon.terminate();
      assertEquals(143, end.exit());
      assertEquals("", DemoIT.notLogged(end.err()));
      assertEquals("", end.out());
      assertFalse(end.err().contains("level=warn"), end.err());
    }
  }

  private String refusal(Child daemon, int exit) throws Exception {
    Child.Result end = daemon.result();

    assertEquals(exit, end.exit(), end::toString);
    String said = DemoIT.notLogged(end.err());
    assertEquals(1, said.lines().count(), end::toString);
    assertEquals("", end.out());
    return said;
  }

  @Test
  void refusesAKeyThatDoesNotExist() throws Exception {
    try (Child daemon = run("unknown", "sight: berlin\n", "127.0.0.1:0")) {
      String line = refusal(daemon, 2);

      assertTrue(line.contains(config + ":1") && line.contains("sight"), line);
    }
  }

  /** It may come with the next boot of a network: it is waited for. */
  @Test
  void saysWhichInterfaceIsMissing() throws Exception {
    Programs.needRoot();
    try (Child daemon =
        run("missing", "capture: [{interface: nosuch0}]\nreceive: {rtcp: []}\n", "127.0.0.1:0")) {
      soon("the daemon").until(() -> Web.of(daemon), o -> o.isPresent());

      Child.Result end = daemon.terminate();
      assertEquals(143, end.exit());
      assertTrue(end.err().contains("nosuch0"), end.err());
    }
  }

  @Test
  void saysWhichPortIsBusy() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Child daemon = run("busy", QUIET, "127.0.0.1:" + taken.getLocalPort())) {
      String line = refusal(daemon, 1);

      assertTrue(line.contains("port " + taken.getLocalPort() + " in use"), line);
    }
  }

  @Test
  void refusesAListenAddressThatIsNone() throws Exception {
    try (Child daemon = run("address", QUIET, "nowhere")) {
      assertTrue(refusal(daemon, 2).contains("nowhere"));
    }
  }
}
