package org.mosexporter.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mosexporter.Shared;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.PacketKind;
import org.mosexporter.config.Config;
import org.mosexporter.config.Privacy;
import org.mosexporter.record.Analysis;
import org.mosexporter.stream.StreamSummary;

/** Calls and SIP messages of every capture beside the project, against the tables of them. */
class CapturedCallsTest {
  private static final int CALL_COLUMNS = 13;
  private static final int LONGEST_CALL_ID = 40;
  private static final String NO_CALL = "no call";

  private static final TreeMap<String, Analysis> ANALYSES = new TreeMap<>();
  private static final List<String> UNREADABLE = new ArrayList<>();

  @BeforeAll
  static void analyze() throws IOException {
    Path folder = Shared.path().resolve("captures");
    for (String capture : StreamRow.captures(folder)) {
      Analyzer analyzer = new Analyzer(plain());
      try {
        analyzer.read(folder.resolve(capture), _ -> {});
      } catch (IOException notOne) {
        UNREADABLE.add(capture);
      }
      ANALYSES.put(capture, analyzer.finish());
    }
  }

  /** Names and Call-IDs as they are. */
  private static Config plain() {
    return Config.defaults("test").but().privacy(Privacy.all(Privacy.Form.PLAIN)).build();
  }

  @Test
  void tellsTheCallsOfTheTableAndNoOther() throws IOException {
    TreeMap<String, List<String>> expected = new TreeMap<>();
    for (String[] row : rows("calls.txt")) {
      List<String> calls = expected.computeIfAbsent(row[0], _ -> new ArrayList<>());
      boolean none = row[2].equals(NO_CALL);
      assertEquals(none ? 4 : CALL_COLUMNS, row.length, () -> String.join(" | ", row));
      assertTrue(hasVerdict(row), () -> String.join(" | ", row));
      if (!none) {
        calls.add(String.join(" | ", List.of(row).subList(1, CALL_COLUMNS - 1)));
      }
    }

    assertEquals(lines(ANALYSES.keySet()), lines(expected.keySet()), "captures with a row");
    assertAll(
        expected.entrySet().stream().map(entry -> () -> check(entry.getKey(), entry.getValue())));
  }

  private static void check(String capture, List<String> expected) {
    Analysis analysis = Objects.requireNonNull(ANALYSES.get(capture));
    List<String> actual = analysis.calls().stream().map(CapturedCallsTest::row).toList();
    assertEquals(lines(sorted(expected)), lines(sorted(actual)), capture);
  }

  @Test
  void countsTheMessagesOfTheTableAndNoOther() throws IOException {
    TreeMap<String, String> expected = new TreeMap<>();
    ANALYSES.keySet().forEach(capture -> expected.put(capture, "0 sip, 0 malformed"));
    for (String[] row : rows("messages.txt")) {
      assertTrue(hasVerdict(row), () -> String.join(" | ", row));
      String before = expected.put(row[0], row[5] + " sip, " + row[6] + " malformed");
      assertEquals("0 sip, 0 malformed", before, () -> "no capture, or twice: " + row[0]);
      int told = Integer.parseInt(row[2]) - Integer.parseInt(row[3]) + Integer.parseInt(row[4]);
      boolean equal = row[5].equals(Integer.toString(told)) && row[6].equals("0");
      assertEquals(equal, row[7].equals("equal"), () -> String.join(" | ", row));
    }

    TreeMap<String, String> actual = new TreeMap<>();
    ANALYSES.forEach((capture, analysis) -> actual.put(capture, messages(analysis)));
    assertEquals(lines(expected.entrySet()), lines(actual.entrySet()));
  }

  @Test
  void readsEveryFileThatIsACapture() {
    assertEquals(List.of("NormB+sipnab/c07-sip-r2.cap"), UNREADABLE);
  }

  private static boolean hasVerdict(String[] row) {
    return row[row.length - 1].matches("equal(: .{5,})?|by hand: .{10,}|tshark wrong: .{10,}");
  }

  /** A call as its row has it, without capture and verdict. */
  private static String row(CallSummary call) {
    boolean answered = call.answerNs().isPresent();
    return String.join(
        " | ",
        orDash(call.callId().substring(0, Math.min(LONGEST_CALL_ID, call.callId().length()))),
        orDash(call.from()),
        orDash(call.to()),
        call.result().label() + (call.status().isPresent() ? " " + call.status().getAsInt() : ""),
        number("%.3f", 1e3, call.setupSeconds()),
        number("%.3f", 1e3, between(call.startNs(), call.answerNs())),
        number(
            "%.6f", 1, answered ? between(call.answerNs(), call.endNs()) : OptionalDouble.empty()),
        number("%.3f", 1e3, call.disconnectSeconds()),
        Integer.toString(call.related().size()),
        orDash(codecs(call)),
        Integer.toString(call.streams().size()));
  }

  private static String codecs(CallSummary call) {
    return call.streams().stream()
        .map(StreamSummary::codec)
        .map(CapturedCallsTest::orDash)
        .sorted()
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static String messages(Analysis analysis) {
    long malformed =
        analysis.counters().malformed().entrySet().stream()
            .filter(fault -> fault.getKey().protocol().equals("sip"))
            .filter(fault -> !fault.getKey().reason().equals("truncated"))
            .mapToLong(Map.Entry::getValue)
            .sum();
    long sip = analysis.counters().packets().getOrDefault(PacketKind.SIP, 0L);
    return sip + " sip, " + malformed + " malformed";
  }

  private static OptionalDouble between(OptionalLong fromNs, OptionalLong toNs) {
    return fromNs.isPresent() && toNs.isPresent()
        ? OptionalDouble.of((toNs.getAsLong() - fromNs.getAsLong()) * 1e-9)
        : OptionalDouble.empty();
  }

  private static String number(String format, double factor, OptionalDouble value) {
    return value.isEmpty() ? "-" : String.format(Locale.ROOT, format, value.getAsDouble() * factor);
  }

  private static String orDash(String text) {
    return text.isEmpty() ? "-" : text;
  }

  private static List<String> sorted(List<String> rows) {
    return rows.stream().sorted().toList();
  }

  private static String lines(Iterable<?> items) {
    StringBuilder lines = new StringBuilder();
    items.forEach(item -> lines.append(item).append('\n'));
    return lines.toString();
  }

  private static List<String[]> rows(String table) throws IOException {
    try (InputStream in = CapturedCallsTest.class.getResourceAsStream(table)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
      return text.lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" *[|] *", -1))
          .toList();
    }
  }
}
