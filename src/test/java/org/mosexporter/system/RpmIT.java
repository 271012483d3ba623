package org.mosexporter.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The rpm, installed by rpm into a root of its own. There is no distribution of rpms here, so that
 * root is a minimal Debian, whose shell, glibc and useradd do for what the package requires ({@code
 * --nodeps}).
 */
class RpmIT {
  private static final String CONFIGURATION = "/etc/mos-exporter/mos-exporter.yml";
  private static Chroot root;
  private static Path rpm;
  private static Set<String> before;

  @BeforeAll
  static void install() throws Exception {
    Programs.need("debootstrap", "rpm", "unshare", "chroot");
    Programs.needRoot();
    rpm = Deb.built("mos-exporter-.*\\.rpm").toAbsolutePath();
    root =
        Chroot.create("bookworm", Path.of("target", "chroot-rpm-" + ProcessHandle.current().pid()));
    before = root.files();
    rpm("--install", rpm.toString());
  }

  @AfterAll
  static void remove() throws Exception {
    if (root != null) {
      root.close();
    }
  }

  /** In a mount namespace with /proc, as {@link Chroot} has it for its own. */
  private static String rpm(String... arguments) throws Exception {
    String all = String.join(" ", arguments);
    return Chroot.onHost(
        "unshare",
        "--mount",
        "sh",
        "-c",
        "mount -t proc proc \"$0/proc\" && exec rpm --root=\"$0\" --nodeps " + all,
        root.file("/").toString());
  }

  @Test
  void filesUserAndCacheAreWhereTheyBelong() throws Exception {
    assertEquals(
        """
        drwxr-x--- root mos-exporter /etc/mos-exporter
        -rw-r----- root mos-exporter /etc/mos-exporter/mos-exporter.yml
        -rw-r--r-- root root /etc/sysconfig/mos-exporter
        drwxr-x--- mos-exporter mos-exporter /var/lib/mos-exporter
        drwxr-x--- mos-exporter mos-exporter /var/log/mos-exporter
        -rw-r--r-- root root /usr/lib/systemd/system/mos-exporter.service
        -rwxr-xr-x root root /usr/bin/mos-exporter
        """,
        root.must(
            "stat",
            "--format=%A %U %G %n",
            "/etc/mos-exporter",
            CONFIGURATION,
            "/etc/sysconfig/mos-exporter",
            "/var/lib/mos-exporter",
            "/var/log/mos-exporter",
            "/usr/lib/systemd/system/mos-exporter.service",
            "/usr/bin/mos-exporter"));
    assertTrue(root.must("ls", "/var/cache/mos-exporter").endsWith(".aot\n"));
    root.must("/usr/lib/mos-exporter/check-service");
    assertTrue(root.must("mos-exporter", "--version").startsWith("mos-exporter "));
    assertEquals("", rpm("--verify", "mos-exporter"));
  }

  @Test
  void itOffersAndAsksForNothingOfTheRuntimesOwn() throws Exception {
    String wants = Chroot.onHost("rpm", "-qp", "--requires", rpm.toString());
    String offers = Chroot.onHost("rpm", "-qp", "--provides", rpm.toString());

    assertFalse(wants.contains(".so"), wants);
    assertEquals(
        Set.of("mos-exporter", "mos-exporter(x86-64)", "config(mos-exporter)"),
        Set.copyOf(
            offers.lines().map(line -> line.split(" ", 2)[0]).filter(n -> !n.isEmpty()).toList()));
  }

  @Test
  void aChangedConfigurationAndRecordsOutliveTheRemoval() throws Exception {
    Path folder = Path.of("target", "chroot-rpm-gone-" + ProcessHandle.current().pid());
    Chroot first = root;
    try (Chroot other = Chroot.create("bookworm", folder)) {
      root = other;
      rpm("--install", "--noscripts", "--nodocs", rpm.toString());
      Files.writeString(other.file(CONFIGURATION), "site: lisbon\n");
      rpm("--upgrade", "--force", "--noscripts", rpm.toString());
      assertEquals("site: lisbon\n", Files.readString(other.file(CONFIGURATION)));
      Files.writeString(other.file("/var/lib/mos-exporter/calls.db"), "records");

      rpm("--erase", "mos-exporter");

      Set<String> left = other.files();
      left.removeAll(before);
      left.removeIf(path -> path.startsWith("/var/lib/rpm")); // what rpm keeps
      assertEquals(
          Set.of(
              "/etc/mos-exporter",
              CONFIGURATION + ".rpmsave",
              "/etc/sysconfig",
              "/usr/share/licenses",
              "/var/lib/mos-exporter",
              "/var/lib/mos-exporter/calls.db"),
          left);
    } finally {
      root = first;
    }
  }
}
