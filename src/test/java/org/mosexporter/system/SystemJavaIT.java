package org.mosexporter.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The package for all architectures, on Debian 13 with Debian's Java 25. */
class SystemJavaIT {
  private static final String CONFIGURATION = "/etc/mos-exporter/mos-exporter.yml";
  private static final String RECORDS = "/var/lib/mos-exporter/calls.jsonl";

  @Test
  void itTakesThePlaceOfTheOneWithARuntimeAndRunsOnDebians() throws Exception {
    Programs.need("debootstrap", "unshare", "chroot", "apt-get");
    Programs.needRoot();
    Path folder = Path.of("target", "chroot-java-" + ProcessHandle.current().pid());
    try (Chroot debian = Chroot.create("trixie", folder)) {
      Deb.install(debian, Deb.full());
      Files.writeString(debian.file(CONFIGURATION), "site: lisbon\n");
      Files.writeString(debian.file(RECORDS), "{}\n");

      Deb.install(debian, Deb.built("mos-exporter-system-java_.*_all\\.deb"));
      assertKept(debian);
      assertFalse(Files.exists(debian.file("/usr/lib/mos-exporter/runtime")));
      assertEquals(0, Deb.apt(debian, "purge", "mos-exporter").exit());
      assertKept(debian);

      assertTrue(debian.must("mos-exporter", "--version").contains("Java 25"));
      debian.must("/usr/lib/mos-exporter/check-service");
      assertTrue(debian.must("ls", "/var/cache/mos-exporter").endsWith(".aot\n"));
      debian.must("mos-exporter", "generate", "--packets=2000", "--calls=2", "/tmp/calls.pcap");
      assertTrue(
          debian
              .must("mos-exporter", "analyze", "--format=json", "/tmp/calls.pcap")
              .contains("\"rtp\" : 2000"));
      aNewJavaTrainsAnew(debian);
      String libraries =
          debian.must("find", "/usr/lib/mos-exporter/lib", "-name", "*.so", "-printf", "%P\n");
      assertTrue(libraries.contains("x86_64/libsqlitejdbc.so"), libraries);
      assertTrue(libraries.contains("aarch64/libsqlitejdbc.so"), libraries);

      assertEquals(0, Deb.apt(debian, "purge", "mos-exporter-system-java").exit());
      assertEquals(
          "",
          debian.must(
              "sh",
              "-c",
              "find / -xdev -name '*mos-exporter*' | grep -Ev '^/(root|tmp)/' || true"));
    }
  }

  private static void aNewJavaTrainsAnew(Chroot debian) throws Exception {
    String cache =
        "/var/cache/mos-exporter/" + debian.must("ls", "/var/cache/mos-exporter").strip();
    String first = debian.must("stat", "--format=%i %Y %Z", cache);
    debian.must("dpkg-trigger", "--by-package=libc6", "/usr/lib/jvm");
    debian.must("dpkg", "--triggers-only", "mos-exporter-system-java");
    assertEquals(first, debian.must("stat", "--format=%i %Y %Z", cache), "Java is as it was");

    debian.must("sh", "-c", "touch \"$(readlink -f /usr/lib/jvm/*25*/bin/java | head -n 1)\"");
    debian.must("dpkg-trigger", "--by-package=libc6", "/usr/lib/jvm");
    debian.must("dpkg", "--triggers-only", "mos-exporter-system-java");
    assertNotEquals(first, debian.must("stat", "--format=%i %Y %Z", cache), "Java is newer");
  }

  private static void assertKept(Chroot debian) throws Exception {
    assertEquals("site: lisbon\n", Files.readString(debian.file(CONFIGURATION)));
    assertEquals("{}\n", Files.readString(debian.file(RECORDS)));
  }
}
