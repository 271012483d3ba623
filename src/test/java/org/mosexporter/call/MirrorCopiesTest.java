package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.mosexporter.call.Office.ALICE;
import static org.mosexporter.call.Office.PBX;
import static org.mosexporter.call.Office.ns;
import static org.mosexporter.wire.Frames.ascii;
import static org.mosexporter.wire.Frames.block;
import static org.mosexporter.wire.Frames.ethernet;
import static org.mosexporter.wire.Frames.frame;
import static org.mosexporter.wire.Frames.ipv4;
import static org.mosexporter.wire.Frames.receiverReport;
import static org.mosexporter.wire.Frames.rtp;
import static org.mosexporter.wire.Frames.senderReport;
import static org.mosexporter.wire.Frames.tag;
import static org.mosexporter.wire.Frames.udp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mosexporter.stream.StreamSummary;
import org.mosexporter.wire.Frames;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.link.LinkType;

/** A mirror that shows packets twice: the same but for TTL, checksums and what is around them. */
class MirrorCopiesTest {
  private static final String REMOTE = "203.0.113.5";

  /** A frame and when it is seen. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Sight(long atNs, byte[] frame) {}

  private final List<Sight> call = new ArrayList<>();
  private int identification;

  /** A call of a minute with loss, reordering, a restarted sender, DTMF, SIP and RTCP. */
  private void record(boolean disorderly) {
    sip(0, ALICE, PBX, Sip.invite("c1", 1, Sip.sdp(ALICE, 4000)));
    sip(0.2, PBX, ALICE, Sip.response(200, "c1", 1, "INVITE", Sip.sdp(PBX, 5000)));
    Random random = new Random(4);
    for (int i = 0; i < 3000; i++) {
      speech(
          1 + 0.02 * i + (disorderly ? 0.006 : 0) * random.nextDouble(),
          i,
          disorderly ? random.nextDouble() : 1);
      if (i % 250 == 249) {
        reports(1 + 0.02 * i, i);
      }
    }
    sip(62, ALICE, PBX, Sip.request("BYE", "c1", 2, ";tag=bob", ""));
    call.sort(Comparator.comparingLong(Sight::atNs));
  }

  private void sip(double at, String from, String to, String message) {
    add(at, from, 5060, to, 5060, ascii(message.replace("\n", "\r\n")));
  }

  private void speech(double at, int i, double fate) {
    int number = fate == 1 || i < 2000 ? i : i + 30_000; // the sender begins anew
    double late = fate < 0.02 && Math.abs(i - 2000) > 5 ? 0.06 : 0;
    if (fate < 0.97 || fate == 1) {
      boolean digit = i % 400 > 390;
      add(at + late, ALICE, 4000, PBX, 5000, packet(0x0A, number, digit));
    }
    add(at + 0.003, PBX, 5000, ALICE, 4000, packet(0x0B, number, false));
  }

  private static byte[] packet(int ssrc, int number, boolean digit) {
    return rtp(ssrc, digit ? 101 : 0, false, number & 0xFFFF, 160L * number, digit ? 4 : 160);
  }

  private void reports(double at, int i) {
    long ntp = (long) (i + 1) << 32;
    int middle = (int) (ntp >>> 16);
    byte[] one = senderReport(0x0A, ntp, 160L * i, i, 160L * i);
    byte[] other = receiverReport(0x0B, block(0x0A, 0, i / 20, i, 40, middle, 0x1000));
    add(at, ALICE, 4001, PBX, 5001, one);
    add(at + 0.1, PBX, 5001, ALICE, 4001, other);
  }

  private void add(double at, String from, int fromPort, String to, int toPort, byte[] payload) {
    byte[] octets = ipv4(from, to, 46, udp(fromPort, toPort, payload));
    identification++;
    octets[4] = (byte) (identification >> 8);
    octets[5] = (byte) identification;
    call.add(new Sight(ns(at), ethernet(Frames.IPV4, octets)));
  }

  /** One hop further: a VLAN tag more, TTL less, another checksum. */
  private static byte[] oneHopFurther(byte[] frame) {
    byte[] ip = java.util.Arrays.copyOfRange(frame, 14, frame.length);
    ip[8]--;
    ip[10] = 77;
    return ethernet(0x8100, tag(20, Frames.IPV4, ip));
  }

  private List<Sight> withCopies(double afterSeconds, boolean sameIdentification) {
    List<Sight> both = new ArrayList<>(call);
    for (Sight sight : call) {
      byte[] copy = oneHopFurther(sight.frame);
      copy[18 + 4] ^= (byte) (sameIdentification ? 0 : 0x40);
      both.add(new Sight(sight.atNs + Math.round(afterSeconds * 1e9), copy));
    }
    both.sort(Comparator.comparingLong(Sight::atNs));
    return both;
  }

  private static Office see(List<Sight> sights, boolean deduplicate) {
    Office office = new Office();
    office.tracker.onObservationPoint(
        0, new ObservationPoint("eth1", LinkType.ETHERNET, deduplicate));
    for (Sight sight : sights) {
      ByteBuffer window = Frames.window(sight.frame);
      int length = sight.frame.length;
      office.tracker.onPacket(window, 0, length, length, sight.atNs, 0, 0);
      office.tracker.flush();
    }
    office.tracker.finish();
    return office;
  }

  @Test
  void givesTheFiguresOfTheCallThatIsMirroredOnce() {
    record(true);
    Office once = see(call, true);
    assertEquals(2, once.seen.onlyCall().streams().size());
    assertEquals(0, once.counted(PacketKind.DUPLICATE));

    for (double after : new double[] {0, 0.000_01, 0.002, 0.011}) {
      Office twice = see(withCopies(after, true), true);

      assertEquals(once.seen.all, twice.seen.all, "copies after " + after + " s");
      assertEquals(call.size(), twice.counted(PacketKind.DUPLICATE));
      assertEquals(call.size(), twice.counters().duplicates().get("eth1"));
      assertEquals(2L * call.size(), twice.counted(PacketKind.READ));
      assertEquals(once.counters().sipResponses(), twice.counters().sipResponses());
    }
  }

  @Test
  void countsThemAsTheNetworksWhereThatIsConfigured() {
    record(false);
    Office twice = see(withCopies(0.002, true), false);

    assertEquals(0, twice.counted(PacketKind.DUPLICATE));
    StreamSummary stream = twice.seen.onlyCall().streams().getFirst();
    assertFalse(stream.duplicate() < 2000, () -> "duplicate: " + stream);
  }

  @Test
  void countsWhatTheSenderSentTwiceAsTheNetworks() {
    record(false);
    Office office = see(withCopies(0.001, false), true);

    assertEquals(0, office.counted(PacketKind.DUPLICATE));
  }

  @Test
  void countsWhatComesAgainLaterAsTheNetworks() {
    record(false);
    Office office = see(withCopies(0.06, true), true);

    assertEquals(0, office.counted(PacketKind.DUPLICATE));
    assertEquals(2L * 12 * 2, office.counted(PacketKind.RTCP));
  }

  @Test
  void keepsARetransmissionApartFromACopy() {
    Office office = new Office();
    String invite = Sip.invite("c9", 1, Sip.sdp(ALICE, 4000));
    office.sip(0, ALICE, PBX, invite);
    office.sip(0.0005, ALICE, PBX, invite); // the mirror's
    office.sip(0.5, ALICE, PBX, invite); // timer A
    office.sip(0.5005, ALICE, PBX, invite);

    assertEquals(2, office.counted(PacketKind.SIP));
    assertEquals(2, office.counted(PacketKind.DUPLICATE));
  }

  /** An SBC sends on what it receives: the same payload between other addresses is another leg. */
  @Test
  void keepsTwoLegsApart() {
    Office office = new Office();
    for (int i = 0; i < 100; i++) {
      byte[] speech = rtp(0x0C, 0, i == 0, i, 160L * i, 160);
      office.packet(0.02 * i, frame(ALICE, 4000, PBX, 5000, speech));
      office.packet(0.02 * i + 0.0002, frame(PBX, 6000, REMOTE, 7000, speech));
    }
    office.tracker.finish();

    assertEquals(0, office.counted(PacketKind.DUPLICATE));
    assertEquals(
        List.of(100L, 100L), office.seen.streams.stream().map(StreamSummary::packets).toList());
  }

  /** What nobody announced is told by its behaviour, with copies in it too. */
  @Test
  void findsAStreamThatNobodyAnnounced() {
    Office office = new Office();
    for (int i = 0; i < 100; i++) {
      byte[] datagram = frame(ALICE, 4000, REMOTE, 7000, rtp(0x0D, 0, i == 0, i, 160L * i, 160));
      office.packet(0.02 * i, datagram);
      office.packet(0.02 * i + 0.001, datagram);
    }
    office.tracker.finish();

    assertEquals(100, office.seen.streams.getFirst().packets());
    assertEquals(100, office.counted(PacketKind.DUPLICATE));
  }
}
