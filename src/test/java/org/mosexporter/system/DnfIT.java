package org.mosexporter.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.mosexporter.DocBlocks;

/**
 * The rpm by dnf, from the signed repository that packaging/repository makes, into a root of
 * packages that stand in for those of a distribution (dnf-lab.sh): dnf resolves what it requires,
 * and its scripts run there.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DnfIT {
  private static final String KEY = "test@mos-exporter.example";
  private static final String OLD = "0.0.1";
  private static final String CONFIGURATION = "etc/mos-exporter/mos-exporter.yml";
  private static final String CACHE = "var/cache/mos-exporter";
  private static final Path FOLDER =
      Path.of("target", "dnf-" + ProcessHandle.current().pid()).toAbsolutePath();
  private static final Path PUBLISHED = FOLDER.resolve("published");
  private static final Path ROOT = FOLDER.resolve("root");

  @BeforeAll
  static void publish() throws Exception {
    Programs.need("dnf", "rpmbuild", "rpmsign", "rpm2cpio", "cpio", "createrepo_c", "curl");
    Programs.need("gpg", "gpg-agent", "apt-ftparchive", "unshare", "chroot");
    Programs.needRoot();
    Path keys = Files.createDirectories(FOLDER.resolve("keys"));
    Chroot.onHost("chmod", "700", keys.toString());
    Path lab = FOLDER.resolve("dnf-lab.sh");
    try (InputStream source = DnfIT.class.getResourceAsStream("dnf-lab.sh")) {
      Files.write(lab, Objects.requireNonNull(source).readAllBytes());
    }
    Path rpm = Deb.built("mos-exporter-.*\\.rpm").toAbsolutePath();
    Chroot.onHost("bash", lab.toString(), FOLDER.toString(), rpm.toString(), OLD);
    String home = "GNUPGHOME=" + keys;
    Chroot.onHost(
        "env",
        home,
        "gpg",
        "--batch",
        "--passphrase",
        "",
        "--quick-gen-key",
        KEY,
        "rsa3072",
        "sign",
        "never");
    Chroot.onHost(
        "env",
        home,
        "MOS_EXPORTER_URL=file://" + PUBLISHED,
        "packaging/repository",
        PUBLISHED.toString(),
        KEY,
        FOLDER.resolve("mos-exporter-" + OLD + "-1.x86_64.rpm").toString(),
        rpm.toString());
  }

  @AfterAll
  static void remove() throws Exception {
    Chroot.onHost("rm", "-rf", "--one-file-system", FOLDER.toString());
  }

  /** The two lines of docs/INSTALL.md, with a folder in place of the server. */
  @Test
  @Order(1)
  void theTwoLinesOfTheDocumentationInstallIt() throws Exception {
    DocBlocks.Block block =
        DocBlocks.all().stream()
            .filter(each -> each.text().contains("dnf install"))
            .findFirst()
            .orElseThrow();
    Path typed = Files.writeString(FOLDER.resolve("typed"), block.text());
    Path programs = Files.createDirectories(FOLDER.resolve("bin"));
    program(programs, "sudo", "exec \"$@\"");
    program(
        programs,
        "curl",
        """
        for word; do
          shift
          word=$(echo "$word" | sed 's|^https://packages.mos-exporter.example|file://%s|; s|^/etc|%s/etc|')
          set -- "$@" "$word"
        done
        exec /usr/bin/curl "$@"
        """
            .formatted(PUBLISHED, ROOT));
    program(programs, "dnf", String.join(" ", dnfCommand()) + " \"$@\"");
    program(programs, "systemctl", "echo \"$@\" >> " + FOLDER.resolve("asked"));

    String said = inRoot("PATH=" + programs + ":$PATH bash -eu " + typed + " 2>&1");

    assertEquals("enable --now mos-exporter\n", Files.readString(FOLDER.resolve("asked")));
    assertEquals(Deb.version(), installed());
    assertTrue(
        inside("/usr/bin/mos-exporter --version").startsWith("mos-exporter "), "does not run");
    inside("/usr/lib/mos-exporter/check-service");
    assertFalse(said.contains("no AOT cache"), said);
    assertTrue(only(CACHE).endsWith(".aot"), said);
    assertEquals(
        "mos-exporter:mos-exporter 750\n",
        inside("/usr/bin/stat --format='%U:%G %a' /var/lib/mos-exporter"));
    // What it requires came with it, by its dependencies alone.
    assertTrue(rpm("-qa", "--queryformat", "%{NAME}\\n").lines().toList().contains("shadow-utils"));
  }

  @Test
  @Order(2)
  void downgradesAndUpgradesKeepWhatIsThere() throws Exception {
    Files.writeString(ROOT.resolve(CONFIGURATION), "site: lisbon\n");
    Files.writeString(ROOT.resolve("var/lib/mos-exporter/calls.jsonl"), "{}\n");
    String cache = only(CACHE);

    dnf("downgrade", "mos-exporter-" + OLD);
    assertEquals(OLD + "-1", installed());
    assertKept();
    assertNotEquals(cache, only(CACHE));

    dnf("upgrade");
    assertEquals(Deb.version(), installed());
    assertKept();
    assertEquals(cache, only(CACHE));
  }

  @Test
  @Order(3)
  void aRemovalLeavesRecordsAndTheConfiguration() throws Exception {
    dnf("remove", "mos-exporter");

    assertFalse(Files.exists(ROOT.resolve("usr/lib/mos-exporter")));
    assertFalse(Files.exists(ROOT.resolve(CACHE)));
    assertEquals("site: lisbon\n", Files.readString(ROOT.resolve(CONFIGURATION + ".rpmsave")));
    assertTrue(Files.exists(ROOT.resolve("var/lib/mos-exporter/calls.jsonl")));
  }

  @Test
  @Order(4)
  void dnfRefusesAListAndAPackageThatWereChanged() throws Exception {
    Path list = PUBLISHED.resolve("rpm/repodata/repomd.xml");
    String signed = Files.readString(list);
    Files.writeString(list, signed.replace("<revision>", "<revision>1"));
    Chroot.Result forged = tryDnf("install", "mos-exporter");
    assertNotEquals(0, forged.exit(), forged.toString());
    assertTrue((forged.out() + forged.err()).contains("GPG"), forged.toString());
    Files.writeString(list, signed);

    Path rpm = PUBLISHED.resolve("rpm").resolve(Deb.built("mos-exporter-.*\\.rpm").getFileName());
    byte[] bytes = Files.readAllBytes(rpm);
    bytes[bytes.length - 1000] ^= 1;
    Files.write(rpm, bytes);
    Chroot.Result tampered = tryDnf("install", "mos-exporter");
    assertNotEquals(0, tampered.exit(), tampered.toString());
    assertFalse(Files.exists(ROOT.resolve("usr/lib/mos-exporter")), tampered.toString());
  }

  private static void assertKept() throws IOException {
    assertEquals("site: lisbon\n", Files.readString(ROOT.resolve(CONFIGURATION)));
    assertEquals("{}\n", Files.readString(ROOT.resolve("var/lib/mos-exporter/calls.jsonl")));
  }

  private static String only(String folder) throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
      List<String> names = files.map(file -> file.getFileName().toString()).toList();
      assertEquals(1, names.size(), names.toString());
      return names.getFirst();
    }
  }

  private static void program(Path folder, String name, String text) throws Exception {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + text + "\n");
    Chroot.onHost("chmod", "755", file.toString());
  }

  /** This machine's dnf, told nothing but where the root is. */
  private static List<String> dnfCommand() {
    return List.of(
        "/usr/bin/dnf",
        "--installroot=" + ROOT,
        "--releasever=1",
        "--setopt=reposdir=" + ROOT.resolve("etc/yum.repos.d"),
        "--setopt=cachedir=" + FOLDER.resolve("cache"),
        "--setopt=install_weak_deps=False");
  }

  private static Chroot.Result tryDnf(String... arguments) throws Exception {
    List<String> words = new ArrayList<>(dnfCommand());
    words.addAll(List.of("-y", "--refresh"));
    words.addAll(Arrays.asList(arguments));
    return Chroot.begin(mounted(String.join(" ", words))).result();
  }

  private static void dnf(String... arguments) throws Exception {
    Chroot.Result result = tryDnf(arguments);
    assertEquals(0, result.exit(), result.toString());
  }

  private static String rpm(String... arguments) throws Exception {
    return Chroot.onHost(
        Stream.concat(Stream.of("rpm", "--root=" + ROOT), Stream.of(arguments))
            .toArray(String[]::new));
  }

  private static String installed() throws Exception {
    return rpm("-q", "--queryformat", "%{VERSION}-%{RELEASE}", "mos-exporter");
  }

  /** With /proc and devices, which exist in a mount namespace only. */
  private static List<String> mounted(String command) {
    return List.of(
        "unshare",
        "--mount",
        "bash",
        "-euc",
        "mount -t proc proc \"$0/proc\"; for device in null zero urandom; do mount --bind"
            + " /dev/$device \"$0/dev/$device\"; done; "
            + command,
        ROOT.toString());
  }

  private static String inRoot(String command) throws Exception {
    return Chroot.onHost(mounted(command).toArray(String[]::new));
  }

  private static String inside(String command) throws Exception {
    return Chroot.onHost(mounted("chroot \"$0\" " + command).toArray(String[]::new));
  }
}
