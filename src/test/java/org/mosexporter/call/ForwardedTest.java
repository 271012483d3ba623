package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mosexporter.call.Office.ALICE;
import static org.mosexporter.call.Office.PROVIDER;
import static org.mosexporter.call.Office.ns;
import static org.mosexporter.wire.Frames.ascii;
import static org.mosexporter.wire.Frames.block;
import static org.mosexporter.wire.Frames.receiverReport;
import static org.mosexporter.wire.Frames.senderReport;

import java.nio.ByteBuffer;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.mosexporter.config.IpAddress;
import org.mosexporter.wire.Passage;
import org.mosexporter.wire.Report;

/** What a capture agent saw elsewhere and sent on. */
class ForwardedTest {
  private static final int MIDDLE = 0x1234_5678;

  private final Office office = new Office();

  private static Passage passage(String from, int fromPort, String to, int toPort) {
    return new Passage(
        "pbx-agent",
        IpAddress.parse(from),
        fromPort,
        IpAddress.parse(to),
        toPort,
        OptionalInt.empty(),
        "");
  }

  private void sip(double at, String from, String to, String message) {
    ByteBuffer octets = ByteBuffer.wrap(ascii(message.replace("\n", "\r\n")));
    Report report = new Report.ForwardedSip(passage(from, 5060, to, 5060), octets);
    office.tracker.onReport(report, ns(at));
  }

  private void rtcp(double at, String from, int fromPort, String to, int toPort, byte[] compound) {
    Passage passage = passage(from, fromPort, to, toPort);
    Report report = new Report.ForwardedRtcp(passage, ByteBuffer.wrap(compound));
    office.tracker.onReport(report, ns(at));
  }

  @Test
  void aCallThatOnlyAnAgentSaw() {
    office.tracker.advance(ns(0));
    sip(1, ALICE, PROVIDER, Sip.invite("c1", 1, Sip.sdp(ALICE, 4000)));
    sip(1.5, PROVIDER, ALICE, Sip.response(180, "c1", 1, "INVITE", ""));
    sip(4, PROVIDER, ALICE, Sip.response(200, "c1", 1, "INVITE", Sip.sdp(PROVIDER, 5000)));
    sip(60, ALICE, PROVIDER, Sip.request("BYE", "c1", 2, ";tag=bob", ""));
    office.tracker.advance(ns(100));

    CallSummary call = office.seen.onlyCall();
    assertEquals(CallSummary.Result.COMPLETED, call.result());
    assertEquals(ns(1), call.startNs().orElseThrow());
    assertEquals(0.5, call.setupSeconds().orElseThrow(), 1e-9);
    assertEquals("telco-a", call.trunk());
  }

  /** The agent saw the report at 10 s and the answer 80 ms later, held for 30 of them. */
  @Test
  void roundTripsAreThoseOfThePlaceWhereBothPassed() {
    office.speech(0, 1000, ALICE, 4000, PROVIDER, 5000, 0x0A, _ -> false);
    byte[] sent = senderReport(0x0A, (long) MIDDLE << 16, 0, 500, 80_000);
    byte[] answer = receiverReport(0x0B, block(0x0A, 0, 0, 500, 0, MIDDLE, (int) (0.03 * 65536)));
    rtcp(20, ALICE, 4001, PROVIDER, 5001, sent);
    rtcp(20.08, PROVIDER, 5001, ALICE, 4001, answer);
    assertEquals(0.05, rtcpRoundTrip().orElseThrow(), 1e-4);
  }

  /** A report that passed here and an answer that passed there tell nothing together. */
  @Test
  void twoPlacesMakeNoRoundTrip() {
    office.speech(0, 1000, ALICE, 4000, PROVIDER, 5000, 0x0A, _ -> false);
    byte[] sent = senderReport(0x0A, (long) MIDDLE << 16, 0, 500, 80_000);
    byte[] answer = receiverReport(0x0B, block(0x0A, 0, 0, 500, 0, MIDDLE, (int) (0.03 * 65536)));
    office.udp(20, ALICE, 4001, PROVIDER, 5001, sent);
    rtcp(20.08, PROVIDER, 5001, ALICE, 4001, answer);
    assertEquals(OptionalDouble.empty(), rtcpRoundTrip());
  }

  private OptionalDouble rtcpRoundTrip() {
    office.tracker.advance(ns(100));
    return office.seen.streams.getFirst().rtcp().orElseThrow().roundTripSeconds();
  }
}
