package org.mosexporter;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The test material beside the project: recordings and captures that may not be copied into it. */
public final class Shared {
  /** Its folder; without it the test is skipped, loudly. */
  public static Path path() {
    Path folder = folder();
    boolean there = Files.isDirectory(folder);
    if (!there) {
      System.err.println("SKIPPED: ../shared is absent, so this was not tested: " + caller());
    }
    assumeTrue(there, "SKIPPED: ../shared is absent");
    return folder;
  }

  private static Path folder() {
    String named = System.getProperty("mos.shared", System.getenv("MOS_SHARED"));
    return (named == null ? Path.of("..", "shared") : Path.of(named)).toAbsolutePath().normalize();
  }

  private static String caller() {
    return StackWalker.getInstance()
        .walk(frames -> frames.skip(2).findFirst().map(Object::toString).orElse(""));
  }

  private Shared() {}
}
