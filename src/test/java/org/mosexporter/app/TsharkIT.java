package org.mosexporter.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.mosexporter.Shared;
import org.mosexporter.app.StreamRow.Figures;

/**
 * The table that {@link CapturesTest} holds us to says what tshark says, and leaves out nothing.
 */
class TsharkIT {
  /**
   * A line of {@code -z rtp,streams}: times, addresses and ports, SSRC, payloads (with blanks),
   * packets, lost and its share, smallest, mean and largest delta, then jitter.
   */
  private static final Pattern LINE =
      Pattern.compile(
          " *[\\d.]+ +[\\d.]+ +(\\S+) +(\\d+) +(\\S+) +(\\d+) +0x([0-9A-F]{8}) +.*? +(\\d+)"
              + " +(-?\\d+) \\(.*%\\)(?: +\\S+){3} +\\S+ +(\\S+) +(\\S+) *X? *");

  @Test
  void hasARowForEachStreamThatTsharkLists() throws Exception {
    assumeTsharkIsThere();
    Path folder = Shared.path().resolve("captures");
    TreeMap<String, Figures> expected = new TreeMap<>();
    StreamRow.all().forEach((stream, row) -> expected.put(stream, row.tshark()));
    TreeMap<String, Figures> actual = new TreeMap<>();
    for (String capture : StreamRow.captures(folder)) {
      for (String line : tshark(folder.resolve(capture))) {
        Matcher stream = LINE.matcher(line);
        if (stream.matches()) {
          actual.put(key(capture, stream), figures(stream));
        } else {
          assertTrue(isFrame(line), () -> capture + ": " + line);
        }
      }
    }

    assertEquals(lines(expected), lines(actual));
  }

  static void assumeTsharkIsThere() {
    boolean there =
        List.of(System.getenv("PATH").split(File.pathSeparator, -1)).stream()
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "tshark")));
    if (!there && !"true".equals(System.getenv("CI"))) {
      System.err.println("SKIPPED: tshark is absent, so its streams were not compared with ours");
      assumeTrue(false, "SKIPPED: tshark is absent");
    }
    assertTrue(there, "tshark is absent, and CI must have it");
  }

  /** A stream that it lists. */
  record Listed(String key, String packetsAndLost) {}

  static Optional<Listed> stream(String line) {
    Matcher stream = LINE.matcher(line);
    if (!stream.matches()) {
      return Optional.empty();
    }
    String key =
        socket(stream.group(1), stream.group(2))
            + " > "
            + socket(stream.group(3), stream.group(4))
            + " 0x"
            + stream.group(5).toLowerCase(Locale.ROOT);
    return Optional.of(new Listed(key, stream.group(6) + " packets, " + stream.group(7) + " lost"));
  }

  private static boolean isFrame(String line) {
    return line.isBlank() || line.startsWith("===") || line.strip().startsWith("Start time");
  }

  private static String key(String capture, Matcher stream) {
    return StreamRow.key(
        capture,
        socket(stream.group(1), stream.group(2)),
        socket(stream.group(3), stream.group(4)),
        "0x" + stream.group(5).toLowerCase(Locale.ROOT));
  }

  static String socket(String address, String port) {
    return address.indexOf(':') < 0 ? address + ":" + port : "[" + address + "]:" + port;
  }

  private static Figures figures(Matcher stream) {
    return new Figures(stream.group(6), stream.group(7), stream.group(8), stream.group(9));
  }

  private static String lines(Map<String, Figures> figures) {
    StringBuilder lines = new StringBuilder();
    figures.forEach(
        (stream, values) -> lines.append(stream).append(' ').append(values).append('\n'));
    return lines.toString();
  }

  /** What it prints; a file that it cannot read has no streams. */
  private static List<String> tshark(Path capture) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("tshark", "-n", "-q", "-z", "rtp,streams", "-r", capture.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return output.lines().toList();
  }
}
