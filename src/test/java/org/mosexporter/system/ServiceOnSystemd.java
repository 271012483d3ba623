package org.mosexporter.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** The service of the Debian package under a systemd that runs it, from installation to purge. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class ServiceOnSystemd {
  private static final String UNIT = "mos-exporter.service";
  private static final String CONFIGURATION = "/etc/mos-exporter/mos-exporter.yml";
  private static final String DROP_INS = "/etc/systemd/system/" + UNIT + ".d";
  private static final String QUIET = "capture: []\nreceive: {rtcp: [], hep: [], sip: []}\n";

  /** CAP_NET_RAW, number 13 (linux/capability.h). */
  private static final String ONLY_RAW = "0000000000002000";

  private final String release;
  private Path folder = Path.of("");
  private BootedDebian host;

  ServiceOnSystemd(String release) {
    this.release = release;
  }

  @BeforeAll
  void boot() throws Exception {
    Programs.need("debootstrap", "unshare", "nsenter", "chroot", "curl", "ip");
    Programs.needRoot();
    folder = Path.of("target", "boot-" + release + "-" + ProcessHandle.current().pid());
    host = BootedDebian.boot(Chroot.create(release, folder.resolve("root")));
    Path old = Deb.as("0.0.1-1", folder, _ -> {});
    install(old);
  }

  @AfterAll
  void halt() throws Exception {
    if (host != null) {
      host.close();
    }
    Chroot.onHost("rm", "-rf", "--one-file-system", folder.toString());
  }

  private Chroot.Result install(Path deb) throws Exception {
    String name = "/root/" + deb.getFileName();
    Files.deleteIfExists(host.debian().file(name));
    Files.copy(deb, host.debian().file(name));
    Chroot.Result result =
        host.run(
            "apt-get",
            "-y",
            "-q",
            "--no-install-recommends",
            "--allow-downgrades",
            "install",
            name);
    assertEquals(0, result.exit(), result.toString());
    return result;
  }

  @Test
  @Order(1)
  void anInstallationStartsItAndItSaysWhenItIsReady() throws Exception {
    assertEquals("active\n", host.run("systemctl", "is-active", UNIT).out());
    assertEquals("enabled\n", host.run("systemctl", "is-enabled", UNIT).out());
    assertEquals("notify", property("Type"));
    assertEquals("pages and metrics on ports [10199]", property("StatusText"));
    assertTrue(journal().contains("ready on ports [10199]"), journal());

    host.must("systemctl", "stop", UNIT);
    assertEquals("inactive", property("ActiveState"));
    assertEquals("success", property("Result"), "the JVM's code after SIGTERM is no failure");
    host.must("systemctl", "start", UNIT);

    // Not before pages are served is it started, so nothing has to be waited for.
    assertTrue(host.page("/metrics").contains("mos_exporter_build_info"), journal());
  }

  @Test
  @Order(2)
  void itRunsAsItsUserInItsSandbox() throws Exception {
    String pid = property("MainPID");
    List<String> status = host.must("cat", "/proc/" + pid + "/status").lines().toList();
    String uid = host.must("id", "-u", "mos-exporter").strip();

    assertTrue(status.contains("Uid:\t" + String.join("\t", uid, uid, uid, uid)), status::toString);
    for (String set : List.of("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")) {
      assertTrue(status.contains(set + ":\t" + ONLY_RAW), set + " in " + status);
    }
    assertTrue(status.contains("NoNewPrivs:\t1"), status::toString);
    assertTrue(status.contains("Seccomp:\t2"), status::toString);
    List<String> mounts = host.must("cat", "/proc/" + pid + "/mountinfo").lines().toList();
    assertTrue(options(mounts, "/").contains("noexec"), mounts::toString);
    assertTrue(options(mounts, "/").contains("ro"), mounts::toString);
    assertTrue(options(mounts, "/var/lib/mos-exporter").contains("rw"), mounts::toString);
    assertTrue(options(mounts, "/var/lib/mos-exporter").contains("noexec"), mounts::toString);
    Chroot.Result security = host.run("systemd-analyze", "security", "--threshold=20", UNIT);
    assertEquals(0, security.exit(), security.toString());
  }

  /** The options of a mount (proc(5): the sixth field); none where it is no mount of its own. */
  private static List<String> options(List<String> mounts, String place) {
    return mounts.stream()
        .map(line -> line.split(" ", -1))
        .filter(fields -> fields[4].equals(place))
        .map(fields -> List.of(fields[5].split(",", -1)))
        .reduce((_, last) -> last)
        .orElse(List.of());
  }

  @Test
  @Order(3)
  void aReloadTakesANewConfigurationAndLeavesTheProcess() throws Exception {
    configure("site: lisbon\n" + QUIET);
    String pid = property("MainPID");
    host.must("systemctl", "reload", UNIT);
    await().until(() -> host.page("/config").contains("lisbon"));

    configure("sight: lisbon\n");
    host.must("systemctl", "reload", UNIT);
    await().until(() -> journal().contains("sight: unknown key"));

    assertTrue(host.page("/config").contains("lisbon"), "the one before goes on");
    assertEquals(pid, property("MainPID"));
    assertEquals("active", property("ActiveState"));
    configure("site: lisbon\n" + QUIET);
  }

  /** A process that stands says nothing, and is started anew. */
  @Test
  @Order(4)
  void theWatchdogStartsAnewWhatStands() throws Exception {
    assertEquals("1min", property("WatchdogUSec"));
    dropIn("watchdog", "WatchdogSec=4s\nTimeoutAbortSec=1s\nRestartSec=1s\n");
    host.must("systemctl", "restart", UNIT);
    String pid = property("MainPID");
    // It is fed, in spite of the short time.
    Thread.sleep(Duration.ofSeconds(6));
    assertEquals(pid, property("MainPID"), journal());

    host.must("kill", "-STOP", pid);
    await()
        .atMost(Duration.ofSeconds(40))
        .until(() -> property("ActiveState").equals("active") && !property("MainPID").equals(pid));

    assertEquals("1", property("NRestarts"));
    assertTrue(journal().contains("Watchdog timeout"), journal());
    assertTrue(host.page("/metrics").contains("mos_exporter_build_info"), journal());
    host.must("rm", DROP_INS + "/watchdog.conf");
    host.must("systemctl", "daemon-reload");
  }

  /** Of the file only root can read, the service gets a copy of its own. */
  @Test
  @Order(5)
  void secretsComeFromSystemd() throws Exception {
    Path secret = host.debian().file("/etc/mos-exporter/credentials/snmp-auth");
    Files.createDirectories(secret.getParent());
    Files.writeString(secret, "not-a-secret\n");
    host.must("chown", "-R", "root:root", "/etc/mos-exporter/credentials");
    host.must("chmod", "-R", "go=", "/etc/mos-exporter/credentials");
    configure(
        QUIET
            + """
            snmp:
              credentials: {branch: {version: 2, community: "${credential:snmp-auth}"}}
              devices: [{name: gw1, address: 127.0.0.1, credentials: branch}]
            """);
    dropIn("credential", "LoadCredential=snmp-auth:/etc/mos-exporter/credentials/snmp-auth\n");
    host.must("systemctl", "restart", UNIT);

    assertTrue(host.page("/config").contains("gw1"), journal());
    assertTrue(!host.page("/config").contains("not-a-secret"), "the secret is shown");

    // Without the credential the configuration is refused, and not tried again and again.
    host.must("rm", DROP_INS + "/credential.conf");
    host.must("systemctl", "daemon-reload");
    assertNotEquals(0, host.run("systemctl", "restart", UNIT).exit());
    assertEquals("failed", property("ActiveState"));
    assertEquals("2", property("ExecMainStatus"));
    assertEquals("0", property("NRestarts"));
    configure("site: lisbon\n" + QUIET);
    host.must("systemctl", "reset-failed", UNIT);
    host.must("systemctl", "start", UNIT);
  }

  @Test
  @Order(6)
  void systemdOpensThePort() throws Exception {
    Path socket = host.debian().file("/etc/systemd/system/mos-exporter.socket");
    Files.copy(Path.of("packaging/systemd/mos-exporter.socket"), socket);
    String defaults = Files.readString(host.debian().file("/etc/default/mos-exporter"));
    write("/etc/default/mos-exporter", "ARGS=\"--web.systemd-socket\"\n");
    host.must("systemctl", "daemon-reload");
    host.must("systemctl", "stop", UNIT);
    host.must("systemctl", "start", "mos-exporter.socket");

    // Whoever comes first starts it, and waits until it is ready.
    assertTrue(host.page("/metrics").contains("mos_exporter_build_info"), journal());

    await().until(() -> property("ActiveState").equals("active")); // a moment after it answers
    host.must("systemctl", "stop", "mos-exporter.socket", UNIT);
    Files.delete(socket);
    host.must("systemctl", "daemon-reload");
    write("/etc/default/mos-exporter", defaults);
    host.must("systemctl", "start", UNIT);
  }

  @Test
  @Order(7)
  void anUpgradeRestartsItUnlessItWouldNotStart() throws Exception {
    String pid = property("MainPID");
    configure("sight: lisbon\n");
    Chroot.Result refused = install(Deb.full());
    assertTrue(
        (refused.out() + refused.err()).contains("the service was not restarted"),
        refused.toString());
    assertEquals(pid, property("MainPID"));
    assertTrue(host.page("/metrics").contains("mos_exporter_build_info"), journal());

    configure("site: lisbon\n" + QUIET);
    Path next = Deb.as("9.0.0-1", folder, _ -> {});
    install(next);
    String restarted = property("MainPID");
    assertNotEquals(pid, restarted);
    assertTrue(host.page("/config").contains("lisbon"), journal());

    host.must("systemctl", "disable", "--now", UNIT);
    install(Deb.full());
    assertEquals("inactive", property("ActiveState"), "stopped by the administrator");
    assertEquals("disabled\n", host.run("systemctl", "is-enabled", UNIT).out());
    host.must("systemctl", "enable", "--now", UNIT);
  }

  @Test
  @Order(8)
  void aRemovalStopsItAndAPurgeLeavesNothing() throws Exception {
    host.must("apt-get", "-y", "-q", "remove", "mos-exporter");
    assertEquals("inactive", property("ActiveState"));
    assertEquals("", host.page("/metrics"));
    assertTrue(Files.exists(host.debian().file(CONFIGURATION)));

    host.must("rm", "-rf", DROP_INS); // the administrator's own
    host.must("apt-get", "-y", "-q", "purge", "mos-exporter");
    assertEquals("not-found", property("LoadState"));
    assertEquals(
        "",
        host.must(
            "sh",
            "-c",
            "find /etc /usr /var -xdev -name '*mos-exporter*' -not -path '/var/log/journal/*'"));
  }

  private void configure(String text) throws Exception {
    write(CONFIGURATION, text);
  }

  /** In place, so that owner and mode stay. */
  private void write(String file, String text) throws IOException {
    Files.writeString(host.debian().file(file), text);
  }

  private void dropIn(String name, String settings) throws Exception {
    Path file = host.debian().file(DROP_INS + "/" + name + ".conf");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "[Service]\n" + settings);
    host.must("systemctl", "daemon-reload");
  }

  private String property(String name) throws Exception {
    return host.must("systemctl", "show", "--value", "--property=" + name, UNIT).strip();
  }

  private String journal() throws Exception {
    return host.must("journalctl", "--no-pager", "--output=cat", "--unit=" + UNIT);
  }
}
