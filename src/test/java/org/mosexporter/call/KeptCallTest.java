package org.mosexporter.call;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.call.Office.ALICE;
import static org.mosexporter.call.Office.BOB;
import static org.mosexporter.call.Office.PROVIDER;
import static org.mosexporter.call.Office.ns;
import static org.mosexporter.wire.Frames.ascii;
import static org.mosexporter.wire.Frames.block;
import static org.mosexporter.wire.Frames.receiverReport;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Limits;
import org.mosexporter.config.Privacy.Form;
import org.mosexporter.wire.Frames;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.Passage;
import org.mosexporter.wire.Report;
import org.mosexporter.wire.link.LinkType;

/** Which packets are kept as a call's, and what of them. */
class KeptCallTest {
  private Office office = new Office();

  @BeforeEach
  void keep() {
    keepIn(office);
  }

  private void keepIn(Office other) {
    office = other;
    office.tracker.keepPackets();
    office.tracker.onObservationPoint(0, new ObservationPoint("eth1", LinkType.ETHERNET));
  }

  private List<KeptPacket> kept(CallSummary call) {
    List<KeptPacket> packets = new ArrayList<>();
    office.tracker.keptOf(call).orElseThrow().read(packets::add);
    return packets;
  }

  private static String text(KeptPacket packet) {
    return UTF_8.decode(packet.octets().duplicate()).toString();
  }

  private static List<String> firstLines(List<KeptPacket> packets) {
    return packets.stream()
        .filter(packet -> Character.isLetter(packet.octets().get(0)))
        .map(packet -> text(packet).lines().findFirst().orElse(""))
        .toList();
  }

  private static List<KeptPacket> media(List<KeptPacket> packets) {
    return packets.stream()
        .filter(packet -> packet.wireLength() > packet.octets().limit())
        .toList();
  }

  private void call(double atSeconds, String id, int packets, int ssrc) {
    office.sip(atSeconds, ALICE, BOB, Sip.invite(id, 1, Sip.sdp(ALICE, 4000)));
    office.sip(atSeconds + 0.5, BOB, ALICE, Sip.response(200, id, 1, "INVITE", Sip.sdp(BOB, 5000)));
    office.speech(atSeconds + 1, packets, ALICE, 4000, BOB, 5000, ssrc, i -> i % 10 == 3);
    office.sip(
        atSeconds + 1 + 0.02 * packets, ALICE, BOB, Sip.request("BYE", id, 2, ";tag=bob", ""));
  }

  private CallSummary over(String id) {
    return office.seen.calls.stream().filter(c -> c.callId().equals(id)).findAny().orElseThrow();
  }

  @Test
  void messagesAndHeadersOfOneCallInTheirOrder() {
    call(0, "c1", 100, 7);
    office.tracker.finish();
    List<KeptPacket> packets = kept(over("c1"));

    assertEquals(
        List.of(
            "INVITE sip:1020@example.org SIP/2.0",
            "SIP/2.0 200 ",
            "BYE sip:1020@example.org SIP/2.0"),
        firstLines(packets));
    List<KeptPacket> media = media(packets);
    assertEquals(90, media.size());
    KeptPacket second = media.get(1);
    assertEquals("eth1", second.place());
    assertEquals(ns(1.02), second.atNs());
    assertEquals(46, second.dscp());
    assertEquals(IpAddress.parse(ALICE), second.source());
    assertEquals(4000, second.sourcePort());
    assertEquals(IpAddress.parse(BOB), second.destination());
    assertEquals(5000, second.destinationPort());
    assertEquals(172, second.wireLength());
    byte[] header = Arrays.copyOf(Frames.rtp(7, 0, false, 1, 160, 160), 12);
    assertEquals(ByteBuffer.wrap(header), second.octets());
  }

  /** 200,000 headers of 36 octets fit into 32 MiB; with their payloads of 160 they would not. */
  @Test
  void payloadsAreNotEvenInMemory() {
    call(0, "c1", 222_222, 7);
    office.tracker.advance(ns(4_500));

    assertEquals(0, office.counters().evictions().get("kept_packets"));
    assertTrue(office.counters().tableEntries().get("kept_packets") >= 199_999);
  }

  /** Ports, and even the SSRC, are those of the call before; the time is another. */
  @Test
  void theNextCallOnTheSamePortsIsAnother() {
    call(0, "c1", 100, 7);
    office.tracker.advance(ns(60));
    call(70, "c2", 50, 7);
    office.tracker.finish();

    assertEquals(90, media(kept(over("c1"))).size());
    assertEquals(45, media(kept(over("c2"))).size());
    assertEquals(3, firstLines(kept(over("c2"))).size());
  }

  /** The Call-ID is that of a call long over: a record of its own, whose messages are its own. */
  @Test
  void aCallIdThatComesAgainIsAnotherCall() {
    call(0, "c1", 100, 7);
    office.tracker.advance(ns(100));
    call(200, "c1", 50, 8);
    office.tracker.finish();

    assertEquals(2, office.seen.calls.size());
    for (CallSummary call : office.seen.calls) {
      assertEquals(3, firstLines(kept(call)).size());
      assertEquals(1, media(kept(call)).stream().map(p -> p.octets().getInt(8)).distinct().count());
    }
  }

  /** The one who answers is behind a NAT: where his packets come from nobody announced. */
  @Test
  void mediaFromBehindANatIsOfItsCall() {
    office.sip(0, ALICE, PROVIDER, Sip.invite("c1", 1, Sip.sdp(ALICE, 4000)));
    office.sip(
        0.5, PROVIDER, ALICE, Sip.response(200, "c1", 1, "INVITE", Sip.sdp("192.168.1.7", 5000)));
    office.speech(1, 100, "198.51.100.9", 31_000, ALICE, 4000, 9, _ -> false);
    office.tracker.finish();

    List<KeptPacket> media = media(kept(over("c1")));
    assertEquals(100, media.size());
    assertEquals(31_000, media.getFirst().sourcePort());
  }

  @Test
  void aCallThatGoesOnHasWhatThereIsSoFar() {
    office.sip(0, ALICE, BOB, Sip.invite("c1", 1, Sip.sdp(ALICE, 4000)));
    office.sip(0.5, BOB, ALICE, Sip.response(200, "c1", 1, "INVITE", Sip.sdp(BOB, 5000)));
    office.speech(1, 50, ALICE, 4000, BOB, 5000, 7, _ -> false);
    CallSummary live = office.tracker.callsInProgress(1).getFirst();

    assertEquals(50, media(kept(live)).size());
    assertEquals(2, firstLines(kept(live)).size());
  }

  /** A report is known by its hosts and by whom it is about, whatever its ports. */
  @Test
  void reportsOfItsStreamsWithoutNames() {
    call(0, "c1", 100, 0xA);
    byte[] report = receiverReport(0xB, block(0xA, 0, 7, 100, 0, 0, 0));
    byte[] description = {
      (byte) 0x81, (byte) 202, 0, 3, 0, 0, 0, 0xB, 1, 4, 'm', 'a', 'r', 'k', 0, 0
    };
    byte[] compound = Arrays.copyOf(report, report.length + description.length);
    System.arraycopy(description, 0, compound, report.length, description.length);
    office.udp(2, BOB, 6001, ALICE, 6003, compound);
    office.udp(2, BOB, 6001, PROVIDER, 6003, compound);
    office.udp(2.1, BOB, 6001, ALICE, 6003, receiverReport(0xC, block(0xD, 0, 7, 100, 0, 0, 0)));
    office.tracker.finish();

    List<KeptPacket> reports =
        kept(over("c1")).stream().filter(p -> p.sourcePort() == 6001).toList();
    assertEquals(1, reports.size());
    assertEquals(ByteBuffer.wrap(report), reports.getFirst().octets());
    assertEquals(report.length, reports.getFirst().wireLength());
  }

  /** What agents saw of the signalling is of the call as well. */
  @Test
  void messagesThatAgentsSawAreThere() {
    Passage passage =
        new Passage(
            "sbc-1",
            IpAddress.parse(ALICE),
            5060,
            IpAddress.parse(BOB),
            5060,
            OptionalInt.of(26),
            "");
    byte[] invite = ascii(Sip.invite("c1", 1, Sip.sdp(ALICE, 4000)).replace("\n", "\r\n"));
    office.tracker.onReport(new Report.ForwardedSip(passage, ByteBuffer.wrap(invite)), ns(0));
    CallSummary live = office.tracker.callsInProgress(1).getFirst();

    List<KeptPacket> packets = kept(live);
    assertEquals(1, packets.size());
    assertEquals("agent sbc-1", packets.getFirst().place());
    assertEquals(26, packets.getFirst().dscp());
  }

  @Test
  void anExtensionIsThereAndEmpty() {
    office.sip(0, ALICE, BOB, Sip.invite("c1", 1, Sip.sdp(ALICE, 4000)));
    office.sip(0.5, BOB, ALICE, Sip.response(200, "c1", 1, "INVITE", Sip.sdp(BOB, 5000)));
    for (int i = 0; i < 10; i++) {
      byte[] plain = Frames.rtp(7, 0, false, i, 160L * i, 160);
      ByteBuffer rtp = ByteBuffer.allocate(plain.length + 16);
      rtp.put(plain, 0, 12).put(0, (byte) 0xB1).putInt(0x5057).putInt(0xBEDE_0002);
      rtp.put("LEVELPAR".getBytes(ISO_8859_1)).put(plain, 12, 160).put(rtp.limit() - 1, (byte) 4);
      office.udp(1 + 0.02 * i, ALICE, 4000, BOB, 5000, rtp.array());
    }
    office.tracker.finish();

    List<KeptPacket> media = media(kept(over("c1")));
    assertEquals(10, media.size());
    ByteBuffer header = media.getFirst().octets();
    assertEquals(28, header.limit());
    assertEquals((byte) 0x91, header.get(0)); // no padding: the octet that counts it is not kept
    assertEquals(0x5057, header.getInt(12));
    assertEquals(0xBEDE_0002, header.getInt(16));
    assertEquals(0, header.getLong(20));
  }

  /** A mirror's copies are left out, and so is what another place saw of the same. */
  @Test
  void eachPacketIsThereOnce() {
    office.tracker.onObservationPoint(1, new ObservationPoint("eth2", LinkType.ETHERNET));
    office.sip(0, ALICE, BOB, Sip.invite("c1", 1, Sip.sdp(ALICE, 4000)));
    office.sip(0.5, BOB, ALICE, Sip.response(200, "c1", 1, "INVITE", Sip.sdp(BOB, 5000)));
    for (int i = 0; i < 100; i++) {
      byte[] frame =
          Frames.frame(ALICE, 4000, BOB, 5000, 46, Frames.rtp(7, 0, i == 0, i, 160L * i, 160));
      for (int point : new int[] {0, 0, 1}) {
        ByteBuffer window = Frames.window(frame);
        office.tracker.onPacket(
            window, 0, frame.length, frame.length, ns(1 + 0.02 * i) + point, point, 0);
        office.tracker.flush();
      }
    }
    office.tracker.finish();

    List<KeptPacket> media = media(kept(over("c1")));
    List<Integer> sequence = media.stream().map(p -> p.octets().getShort(2) & 0xFFFF).toList();
    assertEquals(java.util.stream.IntStream.range(0, 100).boxed().toList(), sequence);
  }

  @Test
  void withoutBeingToldToNothingIsKept() {
    Office other = new Office();
    assertTrue(other.tracker.keptOf(LossyCall.told(Form.PLAIN, "1010")).isEmpty());
  }

  @Test
  void whatIsGivenUpIsGone() {
    call(0, "c1", 100, 7);
    office.tracker.giveUpKept();
    office.sip(4, ALICE, BOB, Sip.request("INFO", "c1", 3, ";tag=bob", ""));
    office.tracker.finish();
    KeptCall kept = office.tracker.keptOf(over("c1")).orElseThrow();

    assertFalse(kept.isWhole());
    assertEquals(1, kept(over("c1")).size());
  }

  /** The clock is set forward by an hour, and with it the call's times: what was is not found. */
  @Test
  void aClockThatIsSetEndsWhatWasKept() {
    call(0, "c1", 100, 7);
    office.tracker.onClockStep(ns(4), 0, 3_600_000_000_000L);
    office.tracker.finish();
    KeptCall kept = office.tracker.keptOf(office.seen.calls.getFirst()).orElseThrow();

    assertTrue(kept.isEmpty());
    assertFalse(kept.isWhole());
  }

  /** Secrets are not even written: only what may be shown is found. */
  @Test
  void namesAreAsPrivacyHasThem() {
    for (Form form : Form.values()) {
      keepIn(new Office(Office.config(Limits.defaults(), form)));
      office.register(-5, ALICE, "1010", "Yealink SIP-T46S 66.85.0.5");
      call(0, "c1", 50, 7);
      office.tracker.finish();
      CallSummary call = office.seen.calls.getFirst();
      String invite = text(kept(call).getFirst());

      String user =
          switch (form) {
            case PLAIN -> "<sip:1010@example.org>";
            case HASH -> "<sip:h%3A753ogjqz6ckd7kmt@anonymous.invalid>";
            case DROP -> "<sip:anonymous@anonymous.invalid>";
          };
      assertTrue(invite.contains("From: " + user), invite);
      assertTrue(invite.contains("Call-ID: " + call.callId() + "\r\n"), invite);
      assertFalse(invite.contains("Alice"), invite);
    }
  }
}
