package org.mosexporter.quality;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mosexporter.Shared;

/** The built-in table against {@code ../shared/reference/codecs.csv}, row by row. */
class CodecTableTest {
  private static final Map<String, String> NAMES =
      Map.of(
          "AMR-WB (G.722.2)", "AMR-WB", "IS-54 (VSELP)", "IS-54", "Clear/CLEARMODE", "CLEARMODE");

  private static final Map<String, String> SCALES =
      Map.of(
          "NB (Rmax 93.2/100, ceiling 95)", "narrowband",
          "WB (Rmax 129, ceiling 95)", "wideband",
          "FB (Rmax 148, ceiling 132)", "fullband");

  /** G.726 and G.727 are known by their rate; a note of the file gives G.727 three more. */
  private static final Set<String> RATE_IN_NAME = Set.of("G.726", "G.727");

  private static final List<String> FROM_A_NOTE = List.of("G.727-16", "G.727-24", "G.727-40");

  /** What of the source's text must be in ours, by its key. */
  private static final Map<String, String> SOURCE_HINTS =
      Map.ofEntries(
          Map.entry("I.1", "Table I.1"),
          Map.entry("I.3", "Table I.3/I.4"),
          Map.entry("IV", "G.113 IV"),
          Map.entry("IV.1", "Table IV.1"),
          Map.entry("IV.3", "Table IV.3 / IV.4"),
          Map.entry("IV.1+MTS", "MTS table"),
          Map.entry("V", "Appendix V"),
          Map.entry("T", "Telektronikk"),
          Map.entry("T+I.1", "Telektronikk"),
          Map.entry("I.3+T", "Table I.3/I.4"),
          Map.entry("AMP", "Alahmadi"),
          Map.entry("MTS", "ericsson-mts"),
          Map.entry("Vialer", "VialerSIPLib"),
          Map.entry("vendor", "Nortel"),
          Map.entry("derived", ""),
          Map.entry("proxy", "proxy"));

  @Test
  void hasEveryRowThatHasAValue() throws IOException {
    List<String> expected = new ArrayList<>();
    for (List<String> row : csv()) {
      if (isNumber(row.get(7))) {
        expected.add(expected(row));
      }
    }

    List<String> actual =
        CodecTable.ROWS.stream()
            .filter(row -> !FROM_A_NOTE.contains(row.codec().name()))
            .map(CodecTableTest::actual)
            .sorted()
            .toList();
    assertEquals(expected.stream().sorted().toList(), actual);
    assertEquals(
        Map.of("G.727-16", 50.0, "G.727-24", 25.0, "G.727-40", 2.0),
        CodecTable.ROWS.stream()
            .map(CodecTable.Row::codec)
            .filter(codec -> FROM_A_NOTE.contains(codec.name()))
            .collect(toMap(Codec::name, Codec::ie)));
  }

  @Test
  void namesTheSourceOfEveryRow() throws IOException {
    List<List<String>> csv = csv();
    for (CodecTable.Row row : CodecTable.ROWS) {
      String hint = SOURCE_HINTS.getOrDefault(row.sourceKey(), "?");
      boolean found =
          csv.stream()
              .filter(line -> isNumber(line.get(7)))
              .anyMatch(line -> expected(line).equals(actual(row)) && line.get(10).contains(hint));
      assertTrue(
          found || FROM_A_NOTE.contains(row.codec().name()),
          row.codec().fullName() + " " + row.sourceKey());
    }
  }

  @Test
  void givesEveryModeANameOfItsOwn() {
    Set<String> names = new HashSet<>();
    for (CodecTable.Row row : CodecTable.ROWS) {
      assertTrue(names.add(row.codec().fullName()), row.codec().fullName());
    }
  }

  private static String expected(List<String> row) {
    String rate = isNumber(row.get(4)) ? number(row.get(4)) : "-";
    String name = NAMES.getOrDefault(row.get(0), row.get(0));
    return String.join(
        " ",
        RATE_IN_NAME.contains(name) ? name + "-" + row.get(4) : name,
        SCALES.getOrDefault(row.get(3), "?"),
        rate,
        number(row.get(7)),
        row.get(8).isEmpty() ? "-" : number(row.get(8)),
        number(row.get(5)),
        number(row.get(6)),
        row.get(12),
        row.get(14));
  }

  private static String actual(CodecTable.Row row) {
    Codec codec = row.codec();
    boolean bpl = codec.bpl().isPresent() && !row.sibling();
    return String.join(
        " ",
        codec.name(),
        codec.scale().label(),
        codec.bitrateKbps().isPresent() ? "" + codec.bitrateKbps().getAsDouble() : "-",
        "" + codec.ie(),
        bpl ? "" + codec.bpl().getAsDouble() : "-",
        "" + codec.frameMs(),
        "" + codec.lookAheadMs(),
        row.listed().label(),
        row.alternative() ? "alternative" : "default");
  }

  private static String number(String text) {
    return "" + Double.parseDouble(text);
  }

  private static boolean isNumber(String text) {
    return text.matches("\\d+(\\.\\d+)?");
  }

  private static List<List<String>> csv() throws IOException {
    try (Stream<String> lines =
        Files.lines(Shared.path().resolve("reference").resolve("codecs.csv"))) {
      return lines.skip(1).map(CodecTableTest::fields).toList();
    }
  }

  /** A field may stand in quotes, which are doubled inside it. */
  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }
}
