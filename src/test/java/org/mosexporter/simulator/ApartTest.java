package org.mosexporter.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Who is judged and who judges know nothing of each other, and the simulator takes no chance but
 * from its seed.
 */
class ApartTest {
  private static final Path PRODUCT = Path.of("src/main/java/org/mosexporter");
  private static final Path SIMULATOR = Path.of("src/test/java/org/mosexporter/simulator");

  @Test
  void theSimulatorKnowsNoDiagnosis() {
    assertEquals(List.of(), naming(SIMULATOR, "mosexporter." + "diagnosis"));
  }

  @Test
  void theProductKnowsNoSimulator() {
    assertEquals(List.of(), naming(PRODUCT, "mosexporter." + "simulator"));
  }

  @Test
  void chanceComesFromTheSeedOnly() {
    for (String other : List.of("Math." + "random", "new Random" + "(", "ThreadLocal" + "Random")) {
      assertEquals(List.of(), naming(SIMULATOR, other));
    }
    assertEquals(List.of(), naming(SIMULATOR, "new SplittableRandom" + "()"));
  }

  /** What goes to the product is packets and readings: those who make them know no cause. */
  @Test
  void whoMakesPacketsKnowsNoCause() {
    assertEquals(List.of(), naming(SIMULATOR.resolve("path"), "Cause"));
    assertEquals(List.of(), naming(SIMULATOR.resolve("office"), "Cause"));
  }

  private static List<String> naming(Path folder, String text) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      assertTrue(sources.size() > 3, () -> "nothing to look at in " + folder);
      return sources.stream().filter(file -> has(file, text)).map(Path::toString).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean has(Path file, String text) {
    try {
      return Files.readString(file).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
