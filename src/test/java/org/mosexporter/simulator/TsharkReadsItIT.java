package org.mosexporter.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another program reads what the simulator writes, and finds nothing wrong with it. */
class TsharkReadsItIT {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void findsAllAndNothingMalformed(boolean server) throws Exception {
    boolean there =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
            .anyMatch(place -> Files.isExecutable(Path.of(place, "tshark")));
    if (!there && !"true".equals(System.getenv("CI"))) {
      System.err.println("SKIPPED: tshark is absent, so nobody else read the simulator's packets");
      assumeTrue(false, "SKIPPED: tshark is absent");
    }
    Path pcap = folder.resolve("office.pcap");
    Scenario scenario =
        Offices.minutes(4, 9, Offices.plan(Offices.But.NOTHING.server(server), Offices.ALL_SEEN));
    Truth truth;
    try (PcapFile file = new PcapFile(pcap)) {
      truth =
          Run.of(scenario, config -> Observed.examinee(config, _ -> Findings.NONE), file).truth();
    }
    assertEquals(truth.seenPackets(), count(pcap, "frame"));
    assertEquals(0, count(pcap, "_ws.malformed || ip.checksum.status == 0 || udp.length < 8"));
    assertTrue(count(pcap, "sip.Method == \"INVITE\"") > 2);
    assertTrue(count(pcap, "rtcp.pt == 200 && rtcp.pt == 202 && rtcp.xr.bt == 7") > 20);
    assertTrue(count(pcap, "sip.Method == \"PUBLISH\"") > 0);
    long speech = count(pcap, "rtp && ip.dsfield.dscp == 46");
    assertTrue(speech > 0.98 * truth.seenPackets(), () -> "RTP: " + speech);
  }

  private static int count(Path pcap, String filter) throws IOException, InterruptedException {
    List<String> command =
        List.of(
            "tshark",
            "-n",
            "-r",
            pcap.toString(),
            "-o",
            "ip.check_checksum:TRUE",
            "-o",
            "rtcp.heuristic_rtcp:TRUE",
            "-Y",
            filter,
            "-T",
            "fields",
            "-e",
            "frame.number");
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), filter);
    return (int) output.lines().count();
  }

  /** The filter for what is malformed is one that finds something. */
  @Test
  void findsAChecksumThatIsWrong() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/tshark")), "SKIPPED: tshark is absent");
    Path pcap = folder.resolve("bad.pcap");
    try (PcapFile file = new PcapFile(pcap)) {
      java.nio.ByteBuffer frame = java.nio.ByteBuffer.allocateDirect(64);
      frame.put(12, new byte[] {8, 0, 0x45, 0, 0, 30, 0, 0, 0, 0, 64, 17, 1, 2});
      file.onPacket(frame, 0, 60, 60, 1_772_000_000_000_000_000L, 0, 0);
    }
    assertEquals(1, count(pcap, "_ws.malformed || ip.checksum.status == 0"));
  }
}
