package org.mosexporter.wire.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.wire.Frames.IPV4;
import static org.mosexporter.wire.Frames.concat;
import static org.mosexporter.wire.Frames.ethernet;
import static org.mosexporter.wire.Frames.hex;
import static org.mosexporter.wire.Frames.ipv4;
import static org.mosexporter.wire.Frames.tag;
import static org.mosexporter.wire.Frames.tcp;
import static org.mosexporter.wire.Frames.udp;
import static org.mosexporter.wire.Frames.window;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mosexporter.wire.Fuzz;

/**
 * The short way of decoding finds what the long way finds: the same frames, once as Ethernet and
 * once behind two more octets as Linux cooked, which only the long way decodes.
 */
class CommonFrameTest {
  private static final byte[] PAYLOAD = hex("8000 1234 0000 00A0 CAFE BABE 0102 0304");
  private static final byte[] PACKET = ipv4("10.1.0.5", "10.1.0.6", 46, udp(4000, 5000, PAYLOAD));
  private static final byte[] VXLAN =
      ipv4("10.9.0.1", "10.9.0.2", 0, udp(50_000, 4789, concat(hex("08000000 00000100"), frame())));

  private final FrameDecoder decoder = new FrameDecoder();

  private static byte[] frame() {
    return ethernet(IPV4, PACKET);
  }

  private static List<byte[]> frames() {
    return List.of(
        frame(),
        ethernet(0x8100, tag(7, IPV4, PACKET)),
        concat(frame(), hex("0000 0000 0000")),
        ethernet(IPV4, VXLAN),
        ethernet(0x8100, tag(7, 0x8100, tag(8, IPV4, PACKET))),
        ethernet(
            IPV4,
            ipv4("10.1.0.5", "10.1.0.6", 0, tcp(4000, 5060, 7, 0x18, hex(""), hex("4142 4344")))));
  }

  private String decode(LinkType link, byte[] frame, int wireLength) {
    Datagram datagram = new Datagram();
    Frame found = decoder.decode(link, window(frame), 0, frame.length, wireLength, 77, 3, datagram);
    decoder.fragments().release();
    return found == Frame.UDP
        ? String.join(
            " ",
            found.name(),
            datagram.source() + ":" + datagram.sourcePort(),
            datagram.destination() + ":" + datagram.destinationPort(),
            "payload " + (datagram.payloadOffset() - (link == LinkType.ETHERNET ? 0 : 2)),
            "octets " + datagram.payloadLength() + "/" + datagram.wirePayloadLength(),
            "dscp " + datagram.dscp() + " identification " + datagram.identification())
        : found.name();
  }

  private void compare(byte[] frame) {
    byte[] cooked = concat(new byte[2], frame);
    if (frame.length < 14) {
      return; // a cooked header counts its address among what must be there
    }
    for (int cut : new int[] {0, 100}) {
      assertEquals(
          decode(LinkType.LINUX_COOKED, cooked, cooked.length + cut),
          decode(LinkType.ETHERNET, frame, frame.length + cut));
    }
  }

  @Test
  void findsTheDatagramOfACommonFrame() {
    Datagram datagram = new Datagram();

    assertTrue(CommonFrame.decode(window(frame()), 0, frame().length, datagram));
    assertEquals(
        "UDP 10.1.0.5:4000 10.1.0.6:5000 payload 42 octets 16/16 dscp 46 identification 4660",
        decode(LinkType.ETHERNET, frame(), frame().length));
  }

  @Test
  void leavesTunnelsToTheLongWay() {
    assertEquals(
        "UDP 10.1.0.5:4000 10.1.0.6:5000 payload 92 octets 16/16 dscp 46 identification 4660",
        decode(LinkType.ETHERNET, ethernet(IPV4, VXLAN), 200));
  }

  @Test
  void agreesWithTheLongWayWhateverComes() {
    frames().forEach(this::compare);
    Fuzz.truncate(frames(), this::compare);
    Fuzz.mutate(frames(), this::compare);
  }
}
