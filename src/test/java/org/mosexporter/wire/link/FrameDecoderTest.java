package org.mosexporter.wire.link;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.wire.Frames.IPV4;
import static org.mosexporter.wire.Frames.IPV6;
import static org.mosexporter.wire.Frames.TCP;
import static org.mosexporter.wire.Frames.UDP;
import static org.mosexporter.wire.Frames.concat;
import static org.mosexporter.wire.Frames.cooked;
import static org.mosexporter.wire.Frames.cooked2;
import static org.mosexporter.wire.Frames.ethernet;
import static org.mosexporter.wire.Frames.frame;
import static org.mosexporter.wire.Frames.hex;
import static org.mosexporter.wire.Frames.ipv4;
import static org.mosexporter.wire.Frames.ipv6;
import static org.mosexporter.wire.Frames.loopback;
import static org.mosexporter.wire.Frames.tag;
import static org.mosexporter.wire.Frames.tcp;
import static org.mosexporter.wire.Frames.udp;
import static org.mosexporter.wire.Frames.window;

import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.wire.Fuzz;

class FrameDecoderTest {
  private static final String A = "10.1.0.5";
  private static final String B = "10.1.0.6";
  private static final String A6 = "fd99::1:5";
  private static final String B6 = "fd99::1:6";
  private static final byte[] PAYLOAD = hex("0102 0304 0506");
  private static final byte[] DATAGRAM = udp(40_000, 65_535, PAYLOAD);
  private static final byte[] PACKET = ipv4(A, B, 46, DATAGRAM);

  private final FrameDecoder decoder = new FrameDecoder();
  private final Datagram datagram = new Datagram();

  /** Decodes with octets around the frame that belong to others. */
  private Frame decode(LinkType link, byte[] frame, int wireLength) {
    byte[] around = hex("FFFFFFFFFFFFFFFF");
    return decoder.decode(
        link, window(concat(around, frame, around)), 8, frame.length, wireLength, 77, 3, datagram);
  }

  private Frame decode(LinkType link, byte[] frame) {
    return decode(link, frame, frame.length);
  }

  private Frame decodeIp(byte[] packet) {
    return decode(LinkType.RAW_IP, packet);
  }

  private void assertPayload() {
    byte[] payload = new byte[datagram.payloadLength()];
    datagram.window().get(datagram.payloadOffset(), payload);
    assertAll(
        () -> assertEquals("010203040506", HexFormat.of().formatHex(payload)),
        () -> assertEquals(6, datagram.wirePayloadLength()),
        () -> assertEquals(40_000, datagram.sourcePort()),
        () -> assertEquals(65_535, datagram.destinationPort()),
        () -> assertEquals(77, datagram.atNs()),
        () -> assertEquals(3, datagram.observationPoint()));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # link          | what stands before the IP packet
          ETHERNET        | 020000000001 020000000002 0800
          ETHERNET        | 020000000001 020000000002 8100 2064 0800
          ETHERNET        | 020000000001 020000000002 88A8 0001 8100 0064 0800
          ETHERNET        | 020000000001 020000000002 9100 0001 9100 0002 8100 0064 0800
          LINUX_COOKED    | 0000 0001 0006 020000000001 0000 0800
          LINUX_COOKED    | 0000 0001 0006 020000000001 0000 8100 0064 0800
          LINUX_COOKED_2  | 0800 0000 00000002 0001 00 06 020000000001 0000
          LINUX_COOKED_2  | 8100 0000 00000002 0001 00 06 020000000001 0000 0064 0800
          NULL            | 00000002
          NULL            | 02000000
          LOOP            | 00000002
          RAW_IP          | ''
          RAW_IPV4        | ''
          """)
  void findsTheIpPacketBehindEveryLinkHeader(LinkType link, String header) {
    assertEquals(Frame.UDP, decode(link, concat(hex(header), PACKET)));
    assertPayload();
    assertEquals(A, datagram.source().toString());
    assertEquals(B, datagram.destination().toString());
    assertEquals(46, datagram.dscp());
  }

  @ParameterizedTest
  @CsvSource({"10", "24", "28", "30"})
  void knowsEveryNumberThatBsdsGaveToIpv6(int family) {
    byte[] packet = ipv6(A6, B6, 46, UDP, DATAGRAM);
    byte[] swapped = loopback(Integer.reverseBytes(family), packet);

    assertEquals(Frame.UDP, decode(LinkType.NULL, loopback(family, packet)));
    assertPayload();
    assertEquals(Frame.UDP, decode(LinkType.NULL, swapped));
    assertEquals(A6, datagram.source().toString());
    assertEquals(B6, datagram.destination().toString());
    assertEquals(46, datagram.dscp());
  }

  @Test
  void leavesAloneWhatIsNotIp() {
    assertAll(
        () -> assertEquals(Frame.NOT_IP, decode(LinkType.ETHERNET, ethernet(0x0806, new byte[46]))),
        () -> assertEquals(Frame.NOT_IP, decode(LinkType.ETHERNET, ethernet(38, hex("424203")))),
        () -> assertEquals(Frame.NOT_IP, decode(LinkType.LINUX_COOKED, cooked(4, new byte[40]))),
        () -> assertEquals(Frame.NOT_IP, decode(LinkType.LINUX_COOKED_2, cooked2(4, PACKET))),
        () -> assertEquals(Frame.NOT_IP, decode(LinkType.NULL, loopback(7, PACKET))),
        () -> assertEquals(Frame.BAD_IP_VERSION, decodeIp(hex("5500"))));
  }

  @Test
  void takesEightTagsAndNotANinth() {
    byte[] eight = tagged(8);
    byte[] nine = tagged(9);

    assertEquals(Frame.UDP, decode(LinkType.ETHERNET, eight));
    assertPayload();
    assertEquals(Frame.TOO_DEEP, decode(LinkType.ETHERNET, nine));
  }

  private static byte[] tagged(int tags) {
    byte[] inner = tag(7, IPV4, PACKET);
    for (int i = 1; i < tags; i++) {
      inner = tag(i, 0x8100, inner);
    }
    return ethernet(0x8100, inner);
  }

  @ParameterizedTest(name = "DSCP {0}")
  @CsvSource({"0", "1", "46", "63"})
  void readsTheDscpOfBothFamilies(int dscp) {
    decodeIp(ipv4(A, B, dscp, DATAGRAM));
    assertEquals(dscp, datagram.dscp());
    decodeIp(ipv6(A6, B6, dscp, UDP, DATAGRAM));
    assertEquals(dscp, datagram.dscp());
  }

  @Test
  void skipsIpv4Options() {
    byte[] options = hex("94040000 01010101");
    byte[] packet = ipv4(A, B, 0, UDP, 0x4000, 28 + DATAGRAM.length, options, DATAGRAM);

    assertEquals(Frame.UDP, decodeIp(packet));
    assertPayload();
  }

  @Test
  void ignoresEthernetPadding() {
    assertEquals(
        Frame.UDP, decode(LinkType.ETHERNET, concat(ethernet(IPV4, PACKET), new byte[12])));
    assertPayload();
  }

  @Test
  void takesATotalLengthOfZeroAsToTheEndOfTheFrame() {
    assertEquals(Frame.UDP, decodeIp(ipv4(A, B, 0, UDP, 0, 0, hex(""), DATAGRAM)));
    assertPayload();
    assertEquals(Frame.UDP, decodeIp(ipv6(A6, B6, 0, UDP, 0, DATAGRAM)));
    assertPayload();
  }

  @Test
  void takesAUdpLengthOfZeroAsToTheEndOfThePacket() {
    assertEquals(Frame.UDP, decodeIp(ipv4(A, B, 0, udp(40_000, 65_535, 0, PAYLOAD))));
    assertPayload();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # case                   | flags and offset | protocol | frame
          don't fragment           | 4000 | 17 | UDP
          first of several         | 2000 | 17 | FRAGMENT
          a later one              | 2001 | 17 | FRAGMENT
          the last, farthest       | 1FFC | 17 | FRAGMENT
          past the largest         | 1FFD | 17 | BAD_FRAGMENT
          a fragment of TCP        | 2000 | 6  | FRAGMENT
          a fragment of ICMP       | 2000 | 1  | NOT_UDP
          """)
  void tellsFragmentsOfIpv4(String name, String flags, int protocol, Frame expected) {
    int bits = Integer.parseInt(flags, 16);
    byte[] piece = bits == 0x4000 ? DATAGRAM : concat(DATAGRAM, new byte[10]);

    assertEquals(
        expected, decodeIp(ipv4(A, B, 0, protocol, bits, 20 + piece.length, hex(""), piece)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # case                   | first | extension headers                           | frame
          hop by hop               | 0     | 11 00 050200000100                          | UDP
          routing, two units       | 43    | 11 01 0401 00000000 0000000000000000         | UDP
          destination options      | 60    | 11 00 010400000000                          | UDP
          authentication           | 51    | 11 04 0000 00000001 00000001 000000000000000000000000 | UDP
          three in a row           | 0     | 2B 00 050200000100 3C 00 000000000000 11 00 010400000000 | UDP
          atomic fragment          | 44    | 11 00 0000 00000009                         | UDP
          first fragment           | 44    | 11 00 0001 00000009 0000                    | FRAGMENT
          later fragment           | 44    | 11 00 0008 00000009                         | FRAGMENT
          last, farthest           | 44    | 11 00 FFE8 00000009                         | FRAGMENT
          past the largest         | 44    | 11 00 FFF8 00000009                         | BAD_FRAGMENT
          not of eight octets      | 44    | 11 00 0001 00000009                         | BAD_FRAGMENT
          reserved bits only       | 44    | 11 FF 0006 00000009                         | UDP
          a fragment of TCP        | 44    | 06 00 0001 00000009 0000                    | FRAGMENT
          a fragment of ICMP       | 44    | 3A 00 0001 00000009                         | NOT_UDP
          ICMP                     | 58    | ''                                          | NOT_UDP
          no next header           | 59    | ''                                          | NOT_UDP
          runs past the packet     | 0     | 11 FF 050200000100                          | BAD_IP_LENGTH
          """)
  void walksIpv6ExtensionHeaders(String name, int first, String headers, Frame expected) {
    byte[] packet = ipv6(A6, B6, 0, first, concat(hex(headers), DATAGRAM));

    assertEquals(expected, decodeIp(packet));
    if (expected == Frame.UDP) {
      assertPayload();
    }
  }

  @Test
  void stopsInAnEndlessChainOfExtensionHeaders() {
    assertEquals(Frame.TOO_DEEP, decodeIp(ipv6(A6, B6, 0, 0, new byte[400])));
  }

  @Test
  void keepsTheLengthOfTheWireWhenTheCaptureCuts() {
    byte[] whole = frame(A, 40_000, B, 65_535, new byte[172]);
    byte[] cut = Arrays.copyOf(whole, 14 + 20 + 8 + 12);

    assertEquals(Frame.UDP, decode(LinkType.ETHERNET, cut, whole.length));
    assertEquals(12, datagram.payloadLength());
    assertEquals(172, datagram.wirePayloadLength());
  }

  @Test
  void believesTheIpLengthOfAMirrorThatCuts() {
    byte[] whole = frame(A, 40_000, B, 65_535, new byte[172]);
    byte[] cut = Arrays.copyOf(whole, 14 + 20 + 8 + 12);

    assertEquals(Frame.UDP, decode(LinkType.ETHERNET, cut));
    assertEquals(12, datagram.payloadLength());
    assertEquals(172, datagram.wirePayloadLength());
  }

  @Test
  void takesFramesLargerThanAnyMtu() {
    byte[] large = frame(A6, 1, B6, 2, new byte[65_000]);

    assertEquals(Frame.UDP, decode(LinkType.ETHERNET, large));
    assertEquals(65_000, datagram.payloadLength());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # case                         | IP packet                                                  | frame
          header of four words           | 44000020 00000000 40110000 0A010005 0A010006 0000000000000000 00000000 | BAD_IP_LENGTH
          total shorter than the header  | 45000013 00000000 40110000 0A010005 0A010006 0000000000000000 | BAD_IP_LENGTH
          options past the total         | 46000017 00000000 40110000 0A010005 0A010006 00000000 00000000 | BAD_IP_LENGTH
          UDP of seven octets            | 4500001B 00000000 40110000 0A010005 0A010006 0001000200070000 | TRUNCATED_UDP
          UDP length of seven            | 4500001C 00000000 40110000 0A010005 0A010006 0001000200070000 | BAD_UDP_LENGTH
          UDP length of nothing but head | 4500001C 00000000 40110000 0A010005 0A010006 0001000200080000 | UDP
          UDP longer than the IP payload | 4500001C 00000000 40110000 0A010005 0A010006 0001000200090000 | BAD_UDP_LENGTH
          UDP of 65535                   | 4500001C 00000000 40110000 0A010005 0A010006 00010002FFFF0000 | BAD_UDP_LENGTH
          """)
  void namesWhatIsWrongWithLengths(String name, String packet, Frame expected) {
    assertEquals(expected, decodeIp(hex(packet)));
    assertEquals(expected != Frame.UDP, expected.malformed());
  }

  @ParameterizedTest(name = "{0}, {1} octets of options")
  @CsvSource({"IPV4, 0", "IPV4, 12", "IPV4, 40", "IPV6, 0", "IPV6, 40"})
  void findsTheSegmentInTcp(String family, int optionBytes) {
    byte[] segment = tcp(5060, 65_535, 0xFEDC_BA98L, 0x18, new byte[optionBytes], PAYLOAD);
    byte[] packet =
        family.equals("IPV6")
            ? ipv6(A6, B6, 24, TCP, segment)
            : ipv4(A, B, 24, TCP, 0x4000, 20 + segment.length, hex(""), segment);

    assertEquals(Frame.TCP, decodeIp(concat(packet, new byte[5])));
    byte[] payload = new byte[datagram.payloadLength()];
    datagram.window().get(datagram.payloadOffset(), payload);
    assertEquals("010203040506", HexFormat.of().formatHex(payload));
    assertEquals(6, datagram.wirePayloadLength());
    assertEquals(5060, datagram.sourcePort());
    assertEquals(65_535, datagram.destinationPort());
    assertEquals(0xFEDC_BA98, datagram.tcpSequence());
    assertEquals(0x18, datagram.tcpFlags());
    assertEquals(24, datagram.dscp());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # case                          | header words | IP length | captured | frame
          no payload                      | 5  | 40 | 40 | TCP
          payload, of which nothing is here | 5 | 90 | 40 | TCP
          header of four words            | 4  | 40 | 40 | BAD_TCP_LENGTH
          header of no words              | 0  | 40 | 40 | BAD_TCP_LENGTH
          options past the packet         | 6  | 40 | 60 | BAD_TCP_LENGTH
          the longest header past it      | 15 | 79 | 99 | BAD_TCP_LENGTH
          the longest header              | 15 | 80 | 80 | TCP
          packet shorter than the header  | 5  | 39 | 60 | BAD_TCP_LENGTH
          header cut by the capture       | 5  | 40 | 39 | TRUNCATED_TCP
          options cut by the capture      | 6  | 60 | 43 | TRUNCATED_TCP
          """)
  void namesWhatIsWrongWithTcp(String name, int words, int ipLength, int captured, Frame expected) {
    byte[] segment = tcp(5060, 5061, 1, 0x10, hex(""), new byte[80]);
    segment[12] = (byte) (words << 4);
    byte[] packet = ipv4(A, B, 0, TCP, 0, ipLength, hex(""), segment);

    assertEquals(expected, decodeIp(Arrays.copyOf(packet, captured)));
    assertEquals(expected != Frame.TCP, expected.malformed());
    if (expected == Frame.TCP) {
      assertEquals(ipLength - 20 - 4 * words, datagram.wirePayloadLength());
      assertEquals(Math.min(captured, ipLength) - 20 - 4 * words, datagram.payloadLength());
    }
  }

  @Test
  void neverCallsOtherPeoplesTrafficMalformed() {
    for (Frame frame : Set.of(Frame.UDP, Frame.TCP, Frame.NOT_IP, Frame.NOT_UDP, Frame.FRAGMENT)) {
      assertFalse(frame.malformed(), frame.name());
    }
  }

  @Test
  void readsNothingBehindTheCapturedOctets() {
    // The decoder is given a window that ends where the frame ends: reading on would throw.
    Set<Frame> seen = new HashSet<>();
    Fuzz.truncate(
        samples(),
        octets -> {
          for (LinkType link : LinkType.values()) {
            seen.add(decodeAlone(link, octets));
          }
        });
    assertTrue(seen.containsAll(Set.of(Frame.TRUNCATED_LINK, Frame.TRUNCATED_IP)), seen.toString());
    assertTrue(seen.containsAll(Set.of(Frame.TRUNCATED_UDP, Frame.TRUNCATED_TCP)), seen.toString());
  }

  @Test
  void endsInAResultWhateverTheOctets() {
    Set<Frame> seen = new HashSet<>();
    LinkType[] links = LinkType.values();
    Fuzz.mutate(
        samples(), octets -> seen.add(decodeAlone(links[octets.length % links.length], octets)));
    Fuzz.mutate(samples(), octets -> seen.add(decodeAlone(LinkType.ETHERNET, octets)));
    assertTrue(seen.size() >= 9, seen.toString());
  }

  private Frame decodeAlone(LinkType link, byte[] octets) {
    Frame frame =
        decoder.decode(link, window(octets), 0, octets.length, octets.length, 0, 0, datagram);
    if (frame == Frame.UDP || frame == Frame.TCP) {
      assertTrue(datagram.payloadLength() >= 0);
      assertTrue(datagram.payloadOffset() + datagram.payloadLength() <= octets.length);
      assertTrue(datagram.wirePayloadLength() >= datagram.payloadLength());
    }
    return frame;
  }

  private static List<byte[]> samples() {
    byte[] chain = hex("2B00050200000100 3C00000000000000 3300000000000000 1104000000000001");
    return List.of(
        frame(A, 40_000, B, 65_535, PAYLOAD),
        frame(A6, 40_000, B6, 65_535, PAYLOAD),
        tagged(3),
        cooked(IPV6, ipv6(A6, B6, 0, 0, concat(chain, new byte[16], DATAGRAM))),
        cooked2(IPV4, PACKET),
        loopback(2, PACKET),
        ethernet(IPV6, ipv6(A6, B6, 0, TCP, tcp(1, 2, 3, 0x10, new byte[8], PAYLOAD))),
        ethernet(IPV6, ipv6(A6, B6, 0, 44, concat(hex("1100000000000009"), DATAGRAM))),
        ethernet(0x0806, new byte[46]));
  }
}
