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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The Debian package, installed with apt on a minimal Debian. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InstalledDeb {
  private static final String CONFIGURATION = "/etc/mos-exporter/mos-exporter.yml";
  private static final String UNIT = "/usr/lib/systemd/system/mos-exporter.service";
  private static final String USER = "mos-exporter";
  private static final String CACHE = "/var/cache/mos-exporter";

  private final String release;
  private Chroot debian;

  InstalledDeb(String release) {
    this.release = release;
  }

  @BeforeAll
  void install() throws Exception {
    Programs.need("debootstrap", "unshare", "chroot", "apt-get");
    Programs.needRoot();
    debian = create("deb");
    Chroot.Result apt = Deb.install(debian, Deb.full());
    assertFalse(apt.out().contains("Errors were encountered"), apt.out());
  }

  private Chroot create(String name) throws Exception {
    return Chroot.create(
        release, Path.of("target", "chroot-" + name + "-" + ProcessHandle.current().pid()));
  }

  @AfterAll
  void remove() throws Exception {
    if (debian != null) {
      debian.close();
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
            "/usr/lib/mos-exporter/lib/libsqlitejdbc.so",
            CACHE,
            "/usr/lib/sysusers.d/mos-exporter.conf",
            "/usr/lib/tmpfiles.d/mos-exporter.conf",
            "/usr/share/bash-completion/completions/mos-exporter",
            "/usr/share/mos-exporter/sbom.cdx.json",
            "/usr/share/mos-exporter/runbooks",
            "/usr/share/doc/mos-exporter/copyright");

    assertEquals(
        """
        -rwxr-xr-x root root /usr/bin/mos-exporter
        drwxr-xr-x root root /usr/lib/mos-exporter
        -rw-r--r-- root root /usr/lib/mos-exporter/mos-exporter.jar
        -rwxr-xr-x root root /usr/lib/mos-exporter/runtime/bin/java
        -rw-r--r-- root root /usr/lib/systemd/system/mos-exporter.service
        drwxr-x--- root mos-exporter /etc/mos-exporter
        -rw-r----- root mos-exporter /etc/mos-exporter/mos-exporter.yml
        -rw-r--r-- root root /etc/default/mos-exporter
        drwxr-x--- mos-exporter mos-exporter /var/lib/mos-exporter
        drwxr-x--- mos-exporter mos-exporter /var/log/mos-exporter
        drwxr-xr-x root root /usr/share/mos-exporter/dashboards
        drwxr-xr-x root root /usr/share/mos-exporter/alerts
        -rwxr-xr-x root root /usr/share/mos-exporter/snmp/tc-pass
        -rw-r--r-- root root /usr/lib/mos-exporter/lib/libsqlitejdbc.so
        drwxr-xr-x root root /var/cache/mos-exporter
        -rw-r--r-- root root /usr/lib/sysusers.d/mos-exporter.conf
        -rw-r--r-- root root /usr/lib/tmpfiles.d/mos-exporter.conf
        -rw-r--r-- root root /usr/share/bash-completion/completions/mos-exporter
        -rw-r--r-- root root /usr/share/mos-exporter/sbom.cdx.json
        drwxr-xr-x root root /usr/share/mos-exporter/runbooks
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

  /** A cache that the JVM cannot use, here for other object headers, spoils no output. */
  @Test
  void whatTheJvmSaysOfItsCacheIsNotAmongTheOutput() throws Exception {
    Chroot.Result result =
        debian.run(
            "env",
            "MOS_EXPORTER_JAVA_OPTIONS=-XX:-UseCompactObjectHeaders",
            "mos-exporter",
            "emodel",
            "--codec=G.711",
            "--format=json");

    assertTrue(result.out().startsWith("{"), result.out());
    assertTrue(result.err().contains("AOT cache"), result.err());
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
    installed.remove("libsqlitejdbc.so"); // of sqlite-jdbc's natives, which are in the bill

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

  /** The cache's name says of what it was made; only root may write what the JVM maps. */
  @Test
  void theCacheIsTrainedForWhatIsInstalled() throws Exception {
    String files = debian.must("stat", "--format=%A %U %G %n", CACHE + "/" + cache());

    assertEquals("-rw-r--r-- root root " + CACHE + "/" + cache() + "\n", files);
    assertTrue(
        cache().matches(Pattern.quote(Deb.version().split("-", 2)[0]) + "-[0-9a-f]{64}\\.aot"));
  }

  private String cache() throws Exception {
    return debian.must("ls", CACHE).strip();
  }

  @Test
  void theDaemonSniffsAndKeepsRecordsAsItsUserWithOneCapability() throws Exception {
    Files.writeString(
        debian.file("/tmp/lo.yml"),
        "capture: [{interface: lo}]\nreceive: {rtcp: [], hep: [], sip: []}\n");
    Chroot.Running daemon =
        debian.startAsTheUnitHasIt(
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
      long pid = daemon.process().pid();
      assertOnlyCapability(pid);
      String maps = Files.readString(Path.of("/proc", Long.toString(pid), "maps"));
      assertTrue(maps.contains(cache()), "the cache is not in use");
      assertTrue(maps.contains("/usr/lib/mos-exporter/lib/libsqlitejdbc.so"), maps);
      await().atMost(Duration.ofSeconds(20)).until(() -> sniffed(port) > 0);
      daemon.process().destroy();
      assertTrue(daemon.process().waitFor(20, TimeUnit.SECONDS), "does not end at SIGTERM");
      assertTrue(Set.of(0, 143).contains(daemon.process().exitValue()), daemon.said());
      assertFalse(daemon.said().contains("level=error"), daemon.said());
      assertFalse(daemon.said().contains("level=warn"), daemon.said());
    } finally {
      daemon.process().destroyForcibly().waitFor();
    }
    assertEquals(USER + "\n", debian.must("stat", "--format=%U", "/var/lib/mos-exporter/calls.db"));
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
  private void assertOnlyCapability(long pid) throws Exception {
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

  /** What it cannot even look into it cannot write. */
  @Test
  void nothingButItsOwnFoldersCanBeWrittenByTheService() throws Exception {
    Chroot.Result found =
        debian.run(
            "setpriv",
            "--reuid=" + USER,
            "--regid=" + USER,
            "--init-groups",
            "find",
            "/usr",
            "/etc",
            "/var",
            "-xdev",
            "-not",
            "-type",
            "l",
            "-writable",
            "-not",
            "-path",
            "/var/tmp",
            "-not",
            "-path",
            "/var/lib/mos-exporter/*");

    assertEquals(
        Set.of("/var/lib/mos-exporter", "/var/log/mos-exporter"),
        new TreeSet<>(found.out().lines().filter(path -> !path.equals("/var/lock")).toList()));
  }

  @Test
  void upgradesKeepWhatIsThereAndAPurgeLeavesNothing() throws Exception {
    try (Chroot other = create("life")) {
      new LifeOfADeb(other).pass();
    }
  }
}
