package org.mosexporter.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
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

    String streams =
        analysis.streams().stream()
            .map(UnsignalledCapturesTest::text)
            .collect(Collectors.joining(" "));
    assertEquals(row[2], streams, () -> row[0] + ": " + row[3]);
    assertEquals(row[1], Integer.toString(analysis.calls().size()), () -> row[0] + ": calls");
  }

  private static String text(StreamSummary stream) {
    String codec = stream.codec().isEmpty() ? "-" : stream.codec();
    return stream.payloadType() + "/" + stream.packets() + "/" + codec;
  }

  private static List<String> rows() throws IOException {
    try (InputStream table = UnsignalledCapturesTest.class.getResourceAsStream("unsignalled.txt")) {
      byte[] octets = Objects.requireNonNull(table).readAllBytes();
      return new String(octets, UTF_8).lines().filter(line -> !line.startsWith("#")).toList();
    }
  }
}
