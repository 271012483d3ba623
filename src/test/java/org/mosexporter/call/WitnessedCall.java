package org.mosexporter.call;

import static org.mosexporter.call.Office.ALICE;
import static org.mosexporter.call.Office.PROVIDER;
import static org.mosexporter.call.Office.ns;
import static org.mosexporter.wire.Frames.ascii;
import static org.mosexporter.wire.Frames.block;
import static org.mosexporter.wire.Frames.receiverReport;
import static org.mosexporter.wire.Frames.senderReport;

import java.nio.ByteBuffer;
import java.util.OptionalInt;
import org.mosexporter.config.IpAddress;
import org.mosexporter.wire.Extended;
import org.mosexporter.wire.Passage;
import org.mosexporter.wire.Report;

/** A call that was sniffed, and what a capture agent at the PBX sent on of it. */
final class WitnessedCall {
  private static final String STATISTICS = "X-RTP-Stat: PS=1000;PR=980;PL=20,7;JI=3;DE=PCMU\n";

  private final Office office;

  WitnessedCall(Office office) {
    this.office = office;
  }

  private void agent(double at, String from, int port, String to, int toPort, byte[] octets) {
    Passage passage =
        new Passage(
            "pbx-agent",
            IpAddress.parse(from),
            port,
            IpAddress.parse(to),
            toPort,
            OptionalInt.empty(),
            "");
    ByteBuffer message = ByteBuffer.wrap(octets);
    boolean sip = port == 5060;
    Report report =
        sip
            ? new Report.ForwardedSip(passage, message)
            : new Report.ForwardedRtcp(passage, message);
    office.tracker.onReport(report, ns(at));
  }

  private void message(double at, String from, String to, String text) {
    office.sip(at, from, to, text);
    agent(at + 0.001, from, 5060, to, 5060, ascii(text.replace("\n", "\r\n")));
  }

  /** Twenty seconds of speech from 10 s on, RTCP of both, all of it seen here and by the agent. */
  void call() {
    office.tracker.advance(ns(0));
    message(1, ALICE, PROVIDER, Sip.invite("c1", 1, Sip.sdp(ALICE, 4000)));
    message(9, PROVIDER, ALICE, Sip.response(200, "c1", 1, "INVITE", Sip.sdp(PROVIDER, 5000)));
    for (int i = 0; i < 1000; i++) {
      if (i == 500) {
        reports();
      }
      office.speechPacket(10, i, ALICE, 4000, PROVIDER, 5000, 0x0A);
      office.speechPacket(10.01, i, PROVIDER, 5000, ALICE, 4000, 0x0B);
    }
  }

  private void reports() {
    byte[] alice = senderReport(0x0A, 1L << 32, 0, 500, 80_000, block(0x0B, 0, 0, 500, 20, 0, 0));
    byte[] provider = receiverReport(0x0B, block(0x0A, 0, 0, 500, 20, 0, 0));
    office.udp(20, ALICE, 4001, PROVIDER, 5001, alice);
    office.udp(20, PROVIDER, 5001, ALICE, 4001, provider);
    byte[] voip = Extended.voip(0x0B).rates(5, 1).delays(60, 80, 40).verdict(85, 41, 39).octets();
    office.udp(20.001, ALICE, 4001, PROVIDER, 5001, Extended.report(0x0A, voip));
    agent(20.01, ALICE, 4001, PROVIDER, 5001, alice);
    agent(20.01, PROVIDER, 5001, ALICE, 4001, provider);
  }

  void bye(double at) {
    bye(at, STATISTICS);
  }

  /** With other statistics of Alice's. */
  void bye(double at, String statistics) {
    message(
        at,
        ALICE,
        PROVIDER,
        Sip.message("BYE sip:x SIP/2.0", "c1", 2, "BYE", ";tag=bob", "", statistics));
    message(at + 0.1, PROVIDER, ALICE, Sip.response(200, "c1", 2, "BYE", ""));
  }
}
