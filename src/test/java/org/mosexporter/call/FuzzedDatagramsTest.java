package org.mosexporter.call;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.call.Office.ALICE;
import static org.mosexporter.call.Office.BOB;
import static org.mosexporter.call.Office.ns;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mosexporter.Shared;
import org.mosexporter.config.IpAddress;
import org.mosexporter.wire.Report;

/** What other projects' fuzzers found to break parsers, sent to a call that is going on. */
class FuzzedDatagramsTest {
  /** What fits a datagram with SIP headers before it. */
  private static final int MOST_OCTETS = 60_000;

  private final Office office = new Office();
  private double now;

  @Test
  void survivesWhatBrokeOthersAndCountsEachPacketOnce() throws IOException {
    List<Path> files = files(Shared.path().resolve("captures").resolve("fuzz-raw"));
    office.sip(0, ALICE, BOB, Sip.invite("c1", 1, Sip.sdp(ALICE, 4000)));
    office.sip(0, BOB, ALICE, Sip.response(200, "c1", 1, "INVITE", Sip.sdp(BOB, 5000)));
    office.conversation(1, 100, ALICE, BOB, i -> false);
    now = 3;
    for (Path file : files) {
      byte[] octets = Files.readAllBytes(file);
      send(Arrays.copyOf(octets, Math.min(octets.length, MOST_OCTETS)));
    }
    office.tracker.finish();

    assertTrue(files.size() > 100, "only " + files.size() + " files");
    TrackerCounters counters = office.counters();
    long sorted = 0;
    for (PacketKind kind : EnumSet.complementOf(EnumSet.of(PacketKind.READ))) {
      sorted += office.counted(kind);
    }
    long faults = counters.malformed().values().stream().mapToLong(Long::longValue).sum();
    assertEquals(office.counted(PacketKind.MALFORMED), faults, counters::toString);
    assertEquals(office.counted(PacketKind.READ), sorted, counters::toString);
    assertEquals(202 + 5L * files.size(), office.counted(PacketKind.READ));
  }

  /** As media, as its RTCP, as a candidate, as SIP, in an offer, and as a copy of RTCP. */
  private void send(byte[] octets) {
    office.udp(tick(), ALICE, 4000, BOB, 5000, octets);
    office.udp(tick(), BOB, 5001, ALICE, 4001, octets);
    office.udp(tick(), ALICE, 30_000, BOB, 30_002, octets);
    office.udp(tick(), ALICE, 5060, BOB, 5060, octets);
    office.sip(tick(), ALICE, BOB, Sip.invite("c2", 1, new String(octets, ISO_8859_1)));
    ByteBuffer copy = ByteBuffer.wrap(octets);
    office.tracker.onReport(
        new Report.CollectedRtcp(IpAddress.parse(ALICE), 5005, copy), ns(tick()));
  }

  private double tick() {
    now += 0.005;
    return now;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
