package org.mosexporter.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every shell script of the project as shellcheck reads it. */
class ScriptsIT {
  @Test
  void shellcheckFindsNothingInAnyScript() throws Exception {
    Programs.need("shellcheck");
    List<String> command = new ArrayList<>(List.of("shellcheck", "-x", "--source-path=."));
    command.addAll(scripts());

    Process shellcheck = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(shellcheck.getInputStream().readAllBytes(), UTF_8);

    assertEquals("", said);
    assertEquals(0, shellcheck.waitFor());
  }

  private static List<String> scripts() throws IOException {
    List<String> scripts = new ArrayList<>(List.of("bin/java-home"));
    for (String place : List.of("demo", ".ci", "bin", "bench", "packaging", "src")) {
      try (Stream<Path> files = Files.walk(Path.of(place))) {
        files.filter(ScriptsIT::isScript).map(Path::toString).sorted().forEach(scripts::add);
      }
    }
    for (String known :
        List.of(".ci/run", "demo", "bin/mos-exporter", "bench/analyze", "bench/live")) {
      assertTrue(scripts.contains(known), known + " is not among " + scripts);
    }
    return scripts;
  }

  private static boolean isScript(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(24), UTF_8).matches("(?s)#!.*/(env )?(ba|da)?sh\\b.*");
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }
}
