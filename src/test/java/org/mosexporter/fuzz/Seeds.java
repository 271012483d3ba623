package org.mosexporter.fuzz;

import static org.mosexporter.wire.Frames.ascii;
import static org.mosexporter.wire.Frames.block;
import static org.mosexporter.wire.Frames.bye;
import static org.mosexporter.wire.Frames.concat;
import static org.mosexporter.wire.Frames.cooked;
import static org.mosexporter.wire.Frames.ethernet;
import static org.mosexporter.wire.Frames.frame;
import static org.mosexporter.wire.Frames.hex;
import static org.mosexporter.wire.Frames.ipv4;
import static org.mosexporter.wire.Frames.ipv6;
import static org.mosexporter.wire.Frames.loopback;
import static org.mosexporter.wire.Frames.receiverReport;
import static org.mosexporter.wire.Frames.rtcp;
import static org.mosexporter.wire.Frames.senderReport;
import static org.mosexporter.wire.Frames.sourceDescription;
import static org.mosexporter.wire.Frames.tag;
import static org.mosexporter.wire.Frames.udp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.mosexporter.capture.FuzzedCaptures;
import org.mosexporter.wire.Encapsulation;
import org.mosexporter.wire.Encapsulation.Carried;
import org.mosexporter.wire.Frames;
import org.mosexporter.wire.link.LinkType;

/** Good inputs of our own making, from which a fuzzer sets out. */
@SuppressWarnings("EnumOrdinal") // the inputs number link types so
public final class Seeds {
  private static final String ALICE = "10.1.20.11";
  private static final String BOB = "10.1.20.12";
  private static final String SDP =
      """
      v=0
      o=- 1 1 IN IP4 10.1.20.11
      s=-
      c=IN IP4 10.1.20.11
      t=0 0
      m=audio 4000 RTP/AVP 0 96 101
      a=rtpmap:96 opus/48000/2
      a=fmtp:96 useinbandfec=1
      a=rtpmap:101 telephone-event/8000
      a=ptime:20
      a=rtcp:4001 IN IP4 10.1.20.11
      a=rtcp-mux
      a=candidate:1 1 UDP 2130706431 10.1.20.11 4000 typ host
      a=sendrecv
      m=video 4002 RTP/SAVPF 97
      a=sendonly
      """;

  static List<byte[]> rtp() {
    byte[] extended =
        hex("92 60 0001 000000A0 0000000A 0000000B 0000000C BEDE0001 10FF0000 01020304");
    return List.of(Frames.rtp(0xA, 0, true, 65_535, 0, 160), extended);
  }

  static List<byte[]> rtcp() {
    byte[] report = block(0xB, 13, -3, 68_284, 80, 0xB7052000L, 0x54000);
    byte[] sender = senderReport(0xA, 0xB44DB70520000000L, 160_000, 1_000, 160_000, report);
    byte[] extended = Frames.rtcp(207, 0, hex("0000000A 04000002 0000000000000000"));
    byte[] names = sourceDescription(0xA, "me@10.1.0.5");
    byte[] encrypted = concat(hex("80C90001 0000000A"), new byte[30]);
    return List.of(
        concat(sender, names, extended, bye(0xA, 0xC)),
        concat(receiverReport(0xB, report, report), names),
        encrypted);
  }

  /** A request, data in an indication behind another attribute, and in a channel. */
  static List<byte[]> stun() {
    byte[] cookie = hex("2112A442 000102030405060708090A0B");
    byte[] speech = Frames.rtp(0xA, 0, true, 1, 160, 20);
    byte[] peer = hex("0012 0008 0001 1234 56789ABC");
    return List.of(
        concat(hex("0001 0000"), cookie),
        concat(hex("0016 0030"), cookie, peer, hex("0013 0020"), speech),
        concat(hex("4001 0020"), speech));
  }

  static List<byte[]> sip() {
    return List.of(
        ascii(invite("c1", SDP)),
        ascii(answer("c1", SDP)),
        ascii(request("BYE", "c1", "", "")),
        ascii(request("REGISTER", "r1", "Contact: <sip:1010@10.1.20.11>;expires=60\n", "")),
        ascii(
            crlf(
                "INVITE sip:1 SIP/2.0\nv: SIP/2.0/UDP h\nf: <sip:a@b>;tag=1\nt: <sip:c@d>\n"
                    + "i: c2\nCSeq: 1\n INVITE\nc: multipart/mixed;boundary=x\nl: 70\n\n"
                    + "--x\nContent-Type: application/sdp\n\n"
                    + SDP
                    + "--x--\n")));
  }

  static List<byte[]> sdp() {
    return List.of(ascii(SDP), ascii(crlf(SDP)));
  }

  static List<byte[]> captureFiles() {
    return FuzzedCaptures.files();
  }

  static List<byte[]> rings() {
    return FuzzedCaptures.rings();
  }

  static List<byte[]> frames() {
    byte[] datagram = udp(4000, 5000, Frames.rtp(0xA, 0, true, 1, 0, 20));
    byte[] four = ipv4(ALICE, BOB, 46, datagram);
    byte[] six = ipv6("fd00::1", "fd00::2", 46, Frames.UDP, datagram);
    byte[] extensions = concat(hex("2C00010400000000"), hex("1100000000000001"), datagram);
    List<byte[]> plain =
        List.of(
            on(LinkType.ETHERNET, ethernet(Frames.IPV4, four)),
            on(LinkType.ETHERNET, ethernet(0x88A8, tag(7, 0x8100, tag(8, Frames.IPV6, six)))),
            on(LinkType.LINUX_COOKED, cooked(Frames.IPV4, four)),
            on(LinkType.NULL, loopback(2, four)),
            on(LinkType.RAW_IP, ipv6("fd00::1", "fd00::2", 0, 0, extensions)));
    return Stream.concat(plain.stream(), encapsulated(four)).toList();
  }

  /** The datagram in all that a mirror may wrap it in, and a TCP segment likewise. */
  private static Stream<byte[]> encapsulated(byte[] datagram) {
    byte[] tcp = Frames.tcp(40_000, 5060, 1, 16, hex("01010402"), ascii("BYE sip:a SIP/2.0"));
    byte[] segment = ipv4(ALICE, BOB, 0, Frames.TCP, 0, 20 + tcp.length, new byte[0], tcp);
    return Stream.of(datagram, segment)
        .map(Carried::ip)
        .flatMap(inner -> Encapsulation.all().stream().map(around -> around.wrap(inner)))
        .map(outer -> on(LinkType.ETHERNET, outer.frame()));
  }

  /** A datagram in three fragments, in order and not, of either family. */
  static List<byte[]> fragments() {
    byte[] datagram = udp(4000, 5000, new byte[40]);
    byte[] first = fragment(0x2000, Arrays.copyOfRange(datagram, 0, 16));
    byte[] second = fragment(0x2002, Arrays.copyOfRange(datagram, 16, 32));
    byte[] third = fragment(0x0004, Arrays.copyOfRange(datagram, 32, datagram.length));
    byte[] six =
        concat(
            hex("80 0001 01 10"),
            Arrays.copyOfRange(datagram, 0, 16),
            hex("80 0010 01 20"),
            Arrays.copyOfRange(datagram, 16, datagram.length));
    return List.of(concat(first, second, third), concat(third, first, second), six);
  }

  private static byte[] fragment(int flagsAndOffset, byte[] octets) {
    return concat(hex("00%04x01%02x".formatted(flagsAndOffset, octets.length)), octets);
  }

  /** A message in two segments, two in one, out of order; and over a WebSocket. */
  static List<byte[]> segments() {
    byte[] bye = ascii(request("BYE", "c1", "", ""));
    byte[] head = Arrays.copyOfRange(bye, 0, 100);
    byte[] tail = Arrays.copyOfRange(bye, 100, bye.length);
    byte[] handshake =
        ascii(crlf("GET / HTTP/1.1\nUpgrade: websocket\nSec-WebSocket-Protocol: sip\n\n"));
    byte[] message = ascii(crlf("BYE sip:a@b SIP/2.0\nCall-ID: c\nCSeq: 1 BYE\n\n"));
    byte[] plain = concat(hex("81%02x".formatted(message.length)), message);
    return List.of(
        concat(segment(0, 2, 0, new byte[1]), segment(0, 16, 0, head), segment(0, 17, 0, tail)),
        concat(segment(100, 16, 0, tail), segment(-bye.length, 16, 0, head)),
        concat(segment(0, 16, 1, handshake), segment(0, 16, 1, plain), segment(0, 16, 1, plain)));
  }

  private static byte[] segment(int step, int flags, int port, byte[] octets) {
    String header = "%04x%02x%02x%02x".formatted(step & 0xFFFF, flags, port, octets.length);
    return concat(hex(header), octets);
  }

  private static byte[] on(LinkType link, byte[] frame) {
    return concat(new byte[] {(byte) link.ordinal()}, frame);
  }

  /** A call with signalling, media and reports; and media that nobody announced. */
  static List<byte[]> scenes() {
    ByteArrayOutputStream call = new ByteArrayOutputStream();
    call.writeBytes(record(0, ALICE, 5060, BOB, 5060, ascii(invite("c1", SDP))));
    call.writeBytes(record(9, BOB, 5060, ALICE, 5060, ascii(answer("c1", SDP))));
    for (int i = 0; i < 12; i++) {
      byte[] speech = Frames.rtp(0xA, 0, i == 0, (65_530 + i) & 0xFFFF, 160L * i, 20);
      call.writeBytes(record(20, ALICE, 4000, BOB, 4000, speech));
    }
    for (byte[] compound : rtcp()) {
      call.writeBytes(record(1, ALICE, 4001, BOB, 4001, compound));
    }
    call.writeBytes(record(1, ALICE, 5060, BOB, 5060, ascii(request("BYE", "c1", "", ""))));
    ByteArrayOutputStream unannounced = new ByteArrayOutputStream();
    for (int i = 0; i < 8; i++) {
      byte[] speech = Frames.rtp(0xC, 9, i == 0, i, 160L * i, 20);
      unannounced.writeBytes(record(20, ALICE, 30_000, BOB, 30_002, speech));
    }
    unannounced.writeBytes(record(32_000, ALICE, 9, BOB, 9, new byte[4]));
    return List.of(call.toByteArray(), unannounced.toByteArray());
  }

  private static byte[] record(
      int stepMs, String from, int fromPort, String to, int toPort, byte[] payload) {
    byte[] frame = frame(from, fromPort, to, toPort, 46, payload);
    String header = "%04x%02x%04x".formatted(stepMs, LinkType.ETHERNET.ordinal(), frame.length);
    return concat(hex(header), frame);
  }

  private static String invite(String callId, String sdp) {
    return request("INVITE", callId, "Content-Type: application/sdp\n", sdp);
  }

  private static String answer(String callId, String sdp) {
    return message(
        "SIP/2.0 200 OK", callId, "INVITE", ";tag=b", "Content-Type: application/sdp\n", sdp);
  }

  private static String request(String method, String callId, String more, String body) {
    return message(method + " sip:1020@example.org SIP/2.0", callId, method, "", more, body);
  }

  private static String message(
      String startLine, String callId, String method, String toTag, String more, String body) {
    String text = crlf(body);
    return crlf(
            startLine
                + "\nVia: SIP/2.0/UDP 10.1.20.11:5060;branch=z9hG4bK1\n"
                + "From: \"Alice\" <sip:1010@example.org>;tag=a\nTo: <sip:1020@example.org>"
                + toTag
                + "\nCall-ID: "
                + callId
                + "\nCSeq: 1 "
                + method
                + "\nUser-Agent: Phone 1.0\n"
                + more
                + "Content-Length: "
                + text.length()
                + "\n\n")
        + text;
  }

  private static String crlf(String text) {
    return text.replace("\n", "\r\n");
  }

  /**
   * Writes the seeds of a target, and the inputs that once failed, into a folder; without arguments
   * lists the targets.
   */
  public static void main(String... arguments) throws IOException {
    if (arguments.length == 0) {
      for (FuzzTargets target : FuzzTargets.values()) {
        System.out.println(target.label());
      }
      return;
    }
    FuzzTargets target = FuzzTargets.of(arguments[0]);
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    List<byte[]> inputs = new ArrayList<>(target.seeds());
    inputs.addAll(Kept.of(target));
    for (int i = 0; i < inputs.size(); i++) {
      Files.write(folder.resolve("seed-" + i), inputs.get(i));
    }
  }

  private Seeds() {}
}
