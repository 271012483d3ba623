package org.mosexporter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that holds what is expected; {@code -Dgolden.update=true} writes it anew, to be read. */
public final class Golden {
  public static void assertFile(Path file, String actual) throws IOException {
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, actual);
    }
    assertEquals(
        Files.exists(file) ? Files.readString(file) : "",
        actual,
        file + " differs; if that is meant: -Dgolden.update=true, read it, tell it in CHANGELOG");
  }

  private Golden() {}
}
