package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mosexporter.call.Office.ALICE;
import static org.mosexporter.call.Office.BOB;
import static org.mosexporter.call.Office.PROVIDER;
import static org.mosexporter.call.Office.ns;
import static org.mosexporter.wire.Frames.block;
import static org.mosexporter.wire.Frames.concat;
import static org.mosexporter.wire.Frames.hex;
import static org.mosexporter.wire.Frames.receiverReport;
import static org.mosexporter.wire.Frames.rtp;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mosexporter.call.CallSummary.Result;
import org.mosexporter.call.TrackerCounters.SiteReason;
import org.mosexporter.call.TrackerCounters.SiteTrunk;
import org.mosexporter.stream.StreamSummary;
import org.mosexporter.stream.Unscored;

/** Media without signalling: which streams are one call, and what late signalling makes of it. */
class UnsignalledTest {
  private static final SiteTrunk BERLIN = new SiteTrunk("berlin", "");

  private final Office office = new Office();

  private long active(SiteTrunk key) {
    return office.counters().callsActive().getOrDefault(key, 0L);
  }

  @Test
  void bothDirectionsAreOneCallOfUnknownResult() {
    office.conversation(0, 200, ALICE, BOB, _ -> false);
    assertEquals(1, active(BERLIN));
    office.tracker.advance(ns(100));

    CallSummary call = office.seen.onlyCall();
    assertEquals("", call.callId());
    assertEquals(Result.UNKNOWN, call.result());
    assertEquals(List.of(200L, 200L), call.streams().stream().map(StreamSummary::packets).toList());
    assertEquals(0, active(BERLIN));
  }

  @Test
  void itIsAttributedToItsLink() {
    office.conversation(0, 200, ALICE, PROVIDER, _ -> false);
    assertEquals(1, active(new SiteTrunk("berlin", "telco-a")));
    office.tracker.finish();
    assertEquals("telco-a", office.seen.onlyCall().trunk());
  }

  @Test
  void oneDirectionIsACallOnceItHasLasted() {
    office.speech(0, 240, ALICE, 4000, BOB, 5000, 1, _ -> false); // 4.78 s
    office.speech(10, 400, ALICE, 4400, BOB, 5500, 2, _ -> false);
    assertEquals(1, active(BERLIN));
    office.tracker.advance(ns(100));

    assertEquals(2, office.seen.streams.size());
    assertEquals(400, office.seen.onlyCall().streams().getFirst().packets());
  }

  @Test
  void whatTheEndOfTheCaptureCutsIsACallToo() {
    office.speech(0, 252, ALICE, 4000, BOB, 5000, 1, _ -> false); // 5.02 s
    office.tracker.finish();
    assertEquals(1, office.seen.onlyCall().streams().size());
  }

  @Test
  void aNewSourceBetweenTheSameAddressesIsTheSameCall() {
    office.conversation(0, 200, ALICE, BOB, _ -> false);
    office.speech(4, 200, BOB, 5000, ALICE, 4000, 0x0C, _ -> false);
    office.tracker.advance(ns(100));
    assertEquals(3, office.seen.onlyCall().streams().size());
  }

  @Test
  void twoSourcesOfOneDirectionAreNoAnswer() {
    office.speech(0, 200, ALICE, 4000, BOB, 5000, 1, _ -> false);
    office.speech(0.5, 200, ALICE, 4000, BOB, 5000, 2, _ -> false); // 4.5 s in all
    office.tracker.advance(ns(100));
    assertEquals(2, office.seen.streams.size());
    assertEquals(List.of(), office.seen.calls);
  }

  @Test
  void otherPortsAreAnotherCall() {
    office.conversation(0, 200, ALICE, BOB, _ -> false);
    office.speech(5, 300, ALICE, 4002, BOB, 5000, 5, _ -> false);
    office.tracker.advance(ns(100));
    assertEquals(2, office.seen.calls.size());
  }

  /** We began to watch in the middle of the call: its re-INVITE tells which it is. */
  @Test
  void lateSignallingAdoptsTheCall() {
    office.conversation(0, 300, ALICE, BOB, _ -> false);
    office.sip(6.1, ALICE, BOB, Sip.reinvite("c1", 2, Sip.sdp(ALICE, 4000)));
    office.sip(6.2, BOB, ALICE, Sip.response(200, "c1", 2, "INVITE", Sip.sdp(BOB, 5000)));
    assertEquals(1, active(BERLIN));
    office.sip(7, ALICE, BOB, Sip.request("BYE", "c1", 3, ";tag=bob", ""));
    assertEquals(0, active(BERLIN));
    office.tracker.advance(ns(100));

    CallSummary call = office.seen.onlyCall();
    assertEquals("c1", call.callId());
    assertEquals(List.of("c1", "c1"), call.streams().stream().map(StreamSummary::callId).toList());
  }

  @Test
  void reportsAboutStreamsNobodySawAreNoCall() {
    for (int i = 0; i < 20; i++) {
      byte[] report = receiverReport(0x0B, block(0x0A, 0, 0, 250L * i, 0, 0x1234, 327_680L * i));
      office.udp(1 + 5 * i, ALICE, 4001, BOB, 5001, report);
    }
    office.tracker.advance(ns(300));
    assertEquals(List.of(), office.seen.calls);
    assertEquals(List.of(), office.seen.streams);
  }

  /** The far end reported, in SRTCP: eight octets clear, then an index and a tag of ten. */
  @Test
  void timeOfWhichOnlyEncryptedReportsTellSaysSo() {
    byte[] report = receiverReport(0x0B, block(0x0A, 200, 7000, 499, 0, 0, 0));
    byte[] srtcp = concat(report, hex("80000001 00010203040506070809"));
    office.conversation(0, 1000, ALICE, PROVIDER, _ -> false);
    office.udp(20, PROVIDER, 5000, ALICE, 4000, srtcp);
    office.tracker.advance(ns(100));

    SiteReason encrypted = new SiteReason("berlin", Unscored.ENCRYPTED_RTCP);
    assertEquals(20, office.counters().unscoredSeconds().get(encrypted), 0.1);
    assertEquals(1, office.counted(PacketKind.SRTCP));
    assertEquals(0, office.counted(PacketKind.MALFORMED));
    assertEquals(0, office.counted(PacketKind.RTCP));
    StreamSummary fromAlice =
        office.seen.onlyCall().streams().stream().filter(s -> s.ssrc() == 0x0A).findFirst().get();
    assertEquals(java.util.Optional.empty(), fromAlice.rtcp()); // none of it was read
  }

  /** RFC 8656 §12.4: the relay's 5-tuple is the stream's, the channel is taken off. */
  @Test
  void speechInATurnChannelIsSpeech() {
    for (int i = 0; i < 300; i++) {
      byte[] out = rtp(0x0A, 111, false, i, 960L * i, 60);
      byte[] in = rtp(0x0B, 111, false, i, 960L * i, 61);
      office.udp(0.02 * i, ALICE, 40_000, PROVIDER, 3478, concat(hex("4001 0048"), out));
      office.udp(
          0.02 * i + 0.01,
          PROVIDER,
          3478,
          ALICE,
          40_000,
          concat(hex("4001 0049"), in, hex("000000")));
    }
    byte[] report = receiverReport(0x0B, block(0x0A, 0, 0, 299, 0, 0, 0));
    office.udp(6, PROVIDER, 3478, ALICE, 40_000, concat(hex("4001 0020"), report));
    office.tracker.finish();

    CallSummary call = office.seen.onlyCall();
    assertEquals(List.of(0x0A, 0x0B), call.streams().stream().map(StreamSummary::ssrc).toList());
    assertEquals(3478, call.streams().getFirst().destinationPort());
    assertEquals(1, call.streams().getFirst().rtcp().orElseThrow().reports());
    assertEquals(600, office.counted(PacketKind.RTP));
  }

  /** Send indications with XOR-PEER-ADDRESS and DATA (RFC 8656 §11, §18), then a bare request. */
  @Test
  void speechInIndicationsIsSpeechAndTheRestIsStun() {
    byte[] peer = hex("0012 0008 0001 1234 5678 9ABC");
    byte[] cookie = hex("2112A442 000102030405060708090A0B");
    for (int i = 0; i < 50; i++) {
      byte[] data = concat(hex("0013 0048"), rtp(0x0A, 111, false, i, 960L * i, 60));
      byte[] send = concat(hex("0016 0058"), cookie, peer, data);
      office.udp(0.02 * i, ALICE, 40_000, PROVIDER, 3478, send);
    }
    office.udp(1, ALICE, 40_000, PROVIDER, 3478, concat(hex("0001 0000"), cookie));
    office.tracker.finish();

    assertEquals(50, office.seen.streams.getFirst().packets());
    assertEquals(1, office.counted(PacketKind.STUN));
  }
}
