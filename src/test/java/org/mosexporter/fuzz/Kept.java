package org.mosexporter.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Inputs that once made a decoder fail, made as small as could be: one file each. */
final class Kept {
  private static final Path FOLDER = Path.of("src/test/fuzz");

  static List<byte[]> of(FuzzTargets target) throws IOException {
    List<byte[]> inputs = new ArrayList<>();
    Path folder = FOLDER.resolve(target.label());
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.sorted().toList()) {
          inputs.add(Files.readAllBytes(file));
        }
      }
    }
    return inputs;
  }

  private Kept() {}
}
