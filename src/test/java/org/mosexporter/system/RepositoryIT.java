package org.mosexporter.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The repositories that packaging/repository makes, signed with a key of the test's own. */
class RepositoryIT {
  private static final String KEY = "test@mos-exporter.example";
  private static final Path FOLDER =
      Path.of("target", "repository-" + ProcessHandle.current().pid()).toAbsolutePath();
  private static final Path PUBLISHED = FOLDER.resolve("published");
  private static Chroot debian;

  @BeforeAll
  static void publish() throws Exception {
    Programs.need("debootstrap", "gpg", "gpg-agent", "apt-ftparchive", "createrepo_c", "rpmsign");
    Programs.needRoot();
    Path keys = Files.createDirectories(FOLDER.resolve("keys"));
    Chroot.onHost("chmod", "700", keys.toString());
    gnupg("gpg", "--batch", "--passphrase", "", "--quick-gen-key", KEY, "rsa3072", "sign", "never");
    gnupg(
        "packaging/repository",
        PUBLISHED.toString(),
        KEY,
        Deb.full().toString(),
        Deb.built("mos-exporter-system-java_.*\\.deb").toString(),
        Deb.built("mos-exporter-.*\\.rpm").toString());
    debian = Chroot.create("trixie", FOLDER.resolve("debian"));
    Chroot.onHost("cp", "-r", PUBLISHED.toString(), debian.file("/srv").toString());
  }

  @AfterAll
  static void remove() throws Exception {
    Chroot.onHost("rm", "-rf", "--one-file-system", FOLDER.toString());
  }

  private static String gnupg(String... command) throws IOException, InterruptedException {
    String home = "GNUPGHOME=" + FOLDER.resolve("keys");
    return Chroot.onHost(
        Stream.concat(Stream.of("env", home), Stream.of(command)).toArray(String[]::new));
  }

  /** The two lines of a user, with a folder in place of a server. */
  private static void addRepository() throws IOException, InterruptedException {
    debian.must("cp", "/srv/published/mos-exporter.gpg", "/usr/share/keyrings/");
    Files.writeString(
        debian.file("/etc/apt/sources.list.d/mos-exporter.list"),
        "deb [signed-by=/usr/share/keyrings/mos-exporter.gpg] file:/srv/published/deb stable main\n");
  }

  @Test
  void aptInstallsFromItAndRefusesItTampered() throws Exception {
    addRepository();
    Chroot.Result update = Deb.apt(debian, "update");
    assertEquals(0, update.exit(), update.toString());
    Chroot.Result install = Deb.apt(debian, "install", "mos-exporter");
    assertEquals(0, install.exit(), install.toString());
    assertTrue(debian.must("mos-exporter", "--version").startsWith("mos-exporter "));

    for (Path list : lists()) {
      Deb.replace(list, "Description: VoIP", "Description: voip");
    }
    Chroot.Result tampered = update();
    assertNotEquals(0, tampered.exit(), tampered.toString());
    assertTrue(
        tampered.err().matches("(?s).*(Hash Sum mismatch|unexpected size).*"), tampered.err());

    for (Path list : lists()) {
      Deb.replace(list, "Description: voip", "Description: VoIP");
    }
    assertEquals(0, update().exit());
    Deb.replace(
        debian.file("/srv/published/deb/dists/stable/InRelease"), "Origin: mos", "Origin: mOs");
    Chroot.Result forged = update();
    assertNotEquals(0, forged.exit(), forged.toString());
    assertTrue(
        forged.err().contains("BADSIG")
            || forged.err().contains("not signed")
            || forged.err().contains("invalid"),
        forged.err());
  }

  /** As for the first time. */
  private static Chroot.Result update() throws Exception {
    debian.must("sh", "-c", "rm -rf /var/lib/apt/lists/*mos* /var/lib/apt/lists/_srv*");
    return Deb.apt(
        debian,
        "update",
        "-o",
        "APT::Update::Error-Mode=any",
        "-o",
        "Dir::Etc::sourcelist=sources.list.d/mos-exporter.list",
        "-o",
        "Dir::Etc::sourceparts=-");
  }

  /** Packed ones go first, so that what is changed is what apt reads. */
  private static List<Path> lists() throws IOException, InterruptedException {
    String folder = "/srv/published/deb/dists/stable/main/binary-amd64";
    debian.must("rm", "-f", folder + "/Packages.gz", folder + "/Packages.xz");
    return List.of(debian.file(folder + "/Packages"));
  }

  @Test
  void theRpmIsSignedAndListedForDnf() throws Exception {
    Path database = Files.createDirectories(FOLDER.resolve("rpmdb"));
    String rpm =
        PUBLISHED
            .resolve("rpm")
            .resolve(Deb.built("mos-exporter-.*\\.rpm").getFileName())
            .toString();
    Chroot.onHost(
        "rpmkeys", "--dbpath", database.toString(), "--import", PUBLISHED + "/mos-exporter.asc");

    String checked = Chroot.onHost("rpmkeys", "--dbpath", database.toString(), "-K", rpm);
    assertEquals(rpm + ": digests signatures OK\n", checked);
    gnupg(
        "gpg",
        "--verify",
        PUBLISHED + "/rpm/repodata/repomd.xml.asc",
        PUBLISHED + "/rpm/repodata/repomd.xml");
    String primary =
        Chroot.onHost("sh", "-c", "zcat " + PUBLISHED + "/rpm/repodata/*-primary.xml.gz");
    assertTrue(primary.contains("<name>mos-exporter</name>"), primary);
    assertTrue(!primary.contains("libjvm.so"), "offers the runtime's own libraries");
    String repo = Files.readString(PUBLISHED.resolve("rpm/mos-exporter.repo"));
    assertTrue(repo.contains("gpgcheck=1\nrepo_gpgcheck=1\n"), repo);
  }
}
