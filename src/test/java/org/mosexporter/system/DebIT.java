package org.mosexporter.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The Debian package, installed with apt on a minimal Debian 12. */
class DebIT {
  private static final String CONFIGURATION = "/etc/mos-exporter/mos-exporter.yml";
  private static final String UNIT = "/lib/systemd/system/mos-exporter.service";
  private static final String USER = "mos-exporter";
  private static Chroot debian;
  private static Set<String> before;

  @BeforeAll
  static void install() throws Exception {
    Programs.need("debootstrap", "unshare", "chroot", "apt-get");
    Programs.needRoot();
    debian = Chroot.create(Path.of("target", "chroot-deb-" + ProcessHandle.current().pid()));
    before = debian.files();
    install(debian);
  }

  @AfterAll
  static void remove() throws Exception {
    if (debian != null) {
      debian.close();
    }
  }

  private static void install(Chroot into) throws Exception {
    Path deb = deb();
    Files.copy(deb, into.file("/root/" + deb.getFileName()));
    Chroot.Result apt = apt(into, "install", "/root/" + deb.getFileName());
    assertFalse(apt.out().contains("Errors were encountered"), apt.out());
  }

  private static Chroot.Result apt(Chroot in, String... arguments) throws Exception {
    String[] command =
        Stream.concat(
                Stream.of("apt-get", "-y", "-q", "--no-install-recommends"), Stream.of(arguments))
            .toArray(String[]::new);
    Chroot.Result result = in.run(command);
    assertEquals(0, result.exit(), result.toString());
    return result;
  }

  private static Path deb() throws IOException {
    try (Stream<Path> built = Files.list(Path.of("target"))) {
      return built
          .filter(file -> file.getFileName().toString().matches("mos-exporter_.*_amd64\\.deb"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no package in target: mvn -Ppackage package"));
    }
  }

  @Test
  void everythingIsWhereItBelongs() throws Exception {
    String listed =
        debian.must(
            "stat",
            "--format=%A %U %G %n",
            "/usr/bin/mos-exporter",
            "/usr/lib/mos-exporter",
            "/usr/lib/mos-exporter/mos-exporter.jar",
            "/usr/lib/mos-exporter/runtime/bin/java",
            UNIT,
            "/etc/mos-exporter",
            CONFIGURATION,
            "/etc/default/mos-exporter",
            "/var/lib/mos-exporter",
            "/var/log/mos-exporter",
            "/usr/share/mos-exporter/dashboards",
            "/usr/share/mos-exporter/alerts",
            "/usr/share/mos-exporter/snmp/tc-pass",
            "/usr/share/doc/mos-exporter/copyright");

    assertEquals(
        """
        -rwxr-xr-x root root /usr/bin/mos-exporter
        drwxr-xr-x root root /usr/lib/mos-exporter
        -rw-r--r-- root root /usr/lib/mos-exporter/mos-exporter.jar
        -rwxr-xr-x root root /usr/lib/mos-exporter/runtime/bin/java
        -rw-r--r-- root root /lib/systemd/system/mos-exporter.service
        drwxr-x--- root mos-exporter /etc/mos-exporter
        -rw-r----- root mos-exporter /etc/mos-exporter/mos-exporter.yml
        -rw-r--r-- root root /etc/default/mos-exporter
        drwxr-x--- mos-exporter mos-exporter /var/lib/mos-exporter
        drwxr-x--- mos-exporter mos-exporter /var/log/mos-exporter
        drwxr-xr-x root root /usr/share/mos-exporter/dashboards
        drwxr-xr-x root root /usr/share/mos-exporter/alerts
        -rwxr-xr-x root root /usr/share/mos-exporter/snmp/tc-pass
        -rw-r--r-- root root /usr/share/doc/mos-exporter/copyright
        """,
        listed);
    assertTrue(
        debian
            .must("getent", "passwd", USER)
            .endsWith(":/var/lib/mos-exporter:/usr/sbin/nologin\n"));
  }

  @Test
  void theCommandsRunOnTheirOwnRuntime() throws Exception {
    assertTrue(debian.must("mos-exporter", "--version").startsWith("mos-exporter "));
    assertTrue(
        debian
            .must("mos-exporter", "emodel", "--codec=G.711", "--format=json")
            .contains("\"MOS\""));
    debian.must("mos-exporter", "generate", "--packets=2000", "--calls=2", "/tmp/calls.pcap");

    Chroot.Result analysis =
        debian.run("mos-exporter", "analyze", "--format=json", "/tmp/calls.pcap");

    assertEquals(0, analysis.exit(), analysis.err());
    assertEquals("", analysis.err());
    assertTrue(analysis.out().contains("\"rtp\" : 2000"), analysis.out());
    assertEquals("", debian.run("mos-exporter", "check").err());
  }

  @Test
  void everyLibraryIsInTheBillOfMaterials() throws Exception {
    String bill = Files.readString(Path.of("target", "mos-exporter.sbom.json"));
    Matcher names =
        Pattern.compile("pkg:maven/[^/]+/([^@/]+)@([^?\"]+)(?:\\?classifier=([^&\"]+))?")
            .matcher(bill);
    Set<String> listed = new TreeSet<>();
    while (names.find()) {
      String classifier = names.group(3) == null ? "" : "-" + names.group(3);
      listed.add(names.group(1) + "-" + names.group(2) + classifier + ".jar");
    }

    Set<String> installed =
        new TreeSet<>(debian.must("ls", "/usr/lib/mos-exporter/lib").lines().toList());

    assertTrue(installed.size() > 10, installed.toString());
    installed.removeAll(listed);
    assertEquals(Set.of(), installed, "installed, but not in the bill of materials");
  }

  @Test
  void systemdFindsNothingAmissInTheUnit() throws Exception {
    Chroot.Result verified =
        debian.run("systemd-analyze", "verify", "--man=no", "mos-exporter.service");
    Chroot.Result security =
        debian.run("systemd-analyze", "security", "--offline=true", "--threshold=20", UNIT);

    assertEquals("", verified.err());
    assertEquals(0, verified.exit());
    assertEquals(0, security.exit(), security.out());
    assertEquals("enabled\n", debian.run("systemctl", "is-enabled", "mos-exporter.service").out());
  }

  @Test
  void theDaemonSniffsAsItsUserWithOneCapability() throws Exception {
    Files.writeString(
        debian.file("/tmp/lo.yml"), "capture: [{interface: lo}]\nreceive: {rtcp: []}\n");
    Chroot.Running daemon =
        debian.start(
            "setpriv",
            "--reuid=" + USER,
            "--regid=" + USER,
            "--init-groups",
            "--no-new-privs",
            "--inh-caps=-all,+net_raw",
            "--ambient-caps=-all,+net_raw",
            "--bounding-set=-all,+net_raw",
            "mos-exporter",
            "run",
            "--config.file=/tmp/lo.yml",
            "--web.listen-address=127.0.0.1:0");
    try {
      int port = port(daemon);
      assertOnlyCapability(daemon.process().pid());
      await().atMost(Duration.ofSeconds(20)).until(() -> sniffed(port) > 0);
      daemon.process().destroy();
      assertTrue(daemon.process().waitFor(20, TimeUnit.SECONDS), "does not end at SIGTERM");
      assertTrue(Set.of(0, 143).contains(daemon.process().exitValue()), daemon.said());
      assertFalse(daemon.said().contains("level=error"), daemon.said());
    } finally {
      daemon.process().destroyForcibly().waitFor();
    }
  }

  private static int port(Chroot.Running daemon) {
    Pattern ready = Pattern.compile("ready on ports \\[(\\d+)");
    await()
        .atMost(Duration.ofSeconds(60))
        .failFast(() -> !daemon.process().isAlive())
        .until(() -> ready.matcher(daemon.said()).find());
    try {
      Matcher port = ready.matcher(daemon.said());
      assertTrue(port.find());
      return Integer.parseInt(port.group(1));
    } catch (IOException gone) {
      throw new AssertionError(gone);
    }
  }

  /** CAP_NET_RAW is number 13 (linux/capability.h). */
  private static void assertOnlyCapability(long pid) throws Exception {
    List<String> status = Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"));
    for (String set : List.of("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")) {
      assertTrue(status.contains(set + ":\t0000000000002000"), set + " in " + status);
    }
    String uid = debian.must("id", "-u", USER).strip();
    assertTrue(status.contains("Uid:\t" + String.join("\t", uid, uid, uid, uid)), status::toString);
  }

  /** Sends one datagram over loopback, then reads what the daemon has counted. */
  private static long sniffed(int port) throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (DatagramSocket sender = new DatagramSocket()) {
      sender.send(new DatagramPacket(new byte[] {1}, 1, loopback, 9));
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI metrics = URI.create("http://127.0.0.1:" + port + "/metrics");
      String page =
          client
              .send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
              .body();
      Matcher packets =
          Pattern.compile("(?m)^mos_exporter_capture_packets_total\\{interface=\"lo\"\\} (\\S+)")
              .matcher(page);
      return packets.find() ? (long) Double.parseDouble(packets.group(1)) : 0;
    }
  }

  @Test
  void aChangedConfigurationIsKeptAndAPurgeLeavesNothing() throws Exception {
    Path folder = Path.of("target", "chroot-purge-" + ProcessHandle.current().pid());
    try (Chroot other = Chroot.create(folder)) {
      install(other);
      Files.writeString(other.file(CONFIGURATION), "site: lisbon\n");

      apt(other, "install", "--reinstall", "/root/" + deb().getFileName());
      assertEquals("site: lisbon\n", Files.readString(other.file(CONFIGURATION)));

      apt(other, "remove", "mos-exporter");
      assertEquals("site: lisbon\n", Files.readString(other.file(CONFIGURATION)));
      assertFalse(Files.exists(other.file("/usr/lib/mos-exporter")));

      apt(other, "purge", "mos-exporter");
      Set<String> left = other.files();
      left.removeAll(before);
      left.removeIf(path -> !path.contains("mos-exporter"));
      assertEquals(Set.of(), left, "left by a purge");
      assertEquals(2, other.run("getent", "passwd", USER).exit(), "the user is still there");
    }
  }
}
