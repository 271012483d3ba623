package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mosexporter.call.Office.ALICE;
import static org.mosexporter.call.Office.BOB;
import static org.mosexporter.call.Office.ns;
import static org.mosexporter.wire.Frames.ascii;
import static org.mosexporter.wire.Frames.block;
import static org.mosexporter.wire.Frames.receiverReport;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.mosexporter.config.IpAddress;
import org.mosexporter.wire.Passage;
import org.mosexporter.wire.Report;
import org.mosexporter.wire.Tap;

/** What a tap gets to see. */
class CopiesTest {
  private final Office office = new Office();
  private final List<String> seen = new ArrayList<>();

  CopiesTest() {
    office.tracker.copyTo(
        new Tap() {
          @Override
          public void onSip(
              Passage passage, int protocol, long atNs, ByteBuffer window, int offset, int length) {
            byte[] octets = new byte[length];
            window.get(offset, octets);
            String text = new String(octets, StandardCharsets.UTF_8);
            seen.add(text(passage) + " " + protocol + " " + text.lines().findFirst().orElse(""));
          }

          @Override
          public void onRtcp(
              Passage passage, long atNs, ByteBuffer window, int offset, int length) {
            byte[] octets = new byte[length];
            window.get(offset, octets);
            seen.add(text(passage) + " " + HexFormat.of().formatHex(octets, 0, 8));
          }
        });
  }

  private static String text(Passage passage) {
    return passage.agent()
        + " "
        + passage.source()
        + ":"
        + passage.sourcePort()
        + " "
        + passage.destination()
        + ":"
        + passage.destinationPort()
        + " "
        + passage.callId();
  }

  @Test
  void sipAndReportsWithTheirCall() {
    office.sip(0, ALICE, BOB, Sip.invite("c1", 1, Sip.sdp(ALICE, 4000)));
    office.sip(1, BOB, ALICE, Sip.response(200, "c1", 1, "INVITE", Sip.sdp(BOB, 5000)));
    byte[] report = receiverReport(0xB, block(0xA, 0, 0, 100, 0, 0, 0));
    office.udp(2, BOB, 5001, ALICE, 4001, report);
    office.udp(3, BOB, 5001, ALICE, 7001, report);
    office.tracker.advance(ns(4));

    assertEquals(
        List.of(
            "mos-exporter 10.1.20.11:5060 10.1.20.12:5060 c1 17 INVITE sip:1020@example.org SIP/2.0",
            "mos-exporter 10.1.20.12:5060 10.1.20.11:5060 c1 17 SIP/2.0 200 Said",
            "mos-exporter 10.1.20.12:5001 10.1.20.11:4001 c1 81c900070000000b",
            "mos-exporter 10.1.20.12:5001 10.1.20.11:7001 c1 81c900070000000b"),
        seen);
  }

  /** It would go round between two that send each other all they hear of. */
  @Test
  void nothingOfWhatAgentsSent() {
    String message = Sip.invite("c1", 1, Sip.sdp(ALICE, 4000)).replace("\n", "\r\n");
    IpAddress from = IpAddress.parse(ALICE);
    IpAddress to = IpAddress.parse(BOB);
    Passage passage = new Passage("pbx", from, 5060, to, 5060, OptionalInt.empty(), "");
    byte[] report = receiverReport(0xB, block(0xA, 0, 0, 100, 0, 0, 0));
    office.tracker.onReport(
        new Report.ForwardedSip(passage, ByteBuffer.wrap(ascii(message))), ns(1));
    office.tracker.onReport(new Report.ForwardedRtcp(passage, ByteBuffer.wrap(report)), ns(1));
    office.tracker.onReport(new Report.CollectedRtcp(from, 5005, ByteBuffer.wrap(report)), ns(1));
    office.tracker.advance(ns(4));
    assertEquals(List.of(), seen);
  }

  @Test
  void nothingThatIsNoMessage() {
    office.sip(0, ALICE, BOB, "INVITE sip:1020@example.org SIP/2.0\n\n");
    office.tracker.advance(ns(4));
    assertEquals(List.of(), seen);
  }
}
