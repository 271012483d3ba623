package org.mosexporter.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One row of {@code streams.txt}: a stream of a capture as tshark sees it and as we do. */
record StreamRow(String stream, Figures tshark, Figures ours, String verdict) {
  private static final int COLUMNS = 13;

  /**
   * What is compared; without a figure, "-".
   *
   * @param meanMs jitter
   * @param maxMs jitter
   */
  record Figures(String packets, String lost, String meanMs, String maxMs) {
    static final Figures NONE = new Figures("-", "-", "-", "-");

    /** Whether packets and lost are equal, and jitter within 2 % or 0.05 ms of the other's. */
    boolean agree(Figures other, double atLeastMs) {
      return packets.equals(other.packets)
          && lost.equals(other.lost)
          && near(meanMs, other.meanMs, atLeastMs)
          && near(maxMs, other.maxMs, atLeastMs);
    }

    private static boolean near(String one, String other, double atLeastMs) {
      if (one.equals("-") || other.equals("-")) {
        return one.equals(other);
      }
      double expected = Double.parseDouble(other);
      double share = atLeastMs < 0.01 ? 0 : 0.02; // our own figures to the last digit
      return Math.abs(Double.parseDouble(one) - expected) <= Math.max(atLeastMs, share * expected);
    }
  }

  /** All rows by {@link #stream}. */
  static Map<String, StreamRow> all() throws IOException {
    TreeMap<String, StreamRow> rows = new TreeMap<>();
    for (String line : lines()) {
      String[] cells = line.split(" *[|] *", -1);
      if (cells.length != COLUMNS) {
        throw new IOException(cells.length + " columns: " + line);
      }
      StreamRow row =
          new StreamRow(
              key(cells[0], cells[1], cells[2], cells[3]),
              new Figures(cells[4], cells[5], cells[6], cells[7]),
              new Figures(cells[8], cells[9], cells[10], cells[11]),
              cells[12]);
      if (rows.put(row.stream, row) != null) {
        throw new IOException("twice: " + line);
      }
    }
    return rows;
  }

  private static List<String> lines() throws IOException {
    try (InputStream table = StreamRow.class.getResourceAsStream("streams.txt")) {
      byte[] octets = Objects.requireNonNull(table).readAllBytes();
      return new String(octets, UTF_8).lines().filter(line -> !line.startsWith("#")).toList();
    }
  }

  static String key(String capture, String source, String destination, String ssrc) {
    return capture + " " + source + " > " + destination + " " + ssrc;
  }

  /** Every capture below a folder, as its name in the table; what is there for fuzzing is none. */
  static List<String> captures(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .filter(name -> !name.startsWith("fuzz-raw") && !name.endsWith(".md"))
          .sorted()
          .toList();
    }
  }
}
