package org.mosexporter.app;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mosexporter.Shared;
import org.mosexporter.app.StreamRow.Figures;
import org.mosexporter.quality.Json;

/**
 * {@code mos-exporter analyze} on every capture beside the project, against the table of tshark's.
 */
class CapturesTest {
  private static final double SAME_MS = 0.05;
  private static final double LAST_DIGIT_MS = 0.0011;

  private record Run(int exit, String out, String err) {
    static Run of(Path capture) {
      StringWriter out = new StringWriter();
      StringWriter err = new StringWriter();
      int exit =
          Main.commandLine()
              .setOut(new PrintWriter(out))
              .setErr(new PrintWriter(err))
              .execute("analyze", capture.toString(), "--format=json");
      return new Run(exit, out.toString(), err.toString());
    }

    boolean isClean() {
      boolean trace = (out + err).lines().anyMatch(line -> line.startsWith("\tat "));
      return (exit == Main.DONE || exit == Main.FAILED) && !trace && !err.contains("Exception");
    }
  }

  @Test
  void analyzesEveryCaptureAndSeesTheStreamsThatTsharkSees() throws IOException {
    Path folder = Shared.path().resolve("captures");
    List<String> captures = StreamRow.captures(folder);
    TreeMap<String, Figures> seen = new TreeMap<>();
    List<String> faults = new ArrayList<>();
    for (String capture : captures) {
      Run run = Run.of(folder.resolve(capture));
      if (!run.isClean()) {
        faults.add(capture + ": exit " + run.exit + " " + run.err);
      }
      streams(capture, run.out, seen);
    }

    assertEquals(List.of(), faults);
    assertTrue(captures.size() > 100, "only " + captures.size() + " captures");
    assertAll(
        StreamRow.all().values().stream()
            .map(row -> () -> check(row, seen.getOrDefault(row.stream(), Figures.NONE))));
  }

  private static void check(StreamRow row, Figures ours) {
    assertTrue(ours.agree(row.ours(), LAST_DIGIT_MS), () -> row + "\nbut now: " + ours);
    boolean equal = ours.agree(row.tshark(), SAME_MS);
    assertEquals(equal, row.verdict().equals("equal"), row::toString);
    assertTrue(
        row.verdict().matches("equal|tshark wrong: .{10,}|not yet: issue \\d+ on .+"),
        row::toString);
  }

  private static void streams(String capture, String out, Map<String, Figures> into)
      throws IOException {
    if (out.isEmpty()) { // not a capture at all, which the exit code says
      return;
    }
    Map<?, ?> analysis = (Map<?, ?>) Json.parse(out);
    for (Object one : (List<?>) field(analysis, "streams")) {
      Map<?, ?> stream = (Map<?, ?>) one;
      String key =
          StreamRow.key(
              capture,
              field(stream, "source").toString(),
              field(stream, "destination").toString(),
              field(stream, "ssrc").toString());
      Figures before = into.put(key, figures(stream));
      assertEquals(null, before, () -> "two streams: " + key);
    }
  }

  private static Figures figures(Map<?, ?> stream) {
    Object jitter = stream.get("jitter_seconds");
    return new Figures(
        count(stream, "packets"),
        count(stream, "lost"),
        jitter instanceof Map<?, ?> known ? ms(known, "mean") : "-",
        jitter instanceof Map<?, ?> known ? ms(known, "max") : "-");
  }

  private static String count(Map<?, ?> stream, String name) {
    return Long.toString(((Number) field(stream, name)).longValue());
  }

  private static String ms(Map<?, ?> jitter, String name) {
    double seconds = ((Number) field(jitter, name)).doubleValue();
    return String.format(Locale.ROOT, "%.3f", seconds * 1000);
  }

  private static Object field(Map<?, ?> object, String name) {
    Object value = object.get(name);
    if (value == null) {
      throw new AssertionError("no " + name + " in " + object);
    }
    return value;
  }
}
