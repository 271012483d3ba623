package org.mosexporter.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The Debian package from its first installation to its purge, with a systemctl and a
 * deb-systemd-invoke in place of those of Debian, which only write down what they are asked: a
 * chroot has no systemd.
 */
final class LifeOfADeb {
  private static final String OLD = "0.0.1-1";
  private static final String CONFIGURATION = "/etc/mos-exporter/mos-exporter.yml";
  private static final String DEFAULTS = "/etc/default/mos-exporter";
  private static final String RECORDS = "/var/lib/mos-exporter/calls.jsonl";
  private static final String CACHE = "/var/cache/mos-exporter";
  private static final String UNIT = "mos-exporter.service";
  private static final String ASKED = "/root/asked";

  private final Chroot debian;
  private Set<String> before = Set.of();

  LifeOfADeb(Chroot debian) {
    this.debian = debian;
  }

  void pass() throws Exception {
    Path folder = Files.createTempDirectory("life-of-a-deb");
    try {
      pass(folder);
    } finally {
      Chroot.onHost("rm", "-rf", folder.toString());
    }
  }

  private void pass(Path folder) throws Exception {
    writeDown("systemctl");
    writeDown("deb-systemd-invoke");
    Files.createDirectories(debian.file("/run/systemd/system"));
    before = debian.files();
    Path old = Deb.as(OLD, folder, _ -> {});
    Path broken = Deb.as("9.0.0-1", folder, LifeOfADeb::cannotMakeItsUser);

    Deb.install(debian, old);
    assertEquals(List.of("start " + UNIT), asked());
    Files.writeString(debian.file(CONFIGURATION), "site: lisbon\n");
    String defaults = Files.readString(debian.file(DEFAULTS)) + "# ours\n";
    Files.writeString(debian.file(DEFAULTS), defaults);
    Files.writeString(debian.file(RECORDS), "{}\n");
    String oldCache = debian.must("ls", CACHE);

    Deb.install(debian, Deb.full());
    assertEquals(List.of("restart " + UNIT), asked());
    assertEquals(Deb.version(), installed());
    assertEquals(defaults, Files.readString(debian.file(DEFAULTS)));
    assertKept();
    String newCache = debian.must("ls", CACHE);
    assertEquals(1, newCache.lines().count(), newCache);
    assertNotEquals(oldCache, newCache);

    aFailedUpgradeStopsNothing(broken);
    aRefusedConfigurationRestartsNothing();

    Deb.install(debian, old);
    assertEquals(List.of("restart " + UNIT), asked());
    assertEquals(OLD, installed());
    assertEquals(oldCache, debian.must("ls", CACHE));
    assertKept();

    removal();
  }

  private void aFailedUpgradeStopsNothing(Path broken) throws Exception {
    Files.copy(broken, debian.file("/root/broken.deb"));
    Chroot.Result failed = Deb.apt(debian, "install", "/root/broken.deb");
    assertNotEquals(0, failed.exit(), failed.toString());
    assertEquals(List.of(), asked(), "the service was touched");
    assertKept();
    Deb.install(debian, Deb.full());
    assertEquals(List.of("restart " + UNIT), asked());
  }

  private static void cannotMakeItsUser(Path unpacked) throws IOException {
    Deb.replace(
        unpacked.resolve("DEBIAN/postinst"),
        "\nuser_and_folders() {",
        "\nuser_and_folders() {\n  return 1");
  }

  private void aRefusedConfigurationRestartsNothing() throws Exception {
    Files.writeString(debian.file(CONFIGURATION), "sight: lisbon\n");
    Chroot.Result said = Deb.install(debian, Deb.full());
    assertEquals(List.of(), asked(), "the service was touched");
    assertTrue(said.err().contains("sight: unknown key"), said.toString());
    assertTrue(said.err().contains("the service was not restarted"), said.toString());

    Files.writeString(debian.file("/etc/mos-exporter/other.yml"), "site: porto\n");
    debian.must("chmod", "644", "/etc/mos-exporter/other.yml");
    Files.writeString(
        debian.file(DEFAULTS),
        "ARGS=\"--config.file /etc/mos-exporter/other.yml --log.level=warn\"\n");
    Deb.install(debian, Deb.full());
    assertEquals(List.of("restart " + UNIT), asked(), "the file that ARGS names is good");
    Files.writeString(debian.file(CONFIGURATION), "site: lisbon\n");
  }

  private void removal() throws Exception {
    assertEquals(0, Deb.apt(debian, "remove", "mos-exporter").exit());
    assertEquals(List.of("stop " + UNIT), asked());
    assertFalse(Files.exists(debian.file("/usr/lib/mos-exporter")));
    assertFalse(Files.exists(debian.file(CACHE)));
    assertKept();

    assertEquals(0, Deb.apt(debian, "purge", "mos-exporter").exit());
    Set<String> left = debian.files();
    left.removeAll(before);
    assertEquals(Set.of(), left, "left by a purge");
    Set<String> gone = new TreeSet<>(before);
    gone.removeAll(debian.files());
    assertEquals(Set.of(), gone, "taken away by a purge");
    assertEquals(2, debian.run("getent", "passwd", "mos-exporter").exit(), "the user is there");
  }

  private void assertKept() throws IOException {
    assertEquals("site: lisbon\n", Files.readString(debian.file(CONFIGURATION)));
    assertEquals("{}\n", Files.readString(debian.file(RECORDS)));
  }

  private String installed() throws Exception {
    return debian.must("dpkg-query", "--show", "--showformat=${Version}", "mos-exporter");
  }

  /** In the real one's place: apt gives scripts a PATH of its own. */
  private void writeDown(String program) throws Exception {
    Path fake = debian.file("/usr/bin/" + program);
    Files.delete(fake);
    Files.writeString(fake, "#!/bin/sh\necho " + program + " \"$@\" >> " + ASKED + "\n");
    debian.must("chmod", "755", "/usr/bin/" + program);
  }

  /** What touched the service since the last time. */
  private List<String> asked() throws IOException {
    Path asked = debian.file(ASKED);
    if (!Files.exists(asked)) {
      return List.of();
    }
    List<String> lines = Files.readAllLines(asked);
    Files.delete(asked);
    return lines.stream()
        .filter(line -> !line.matches("systemctl .*(daemon-reload|preset).*"))
        .map(line -> line.replaceFirst("^(systemctl|deb-systemd-invoke) ", ""))
        .toList();
  }
}
