package org.mosexporter.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the simulated office writes, read by tshark. */
class DemoCaptureIT {
  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  @TempDir private static Path folder;
  private static Path capture = Path.of("");
  private static DemoTruth truth = new DemoTruth(List.of(), 0, 0, 0, 0);

  @BeforeAll
  static void write() throws IOException {
    boolean there =
        List.of("/usr/bin/tshark", "/usr/local/bin/tshark").stream()
            .anyMatch(program -> Files.isExecutable(Path.of(program)));
    if (!there && System.getenv("CI") == null) {
      System.err.println("SKIPPED: tshark is absent, so the demo's packets were not read by it");
      assumeTrue(false, "SKIPPED: tshark is absent");
    }
    capture = folder.resolve("office.pcap");
    try (OutputStream out = Files.newOutputStream(capture)) {
      truth = DemoOffice.write(DemoPlan.office(11), START, Duration.ofSeconds(90), out);
    }
  }

  @Test
  void hasNoMalformedFrameAndNoWrongChecksum() throws Exception {
    List<String> bad =
        tshark(
            "-o ip.check_checksum:TRUE -o udp.check_checksum:TRUE -T fields -e frame.number -Y",
            "_ws.malformed or ip.checksum.status==0 or udp.checksum.status==0"
                + " or frame.time_delta<0");

    assertEquals(List.of(), bad);
  }

  @Test
  void losesAndDelaysPacketsAsItsTruthSays() throws Exception {
    Map<Integer, String[]> bySsrc = new HashMap<>();
    for (String line : tshark("-q -z", "rtp,streams")) {
      String[] columns = line.trim().split("\\s+", -1);
      if (columns.length > 15 && columns[6].startsWith("0x")) {
        bySsrc.put(Integer.parseUnsignedInt(columns[6].substring(2), 16), columns);
      }
    }

    assertEquals(truth.streams().size(), bySsrc.size());
    for (StreamTruth stream : truth.streams()) {
      String[] columns = bySsrc.get(stream.ssrc());
      assertNotNull(columns, stream::toString);
      assertEquals(stream.seen(), Long.parseLong(columns[8]), stream::toString);
      assertEquals(stream.lostBefore(), Long.parseLong(columns[9]), stream::toString);
      near(stream.jitterMeanSeconds() * 1000, Double.parseDouble(columns[15]), stream);
      near(stream.jitterMaxSeconds() * 1000, Double.parseDouble(columns[16]), stream);
    }
  }

  @Test
  void marksPacketsAsItsTruthSays() throws Exception {
    Map<String, TreeSet<String>> bySsrc = new HashMap<>();
    for (String line : tshark("-T fields -e rtp.ssrc -e ip.dsfield.dscp -e rtp.p_type -Y", "rtp")) {
      String[] columns = line.split("\t", -1);
      bySsrc.computeIfAbsent(columns[0], _ -> new TreeSet<>()).add(columns[1] + " " + columns[2]);
    }

    for (StreamTruth stream : truth.streams()) {
      assertEquals(
          new TreeSet<>(List.of(stream.dscp() + " " + stream.codec().payloadType())),
          bySsrc.get("0x%08x".formatted(stream.ssrc())),
          stream::toString);
    }
  }

  /** tshark works out round trips as a passive meter does: from sender reports seen passing. */
  @Test
  void answersReportsAfterTheChosenRoundTrip() throws Exception {
    Map<String, List<Double>> byPair = new HashMap<>();
    for (String line :
        tshark(
            "-o rtcp.show_roundtrip_calculation:TRUE -o rtcp.roundtrip_min_threshhold:5"
                + " -T fields -e ip.src -e udp.srcport -e rtcp.roundtrip-delay -Y",
            "rtcp.roundtrip-delay")) {
      String[] columns = line.split("\t", -1);
      int rtpPort = Integer.parseInt(columns[1]) - 1;
      byPair
          .computeIfAbsent(columns[0] + ":" + rtpPort, _ -> new ArrayList<>())
          .add(Double.valueOf(columns[2]));
    }

    assertTrue(byPair.size() > truth.streams().size() / 2, byPair::toString);
    for (StreamTruth stream : truth.streams()) {
      // Who sends this report stands where the stream comes from; tshark truncates each of three
      // times to milliseconds.
      for (double delayMs : byPair.getOrDefault(stream.source().toString(), List.of())) {
        assertEquals(stream.roundTripSeconds().toSender() * 1000, delayMs, 2.01, stream::toString);
      }
    }
  }

  private static void near(double expectedMs, double actualMs, StreamTruth stream) {
    assertEquals(expectedMs, actualMs, Math.max(0.05, expectedMs * 0.02), stream::toString);
  }

  private static List<String> tshark(String options, String last) throws Exception {
    List<String> command = new ArrayList<>(List.of("tshark", "-n", "-r", capture.toString()));
    command.addAll(List.of(options.split(" ", -1)));
    command.add(last);
    Path errors = folder.resolve("errors");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), () -> command + output);
    return output.lines().toList();
  }
}
