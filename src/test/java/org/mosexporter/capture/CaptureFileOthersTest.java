package org.mosexporter.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mosexporter.Shared;

/** Every capture beside the project, against the numbers of frames that other tools count. */
class CaptureFileOthersTest {
  /** Columns of MANIFEST.md; its numbers of frames are tshark's. */
  private static final int FILE = 1;

  private static final int FRAMES = 5;

  @Test
  void readsAsManyFramesAsTheManifestHas() throws IOException {
    Path captures = Shared.path().resolve("captures");
    TreeMap<String, String> expected = new TreeMap<>();
    TreeMap<String, String> actual = new TreeMap<>();
    for (String line : Files.readAllLines(captures.resolve("MANIFEST.md"))) {
      String[] cells = line.split("\\s*\\|\\s*", -1);
      if (cells.length > FRAMES && cells[FRAMES].matches("\\d+")) {
        expected.put(cells[FILE], cells[FRAMES] + " " + Optional.empty());
        actual.put(cells[FILE], frames(captures.resolve(cells[FILE])));
      }
    }

    // Made by NetXRay, which tshark reads too.
    expected.put(
        "NormB+sipnab/c07-sip-r2.cap",
        "c07-sip-r2.cap is not a capture file: it begins with 474d4255, neither pcap nor pcapng");
    assertEquals(expected, actual);
    assertTrue(expected.size() > 100, "only " + expected.size() + " captures");
  }

  private static String frames(Path file) {
    try (CaptureFile capture = CaptureFile.open(file, 4096)) {
      ReadResult result = capture.read(new SeenPackets(), bytes -> {});
      return result.packets() + " " + result.warning();
    } catch (IOException message) {
      return String.valueOf(message.getMessage());
    }
  }
}
