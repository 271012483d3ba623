package org.mosexporter.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The Debian packages that were built, and others made of them. */
final class Deb {
  private static final Path TARGET = Path.of("target");

  /** What was built under a name such as mos-exporter_.*_amd64\.deb. */
  static Path built(String pattern) throws IOException {
    try (Stream<Path> built = Files.list(TARGET)) {
      return built
          .filter(file -> file.getFileName().toString().matches(pattern))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no package in target: mvn -Ppackage package"));
    }
  }

  static Path full() throws IOException {
    return built("mos-exporter_.*_amd64\\.deb");
  }

  static String version() throws IOException {
    return full().getFileName().toString().split("_", 3)[1];
  }

  /** Changes a package that was unpacked into a folder. */
  @FunctionalInterface
  interface Edit {
    void of(Path unpacked) throws IOException;
  }

  /** The package as another version of it, with something else changed. */
  static Path as(String version, Path folder, Edit edit) throws IOException, InterruptedException {
    Path unpacked = folder.resolve("unpacked");
    Chroot.onHost("dpkg-deb", "-R", full().toString(), unpacked.toString());
    replace(unpacked.resolve("DEBIAN/control"), "\nVersion: " + version(), "\nVersion: " + version);
    String upstream = version().split("-", 2)[0];
    replace(
        unpacked.resolve("usr/lib/mos-exporter/java-options"),
        "/" + upstream + "-",
        "/" + version.split("-", 2)[0] + "-");
    edit.of(unpacked);
    Path deb = folder.resolve("mos-exporter_" + version + "_amd64.deb");
    Chroot.onHost(
        "dpkg-deb", "--root-owner-group", "-Znone", "-b", unpacked.toString(), deb.toString());
    Chroot.onHost("rm", "-rf", unpacked.toString());
    return deb;
  }

  /** Replaces what must be there. */
  static void replace(Path file, String what, String by) throws IOException {
    String text = Files.readString(file);
    assertTrue(text.contains(what), file + " has no " + what);
    Files.writeString(file, text.replace(what, by));
  }

  /** Installs packages of this machine with apt, whatever version there was. */
  static Chroot.Result install(Chroot into, Path... debs) throws Exception {
    String[] names = new String[debs.length];
    for (int i = 0; i < debs.length; i++) {
      names[i] = "/root/" + debs[i].getFileName();
      Files.deleteIfExists(into.file(names[i]));
      Files.copy(debs[i], into.file(names[i]));
    }
    Chroot.Result result =
        apt(
            into,
            Stream.concat(
                    Stream.of("install", "--reinstall", "--allow-downgrades"), Stream.of(names))
                .toArray(String[]::new));
    assertEquals(0, result.exit(), result.toString());
    return result;
  }

  static Chroot.Result apt(Chroot in, String... arguments) throws Exception {
    return in.run(
        Stream.concat(
                Stream.of("apt-get", "-y", "-q", "--no-install-recommends"), Stream.of(arguments))
            .toArray(String[]::new));
  }

  private Deb() {}
}
