package org.mosexporter.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mosexporter.Shared;
import org.mosexporter.config.Config;
import org.mosexporter.record.Analysis;
import org.mosexporter.stream.StreamSummary;

/** What is found in captures without signalling, against {@code unsignalled.txt}. */
class UnsignalledCapturesTest {
  @Test
  void findsTheStreamsAndCallsOfTheTableAndNoOther() throws IOException {
    Path folder = Shared.path().resolve("captures");
    assertAll(rows().stream().map(row -> () -> check(folder, row.split(" *[|] *", -1))));
  }

  private static void check(Path folder, String[] row) throws IOException {
    Analyzer analyzer = new Analyzer(Config.defaults("test"));
    analyzer.read(folder.resolve(row[0]), _ -> {});
    Analysis analysis = analyzer.finish();

    List<String> expected = Stream.of(row[2].split(" ")).filter(one -> !one.isEmpty()).toList();
    List<StreamSummary> found = analysis.streams();
    assertEquals(expected.size(), found.size(), () -> row[0] + ": " + row[4] + found);
    for (int i = 0; i < found.size(); i++) {
      check(row[0], expected.get(i), found.get(i));
    }
    assertEquals(row[1], Integer.toString(analysis.calls().size()), () -> row[0] + ": calls");
  }

  private static void check(String capture, String expected, StreamSummary found) {
    String[] parts = expected.split("/", -1);
    String codec = found.codec().isEmpty() ? "-" : found.codec();
    String[] packets = parts[1].split("-", -1);
    long most = Long.parseLong(packets[0]);
    long least = packets.length > 1 ? most - Long.parseLong(packets[1]) : most;
    assertAll(
        () -> assertEquals(parts[0], Integer.toString(found.payloadType()), capture),
        () -> assertEquals(parts[2], codec, capture),
        () -> assertTrue(found.packets() >= least, () -> capture + ": " + expected + " " + found),
        () -> assertTrue(found.packets() <= most, () -> capture + ": " + expected + " " + found));
  }

  private static List<String> rows() throws IOException {
    try (InputStream table = UnsignalledCapturesTest.class.getResourceAsStream("unsignalled.txt")) {
      byte[] octets = Objects.requireNonNull(table).readAllBytes();
      return new String(octets, UTF_8).lines().filter(line -> !line.startsWith("#")).toList();
    }
  }
}
