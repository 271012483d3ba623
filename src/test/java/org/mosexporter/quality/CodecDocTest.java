package org.mosexporter.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The codec table of {@code docs/QUALITY.md} is the one in use. */
class CodecDocTest {
  @Test
  void listsEveryCodecWithItsValues() throws IOException {
    List<String> shown =
        Files.readString(Path.of("docs", "QUALITY.md"))
            .lines()
            .dropWhile(line -> !line.startsWith("| codec |"))
            .skip(2)
            .takeWhile(line -> line.startsWith("|"))
            .toList();

    assertEquals(
        CodecTable.ROWS.stream().map(CodecDocTest::line).toList(),
        shown.stream().map(CodecDocTest::normal).toList());
  }

  private static String line(CodecTable.Row row) {
    Codec codec = row.codec();
    return String.join(
        "|",
        codec.fullName(),
        codec.scale().label(),
        codec.bitrateKbps().isPresent() ? plain(codec.bitrateKbps().getAsDouble()) : "–",
        plain(codec.ie()),
        codec.bpl().isEmpty() ? "–" : (row.sibling() ? "~" : "") + plain(codec.bpl().getAsDouble()),
        plain(codec.frameMs()) + ", " + plain(codec.lookAheadMs()),
        row.encodings().isEmpty() ? "–" : String.join(" ", row.encodings()),
        codec.confidence().label(),
        row.alternative() ? "no" : "yes",
        codec.source());
  }

  private static String normal(String markdown) {
    return String.join(
        "|", List.of(markdown.substring(2, markdown.length() - 2).split(" \\| ", -1)));
  }

  private static String plain(double value) {
    return String.valueOf(value).replaceFirst("\\.0$", "");
  }
}
