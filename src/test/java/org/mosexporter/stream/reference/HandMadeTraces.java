package org.mosexporter.stream.reference;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.mosexporter.stream.reference.Playout.Buffer;
import org.mosexporter.stream.reference.Playout.Fate;
import org.mosexporter.stream.reference.Playout.Kind;
import org.mosexporter.stream.reference.Playout.Verdict;
import org.mosexporter.stream.reference.TracePacket.Payload;

/** Reads {@code traces.txt}, which says how its lines are meant. */
public final class HandMadeTraces {
  private static final int NS_DIGITS_OF_A_MS = 6;

  private static final Map<String, Verdict> UNPLAYED =
      Map.of(
          "late", Verdict.LATE,
          "duplicate", Verdict.DUPLICATE,
          "stray", Verdict.STRAY,
          "skip", Verdict.NOT_SPEECH);

  /**
   * Packets and what was found on paper.
   *
   * @param expected of each packet
   */
  public record Trace(String name, Buffer buffer, List<TracePacket> packets, List<Fate> expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** All of them, in the order of the file. */
  public static List<Trace> read() {
    List<Trace> traces = new ArrayList<>();
    List<String> lines = lines();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("trace ")) {
        List<TracePacket> packets = new ArrayList<>();
        List<Fate> expected = new ArrayList<>();
        for (int row = i + 2; row < lines.size() && !lines.get(row).isEmpty(); row++) {
          addRow(lines.get(row), packets, expected);
        }
        traces.add(
            new Trace(lines.get(i).substring(6), buffer(lines.get(i + 1)), packets, expected));
      }
    }
    return traces;
  }

  /** Without comments; an empty line ends a trace. */
  private static List<String> lines() {
    try (InputStream file = HandMadeTraces.class.getResourceAsStream("traces.txt")) {
      String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().map(line -> line.replaceFirst("#.*", "").strip()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Buffer buffer(String line) {
    String[] cells = line.split(" ", -1);
    return new Buffer(
        Kind.valueOf(cells[0].toUpperCase(Locale.ROOT)),
        ns(cells[1]),
        ns(cells[2]),
        Integer.parseInt(cells[3]));
  }

  private static void addRow(String line, List<TracePacket> packets, List<Fate> expected) {
    String[] cells = line.split(" +", -1);
    if (cells.length != 5) {
      throw new IllegalArgumentException(line);
    }
    String[] numbers = cells[0].split("\\.\\.", -1);
    int first = Integer.parseInt(numbers[0]);
    int last = Integer.parseInt(numbers[numbers.length - 1]);
    for (int i = 0; i <= last - first; i++) {
      packets.add(
          new TracePacket(
              first + i,
              at(cells[1], i).intValue(),
              cells[2].equals("M"),
              ns(at(cells[3], i)),
              payload(cells[2])));
      expected.add(fate(cells[4], i));
    }
  }

  private static Payload payload(String letter) {
    return switch (letter) {
      case "S", "M" -> Payload.SPEECH;
      case "N" -> Payload.NOISE;
      case "E" -> Payload.EVENT;
      default -> throw new IllegalArgumentException(letter);
    };
  }

  private static Fate fate(String text, int index) {
    return UNPLAYED.containsKey(text)
        ? new Fate(UNPLAYED.get(text), 0)
        : new Fate(Verdict.PLAYED, ns(at(text, index)));
  }

  /** "80+20" at index 3 is 140. */
  private static BigDecimal at(String text, int index) {
    String[] parts = text.split("\\+", -1);
    BigDecimal step = parts.length > 1 ? new BigDecimal(parts[1]) : BigDecimal.ZERO;
    return new BigDecimal(parts[0]).add(step.multiply(BigDecimal.valueOf(index)));
  }

  private static long ns(String ms) {
    return ns(new BigDecimal(ms));
  }

  private static long ns(BigDecimal ms) {
    return ms.movePointRight(NS_DIGITS_OF_A_MS).longValueExact();
  }

  private HandMadeTraces() {}
}
