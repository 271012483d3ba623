package org.mosexporter.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mosexporter.DocBlocks;

/** What is in the packages, as the distributions' own tools judge it. */
class PackageFilesIT {
  private static final long MOST_BYTES = 30_000_000;
  private static final Path FOLDER =
      Path.of("target", "package-files-" + ProcessHandle.current().pid()).toAbsolutePath();

  @BeforeAll
  static void unpack() throws Exception {
    Programs.need("dpkg-deb", "lintian", "man", "bash", "tar", "rpm", "unshare", "ip", "curl");
    Files.createDirectories(FOLDER);
    Chroot.onHost("dpkg-deb", "-x", Deb.full().toString(), FOLDER.toString());
  }

  @AfterAll
  static void remove() throws Exception {
    Chroot.onHost("rm", "-rf", FOLDER.toString());
  }

  private static Path systemJava() throws IOException {
    return Deb.built("mos-exporter-system-java_.*_all\\.deb");
  }

  @Test
  void lintianFindsNothingThatHasNoReason() throws Exception {
    Process lintian =
        new ProcessBuilder(
                "lintian",
                "--allow-root",
                "--fail-on=error,warning",
                Deb.full().toString(),
                systemJava().toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(lintian.getInputStream().readAllBytes(), UTF_8);

    assertEquals(0, lintian.waitFor(), said);
  }

  @Test
  void rpmlintFindsNothingThatHasNoReason() throws Exception {
    Programs.need("rpmlint");
    Process rpmlint =
        new ProcessBuilder(
                "rpmlint",
                "--config",
                "packaging/rpm/rpmlint.toml",
                Deb.built("mos-exporter-.*\\.rpm").toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(rpmlint.getInputStream().readAllBytes(), UTF_8);

    assertEquals(0, rpmlint.waitFor(), said);
    assertTrue(said.contains(" 0 errors, 0 warnings"), said);
  }

  @Test
  void manualPagesHaveNoWarnings() throws Exception {
    List<Path> pages = list("usr/share/man/man1", ".*\\.1\\.gz");
    assertTrue(pages.size() >= 8, pages.toString());
    for (Path page : pages) {
      Process man =
          new ProcessBuilder(
                  "man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", page.toString())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said = new String(man.getErrorStream().readAllBytes(), UTF_8);
      assertEquals("", said, page.toString());
      assertEquals(0, man.waitFor(), page.toString());
    }
    String run =
        Chroot.onHost(
            "man", "-l", pages.getFirst().resolveSibling("mos-exporter-run.1.gz").toString());
    assertTrue(run.replaceAll(".\b", "").contains("--web.listen-address=ADDRESS:PORT"), run);
  }

  @Test
  void bashCompletesCommandsAndOptions() throws Exception {
    String completed =
        Chroot.onHost(
            "bash",
            "-c",
            """
            . "$0"
            COMP_WORDS=(mos-exporter an) COMP_CWORD=1 COMP_LINE="mos-exporter an" COMP_POINT=15
            $(complete -p mos-exporter | sed 's/.*-F \\([^ ]*\\).*/\\1/') mos-exporter an mos-exporter
            echo "${COMPREPLY[@]}"
            """,
            FOLDER.resolve("usr/share/bash-completion/completions/mos-exporter").toString());

    assertEquals("analyze\n", completed);
  }

  /** DEP-5: each library has a paragraph that names its file, holder and licence. */
  @Test
  void everyLibraryHasItsHolderAndLicence() throws Exception {
    String copyright = Files.readString(FOLDER.resolve("usr/share/doc/mos-exporter/copyright"));
    List<Pattern> named = new ArrayList<>();
    for (String paragraph : copyright.split("\n\n", -1)) {
      if (paragraph.startsWith("Files:") && !paragraph.startsWith("Files: *")) {
        assertTrue(
            paragraph.contains("\nCopyright: ") && paragraph.contains("\nLicense: "), paragraph);
        Stream.of(
                paragraph
                    .split("\nCopyright:", 2)[0]
                    .substring("Files:".length())
                    .strip()
                    .split("\\s+", -1))
            .map(glob -> Pattern.compile(Pattern.quote(glob).replace("*", "\\E.*\\Q")))
            .forEach(named::add);
      }
    }
    TreeSet<String> unnamed = new TreeSet<>();
    for (Path each : list("usr/lib/mos-exporter/lib", ".*")) {
      String file = FOLDER.relativize(each).toString();
      if (named.stream().noneMatch(pattern -> pattern.matcher(file).matches())) {
        unnamed.add(file);
      }
    }

    assertEquals(new TreeSet<>(), unnamed);
    for (String licence : copyright.split("\nLicense: ", -1)) {
      for (String one : licence.lines().findFirst().orElseThrow().split(" and ", -1)) {
        assertTrue(
            one.startsWith("Format:") || copyright.contains("\nLicense: " + one + "\n "), one);
      }
    }
  }

  @Test
  void theLauncherHasTheOptionsThatAreMeasured() throws IOException {
    String measured = options(Path.of("bin", "java-options"));
    String installed = options(FOLDER.resolve("usr/lib/mos-exporter/java-options"));

    for (String option : measured.split("\\s+", -1)) {
      assertTrue((" " + installed + " ").contains(" " + option + " "), option + " in " + installed);
    }
  }

  private static String options(Path file) throws IOException {
    String text = Files.readString(file).replace("\\\n", " ");
    String value = text.split("OPTIONS=\"", 2)[1].split("\"", 2)[0];
    return value.replace("${MOS_EXPORTER_JAVA_OPTIONS:-}", "").strip();
  }

  @Test
  void thePackagesAreSmall() throws Exception {
    for (Path each : List.of(Deb.full(), systemJava(), Deb.built("mos-exporter-.*\\.rpm"))) {
      assertTrue(Files.size(each) <= MOST_BYTES, each + ": " + Files.size(each));
    }
  }

  /** From any folder, with no installation. */
  @Test
  void theArchiveRunsWhereItIsUnpacked() throws Exception {
    Path there = Files.createDirectories(FOLDER.resolve("some where"));
    String archive = Deb.built("mos-exporter-.*-linux-x86_64\\.tar\\.gz").toString();
    Chroot.onHost("tar", "-xzf", archive, "-C", there.toString(), "--strip-components=1");
    Files.createSymbolicLink(FOLDER.resolve("linked"), there.resolve("bin/mos-exporter"));

    assertTrue(
        Chroot.onHost(
                FOLDER.resolve("linked").toString(), "emodel", "--codec=G.711", "--format=json")
            .contains("\"MOS\""));
    assertTrue(Files.exists(there.resolve("licences/openjdk/java.base")), "OpenJDK's licences");
  }

  /** docs/INSTALL.md, in a namespace without other ports. */
  @Test
  void theArchiveRunsByTheLinesOfTheDocumentation() throws Exception {
    String lines =
        DocBlocks.all().stream()
            .map(DocBlocks.Block::text)
            .filter(text -> text.startsWith("tar -xzf mos-exporter-*"))
            .findFirst()
            .orElseThrow();
    Path there = Files.createDirectories(FOLDER.resolve("typed"));
    Path archive = Deb.built("mos-exporter-.*-linux-x86_64\\.tar\\.gz");
    Files.copy(archive, there.resolve(archive.getFileName()));
    Files.writeString(there.resolve("mos-exporter.yml"), "site: lisbon\ncapture: []\n");
    Files.writeString(there.resolve("lines"), lines);

    String page =
        Chroot.onHost(
            "unshare",
            "--net",
            "bash",
            "-euc",
            """
            ip link set lo up
            cd "$0"
            STATE_DIRECTORY=$PWD bash -eu lines 2> log &
            for ((i = 0; i < 300; i++)); do
              ! grep -q 'ready on ports' log || break
              sleep 0.1
            done
            curl -sS http://127.0.0.1:10199/config
            kill $(pgrep --parent $!) 2> /dev/null || kill $!
            wait || true
            """,
            there.toString());

    assertTrue(page.contains("lisbon"), () -> page);
  }

  private static List<Path> list(String folder, String pattern) throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      return files.filter(file -> file.getFileName().toString().matches(pattern)).sorted().toList();
    }
  }
}
