package org.mosexporter.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A short run of {@code bench/fuzz} for every decoder. */
class FuzzIT {
  private record Run(int exit, String output) {
    static Run of(String... arguments) throws IOException, InterruptedException {
      List<String> command = new ArrayList<>(List.of("bench/fuzz"));
      command.addAll(List.of(arguments));
      Process fuzzer = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(fuzzer.getInputStream().readAllBytes(), UTF_8);
      return new Run(fuzzer.waitFor(), output);
    }
  }

  static Stream<String> targets() throws Exception {
    Run listed = Run.of("--targets");
    assertEquals(0, listed.exit, listed.output);
    return listed.output.lines().filter(target -> !target.equals("planted"));
  }

  @ParameterizedTest
  @MethodSource("targets")
  void findsNothingInADecoder(String target) throws Exception {
    Run run = Run.of("--target=" + target, "--inputs=1000000", "--seconds=10");

    assertEquals(0, run.exit, run.output);
    assertTrue(run.output.matches("(?s)" + target + " .* findings=0\\n"), run.output);
    assertTrue(
        inputs(run.output) > 100, run.output); // a slow machine reads little more than the seeds
  }

  private static long inputs(String output) {
    return Long.parseLong(output.replaceAll("(?s).*inputs=(\\d+).*", "$1"));
  }

  @Test
  void findsAReadPastTheEndThatWasPlanted() throws Exception {
    Run run = Run.of("--target=planted", "--inputs=10000000", "--seconds=60", "--seeds=none");

    assertEquals(1, run.exit, run.output);
    assertTrue(run.output.contains("findings=1"), run.output);
    assertTrue(run.output.contains("IndexOutOfBoundsException"), run.output);
  }
}
