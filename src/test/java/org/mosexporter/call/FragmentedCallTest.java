package org.mosexporter.call;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.call.Office.ALICE;
import static org.mosexporter.call.Office.BOB;
import static org.mosexporter.call.Office.ns;
import static org.mosexporter.wire.Frames.UDP;
import static org.mosexporter.wire.Frames.ascii;
import static org.mosexporter.wire.Frames.ethernet;
import static org.mosexporter.wire.Frames.fragmentsIpv4;
import static org.mosexporter.wire.Frames.fragmentsIpv6;
import static org.mosexporter.wire.Frames.udp;
import static org.mosexporter.wire.Frames.window;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Signalling larger than a packet, and those who send fragments only to fill memory. */
class FragmentedCallTest {
  private final Office office = new Office();

  private void fragmented(double atSeconds, String from, String to, int id, String message) {
    byte[] datagram = udp(5060, 5060, ascii(message.replace("\n", "\r\n")));
    for (byte[] packet : fragmentsIpv4(from, to, id, UDP, datagram, 128)) {
      office.packet(atSeconds, ethernet(0x0800, packet));
    }
  }

  private void call() {
    fragmented(0, ALICE, BOB, 1, Sip.invite("c1", 1, Sip.sdp(ALICE, 4000)));
    fragmented(0.1, BOB, ALICE, 1, Sip.response(200, "c1", 1, "INVITE", Sip.sdp(BOB, 5000)));
    office.conversation(1, 500, ALICE, BOB, i -> false);
    fragmented(12, ALICE, BOB, 2, Sip.request("BYE", "c1", 2, ";tag=bob", ""));
  }

  private void assertCall() {
    office.tracker.finish();
    CallSummary call = office.seen.onlyCall();
    assertEquals(CallSummary.Result.COMPLETED, call.result());
    assertEquals(2, call.streams().size());
    assertEquals(500, call.streams().getFirst().packets());
    assertEquals(3, office.counted(PacketKind.SIP));
    assertEquals(3, office.counters().fragmentedDatagrams().get("reassembled"));
  }

  @Test
  void readsSignallingThatComesInFragments() {
    call();

    assertCall();
  }

  @Test
  void survivesAFloodOfFragments() {
    Random random = new Random(20_260_403);
    for (int i = 0; i < 100_000; i++) {
      byte[] first = fragmentsIpv6("fd99::6", "fd99::7", i, UDP, new byte[1200], 1152).getFirst();
      office.packet(-1 + random.nextDouble(), ethernet(0x86DD, first));
    }
    office.tracker.advance(ns(0));
    TrackerCounters flooded = office.counters();
    call();

    assertEquals(256, flooded.tableEntries().get("fragments"));
    assertTrue(flooded.evictions().get("fragments") >= 99_000, flooded::toString);
    assertCall();
    TrackerCounters end = office.counters();
    assertEquals(0, end.tableEntries().get("fragments"));
    long all = end.fragmentedDatagrams().values().stream().mapToLong(Long::longValue).sum();
    assertEquals(100_003, all, "each came to one end");
  }

  @Test
  void countsFragmentsThatContradictEachOtherAsMalformed() {
    List<byte[]> pieces = fragmentsIpv4(ALICE, BOB, 9, UDP, udp(1, 2, new byte[600]), 256);
    byte[] overlapping = pieces.get(1).clone();
    overlapping[7] = 1; // offset
    office.packet(0, ethernet(0x0800, pieces.get(0)));
    office.packet(0, ethernet(0x0800, overlapping));
    office.tracker.finish();

    assertEquals(1, office.counters().malformed().get(new TrackerCounters.Fault("ip", "fragment")));
    assertEquals(1, office.counters().fragmentedDatagrams().get("refused"));
  }

  /** A last fragment that holds one: two datagrams become whole with each frame of a group. */
  @Test
  void keepsNestedFragmentsOfAGroupUntilTheirTurn() {
    int frames = 31;
    List<byte[]> last = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      String message = Sip.invite("nested-" + i, 1, Sip.sdp(ALICE, 4000 + 2 * i));
      byte[] datagram = udp(5060, 5060, ascii(message.replace("\n", "\r\n")));
      List<byte[]> inner = fragmentsIpv6("fd99::6", "fd99::7", i, UDP, datagram, halfOf(datagram));
      office.packet(0, ethernet(0x86DD, inner.get(0)));
      byte[] header = Arrays.copyOfRange(inner.get(1), 40, inner.get(1).length);
      List<byte[]> outer =
          fragmentsIpv6("fd99::6", "fd99::7", 1000 + i, 44, header, halfOf(header));
      office.packet(0, ethernet(0x86DD, outer.get(0)));
      last.add(ethernet(0x86DD, outer.get(1)));
    }
    for (byte[] frame : last) {
      office.tracker.onPacket(window(frame), 0, frame.length, frame.length, ns(1), 0, 0);
    }
    office.tracker.finish();

    assertEquals(2L * frames, office.counters().fragmentedDatagrams().get("reassembled"));
    assertEquals(frames, office.counted(PacketKind.SIP));
    assertEquals(
        IntStream.range(0, frames).mapToObj(i -> "nested-" + i).collect(toSet()),
        office.seen.calls.stream().map(CallSummary::callId).collect(toSet()));
  }

  private static int halfOf(byte[] octets) {
    return (octets.length / 2 + 7) / 8 * 8;
  }
}
