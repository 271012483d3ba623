package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mosexporter.call.Office.ALICE;
import static org.mosexporter.call.Office.BOB;
import static org.mosexporter.call.Office.PBX;
import static org.mosexporter.call.Office.ns;
import static org.mosexporter.wire.Frames.TCP;
import static org.mosexporter.wire.Frames.ascii;
import static org.mosexporter.wire.Frames.concat;
import static org.mosexporter.wire.Frames.hex;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mosexporter.call.CallSummary.Result;
import org.mosexporter.call.TrackerCounters.Fault;
import org.mosexporter.wire.Frames;

/** Calls whose signalling is not in datagrams, or names media addresses in other ways. */
class StreamedSignallingTest {
  private final Office office = new Office();

  private static byte[] segment(String from, String to, int port, long sequence, byte[] octets) {
    boolean up = from.equals(ALICE);
    byte[] tcp = Frames.tcp(up ? 40_000 : port, up ? port : 40_000, sequence, 16, hex(""), octets);
    byte[] ip = Frames.ipv4(from, to, 0, TCP, 0, 20 + tcp.length, hex(""), tcp);
    return Frames.ethernet(Frames.IPV4, ip);
  }

  private static byte[] message(String text) {
    return ascii(text.replace("\n", "\r\n"));
  }

  private static byte[] frame(byte[] message) {
    return concat(
        new byte[] {(byte) 0x81, 126, (byte) (message.length >> 8), (byte) message.length},
        message);
  }

  /** The octets of a message cut into segments of some size, all of one ring block. */
  private void send(double at, String from, String to, int port, long sequence, byte[] octets) {
    for (int i = 0; i < octets.length; i += 100) {
      byte[] part = Arrays.copyOfRange(octets, i, Math.min(i + 100, octets.length));
      byte[] frame = segment(from, to, port, sequence + i, part);
      ByteBuffer window = Frames.window(frame);
      office.tracker.onPacket(window, 0, frame.length, frame.length, ns(at), 0, 0);
    }
    office.tracker.flush();
  }

  @ParameterizedTest
  @ValueSource(ints = {5060, 8088})
  void aCallOverTcpOrWebSocketsHasItsMediaAndTimes(int port) {
    boolean web = port == 8088;
    byte[] invite = message(Sip.invite("c1", 1, Sip.sdp(ALICE, 4000)));
    byte[] ringing = message(Sip.response(180, "c1", 1, "INVITE", ""));
    byte[] answer = message(Sip.response(200, "c1", 1, "INVITE", Sip.sdp(BOB, 5000)));
    byte[] bye = message(Sip.request("BYE", "c1", 2, ";tag=bob", ""));
    byte[] up = concat(web ? frame(invite) : invite, web ? frame(bye) : bye);
    byte[] down = concat(web ? frame(ringing) : ringing, web ? frame(answer) : answer);
    int inviteEnd = web ? frame(invite).length : invite.length;
    int ringingEnd = web ? frame(ringing).length : ringing.length;

    send(0, ALICE, PBX, port, 1, Arrays.copyOf(up, inviteEnd));
    send(2, PBX, ALICE, port, 9, Arrays.copyOf(down, ringingEnd));
    send(3, PBX, ALICE, port, 9 + ringingEnd, Arrays.copyOfRange(down, ringingEnd, down.length));
    office.conversation(3, 500, ALICE, BOB, _ -> false);
    send(14, ALICE, PBX, port, 1 + inviteEnd, Arrays.copyOfRange(up, inviteEnd, up.length));
    office.tracker.advance(ns(60));

    CallSummary call = office.seen.onlyCall();
    assertEquals(Result.COMPLETED, call.result());
    assertEquals(2, call.setupSeconds().orElseThrow(), 1e-9);
    assertEquals(ns(14), call.endNs().orElseThrow());
    assertEquals(2, call.streams().size());
    assertEquals("G.711", call.streams().getFirst().codec());
  }

  /** WebRTC: the address in c= is nobody's, the candidates say where media may be. */
  @Test
  void iceCandidatesTellWhoseMediaItIs() {
    String offer =
        Sip.sdp("0.0.0.0", 9)
            + "a=candidate:1 1 UDP 2130706431 10.1.20.11 4000 typ host\n"
            + "a=candidate:2 1 UDP 1694498815 203.0.113.7 4000 typ srflx\n";
    office.sip(0, ALICE, PBX, Sip.invite("c1", 1, offer));
    office.sip(1, PBX, ALICE, Sip.response(200, "c1", 1, "INVITE", Sip.sdp(BOB, 5000)));
    office.conversation(1, 500, ALICE, BOB, _ -> false);
    office.tracker.finish();

    CallSummary call = office.seen.onlyCall();
    assertEquals(2, call.streams().size());
    assertEquals(Result.ONGOING, call.result());
  }

  /** RFC 8838 §4.1: port 9 of no address says that candidates come later, not that it is held. */
  @Test
  void addressesToBeToldLaterAreNoHold() {
    office.sip(0, ALICE, BOB, Sip.invite("c1", 1, Sip.sdp(ALICE, 4000)));
    office.sip(1, BOB, ALICE, Sip.response(200, "c1", 1, "INVITE", Sip.sdp("0.0.0.0", 9)));
    office.conversation(1, 100, ALICE, BOB, _ -> false);
    office.tracker.advance(ns(100));

    assertEquals(Result.COMPLETED, office.seen.onlyCall().result());
  }

  /** RFC 3262: early media of a fork is announced by its 183, changed by PRACK and UPDATE. */
  @Test
  void mediaOfEachEarlyDialogIsTheCalls() {
    office.sip(0, ALICE, PBX, Sip.invite("c1", 1, Sip.sdp(ALICE, 4000)));
    String first = Sip.response(183, "c1", 1, "INVITE", Sip.sdp("10.1.20.13", 6000));
    office.sip(1, PBX, ALICE, first.replace(";tag=bob", ";tag=carol"));
    office.speech(1, 100, "10.1.20.13", 6000, ALICE, 4000, 1, _ -> false);
    office.sip(4, PBX, ALICE, Sip.response(183, "c1", 1, "INVITE", Sip.sdp(BOB, 7000)));
    office.sip(5, PBX, ALICE, Sip.request("UPDATE", "c1", 5, ";tag=alice", Sip.sdp(BOB, 5000)));
    office.sip(6, PBX, ALICE, Sip.response(200, "c1", 1, "INVITE", ""));
    office.conversation(6, 200, ALICE, BOB, _ -> false);
    office.sip(11, ALICE, PBX, Sip.request("BYE", "c1", 2, ";tag=bob", ""));
    office.tracker.advance(ns(60));

    CallSummary call = office.seen.onlyCall();
    assertEquals(Result.COMPLETED, call.result());
    assertEquals(3, call.streams().size());
    assertEquals(ns(1), call.alertedNs().orElseThrow());
  }

  /** RFC 7692: what is compressed is told of, once a message, and never taken for another thing. */
  @Test
  void messagesThatTheirWebSocketCompressesAreCountedAndNotRead() {
    byte[] handshake =
        message(
            """
            GET / HTTP/1.1
            Upgrade: websocket
            Sec-WebSocket-Protocol: sip
            Sec-WebSocket-Extensions: permessage-deflate

            """);
    byte[] invite = frame(message(Sip.invite("c1", 1, Sip.sdp(ALICE, 4000))));
    byte[] compressed = invite.clone();
    compressed[0] = (byte) 0xC1; // all of it in one frame
    byte[] inParts = concat(hex("41 02 AABB"), hex("00 02 CCDD"), hex("80 02 EEFF"));
    byte[] plain = frame(message(Sip.invite("c2", 1, Sip.sdp(ALICE, 4002))));
    send(0, ALICE, PBX, 8088, 1, concat(handshake, compressed, inParts, plain));
    office.tracker.finish();

    assertEquals("c2", office.seen.onlyCall().callId());
    assertEquals(2, office.counters().malformed().get(new Fault("sip", "compressed")));
    assertEquals(0, office.counted(PacketKind.MALFORMED)); // the segments carry SIP all the same
  }

  /** The second segment was cut: the message up to there is read, and without its half body. */
  @Test
  void aSegmentThatTheCaptureCutIsTruncated() {
    byte[] invite = message(Sip.invite("c1", 1, Sip.sdp(ALICE, 4000)));
    int head = new String(invite, java.nio.charset.StandardCharsets.US_ASCII).indexOf("m=audio");
    byte[] first = segment(ALICE, PBX, 5060, 1, Arrays.copyOf(invite, 100));
    byte[] second = segment(ALICE, PBX, 5060, 101, Arrays.copyOfRange(invite, 100, invite.length));
    office.packet(0, first);
    office.snapLength = second.length - (invite.length - head) + "m=audio 40".length();
    office.packet(0, second);
    office.tracker.finish();

    assertEquals("c1", office.seen.onlyCall().callId());
    assertEquals(1, office.counted(PacketKind.SIP));
    assertEquals(1, office.counted(PacketKind.TRUNCATED));
    assertEquals(1, office.counters().malformed().get(new Fault("sip", "truncated")));
    assertEquals(0, office.counted(PacketKind.MALFORMED));
  }
}
