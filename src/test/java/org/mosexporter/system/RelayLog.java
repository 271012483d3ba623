package org.mosexporter.system;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the relay says that it did with each packet: the truth that the daemon is held against. */
final class RelayLog {
  private final List<Map<String, Double>> lines = new ArrayList<>();

  /**
   * One RTP packet on one way.
   *
   * @param sequence without its wraps
   * @param outSeconds when the relay sent it on; NaN when it dropped it
   */
  record Packet(long sequence, long timestamp, double inSeconds, double outSeconds) {
    boolean dropped() {
      return Double.isNaN(outSeconds);
    }
  }

  /** A round trip that reports made over the relay, known when its answer had passed. */
  record RoundTrip(double atSeconds, double seconds) {}

  RelayLog(Path file) throws IOException {
    JsonFactory json = new JsonFactory();
    for (String line : Files.readAllLines(file)) {
      if (line.endsWith("}")) {
        lines.add(numbers(json, line));
      }
    }
    lines.sort(Comparator.comparingDouble(line -> line.getOrDefault("in", 0.0)));
  }

  private static Map<String, Double> numbers(JsonFactory json, String line) throws IOException {
    Map<String, Double> numbers = new HashMap<>();
    try (JsonParser parser = json.createParser(line)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (parser.nextToken().isNumeric()) {
          numbers.put(name, parser.getDoubleValue());
        }
      }
    }
    return numbers;
  }

  private List<Map<String, Double>> of(int way, String member) {
    return lines.stream()
        .filter(line -> line.get("way") == way && line.containsKey(member))
        .toList();
  }

  /** The RTP packets of a way, in the order in which they were sent. */
  List<Packet> packets(int way) {
    List<Packet> packets = new ArrayList<>();
    long last = -1;
    for (Map<String, Double> line : of(way, "seq")) {
      long low = number(line, "seq");
      long sequence = last < 0 ? low : last + (short) (low - last);
      packets.add(
          new Packet(
              sequence,
              number(line, "timestamp"),
              line.get("in"),
              line.getOrDefault("out", Double.NaN)));
      last = Math.max(last, sequence);
    }
    packets.sort(Comparator.comparingLong(Packet::sequence));
    return packets;
  }

  long sources(int way) {
    return of(way, "seq").stream().map(line -> line.get("ssrc")).distinct().count();
  }

  /** The highest sequence numbers, with their wraps, in the reports that travelled a way. */
  List<Long> reportedHighest(int way) {
    return of(way, "highest").stream().map(line -> number(line, "highest")).toList();
  }

  /**
   * Round trips of sender reports on one way and their answers on the other: how long the relay
   * kept the one and the other (RFC 3550 §6.4.1: LSR names the sender report).
   */
  List<RoundTrip> roundTrips() {
    List<RoundTrip> found = new ArrayList<>();
    for (int answers = 0; answers < 2; answers++) {
      Map<Double, Double> keptSeconds = new HashMap<>();
      of(1 - answers, "sent").forEach(line -> keptSeconds.put(line.get("sent"), kept(line)));
      for (Map<String, Double> line : of(answers, "last")) {
        Double there = keptSeconds.get(line.get("last"));
        if (there != null && number(line, "last") != 0) {
          found.add(new RoundTrip(line.get("out"), there + kept(line)));
        }
      }
    }
    found.sort(Comparator.comparingDouble(RoundTrip::atSeconds));
    return found;
  }

  private static double kept(Map<String, Double> line) {
    return line.getOrDefault("out", Double.NaN) - line.get("in");
  }

  private static long number(Map<String, Double> line, String name) {
    return line.get(name).longValue();
  }
}
