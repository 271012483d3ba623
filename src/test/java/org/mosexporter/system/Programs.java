package org.mosexporter.system;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The programs of the system that these tests drive. */
public final class Programs {
  /** What this checkout built. */
  static final Path MOS_EXPORTER = Path.of("bin", "mos-exporter").toAbsolutePath();

  /** A test that lacks one of them fails in CI and is skipped, loudly, elsewhere. */
  public static void need(String... names) {
    List<String> missing = Stream.of(names).filter(name -> find(name).isEmpty()).toList();
    if (!missing.isEmpty()) {
      skip("not installed: " + String.join(", ", missing));
    }
  }

  /** Namespaces and rings are for root only. */
  public static void needRoot() {
    if (!"root".equals(System.getProperty("user.name"))) {
      skip("only root can make network namespaces and sniff");
    }
  }

  private static void skip(String why) {
    System.err.println("SKIPPED: " + why);
    assertNotEquals("true", System.getenv("CI"), why);
    Assumptions.abort("SKIPPED: " + why);
  }

  private static Optional<Path> find(String name) {
    String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin";
    return Stream.of(path.split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Where a needed program is. */
  public static String path(String name) {
    return find(name).orElseThrow().toString();
  }

  private Programs() {}
}
