package org.mosexporter.wire.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.wire.Frames.concat;
import static org.mosexporter.wire.Frames.ethernet;
import static org.mosexporter.wire.Frames.fragmentsIpv4;
import static org.mosexporter.wire.Frames.hex;
import static org.mosexporter.wire.Frames.ipv4;
import static org.mosexporter.wire.Frames.ipv6;
import static org.mosexporter.wire.Frames.rtp;
import static org.mosexporter.wire.Frames.udp;
import static org.mosexporter.wire.Frames.window;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mosexporter.wire.Encapsulation;
import org.mosexporter.wire.Encapsulation.Carried;
import org.mosexporter.wire.Fuzz;

class TunnelsTest {
  private static final byte[] RTP = rtp(0xA, 0, false, 1, 160, 160);
  private static final byte[] V4 = ipv4("10.1.20.11", "10.1.20.12", 46, udp(4000, 5000, RTP));
  private static final byte[] V6 = ipv6("fd99::20:11", "fd99::20:12", 46, 17, udp(4000, 5000, RTP));

  private final FrameDecoder decoder = new FrameDecoder();
  private final Datagram datagram = new Datagram();

  private Frame decode(byte[] frame) {
    return decode(frame, frame.length);
  }

  private Frame decode(byte[] frame, int wireLength) {
    return decoder.decode(
        LinkType.ETHERNET, window(frame), 0, frame.length, wireLength, 0, 0, datagram);
  }

  @Test
  void knowsItsPortsAndNoOthers() {
    List<Integer> ports = new ArrayList<>();
    for (int port = 0; port <= 65_535; port++) {
      if (Tunnels.isPort(port)) {
        ports.add(port);
      }
    }
    assertEquals(List.of(1701, 2152, 4789, 6081, 7932, 8472, 37_008), ports);
  }

  @ParameterizedTest
  @ValueSource(ints = {1701, 2152, 4789, 6081, 7932, 8472, 37_008})
  void leavesMediaToThesePortsAlone(int port) {
    for (int type = 0; type < 256; type++) {
      byte[] media = RTP.clone();
      media[1] = (byte) type;
      byte[] frame = ethernet(0x0800, ipv4("10.1.20.11", "10.1.20.12", 46, udp(4000, port, media)));

      assertEquals(Frame.UDP, decode(frame));
      assertEquals(172, datagram.payloadLength());
      assertEquals(port, datagram.destinationPort());
      assertEquals("10.1.20.11", datagram.source().toString());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1701, 2152, 4789, 6081, 7932, 8472, 37_008})
  void leavesRandomOctetsToThesePortsAlone(int port) {
    Random random = new Random(port);
    for (int round = 0; round < 100_000; round++) {
      byte[] octets = new byte[random.nextInt(64)];
      random.nextBytes(octets);
      byte[] frame =
          ethernet(0x0800, ipv4("10.1.20.11", "10.1.20.12", 46, udp(4000, port, octets)));

      assertEquals(Frame.UDP, decode(frame), () -> HexFormat.of().formatHex(octets));
      assertEquals(octets.length, datagram.payloadLength());
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # inside VXLAN              | the octets
          nothing                     | 08000000 00000100
          not flagged                 | 00000000 00000100 020000000001 020000000002 0800 4500001C 00000000 40110000 0A010005 0A010006 0001000200080000
          ARP                         | 08000000 00000100 020000000001 020000000002 0806 0001080006040001
          IP of version 5             | 08000000 00000100 020000000001 020000000002 0800 5500001C 00000000 40110000 0A010005 0A010006 0001000200080000
          IP shorter than its header  | 08000000 00000100 020000000001 020000000002 0800 45000013 00000000 40110000 0A010005 0A010006 0001000200080000
          UDP longer than its packet  | 08000000 00000100 020000000001 020000000002 0800 4500001C 00000000 40110000 0A010005 0A010006 0001000200090000
          IP cut, but not by capture  | 08000000 00000100 020000000001 020000000002 0800 4500001C 00000000 40110000 0A010005 0A01
          a header of TCP too short   | 08000000 00000100 020000000001 020000000002 0800 4500001C 00000000 40060000 0A010005 0A010006 0001000200080000
          """)
  void keepsTheDatagramWhenWhatIsInItIsNot(String name, String octets) {
    byte[] payload = hex(octets);
    byte[] frame = ethernet(0x86DD, ipv6("fd99::1", "fd99::2", 34, 17, udp(50_000, 4789, payload)));

    assertEquals(Frame.UDP, decode(frame));
    assertEquals(payload.length, datagram.payloadLength());
    assertEquals(50_000, datagram.sourcePort());
    assertEquals("fd99::1", datagram.source().toString());
    assertEquals("fd99::2", datagram.destination().toString());
    assertEquals(34, datagram.dscp());
  }

  @Test
  void reportsThePacketInside() {
    for (Encapsulation one : Encapsulation.all()) {
      for (byte[] inner : List.of(V4, V6)) {
        assertEquals(Frame.UDP, decode(one.wrap(Carried.ip(inner)).frame()), one.name());
        assertEquals(46, datagram.dscp(), one.name());
        assertEquals(4000, datagram.sourcePort(), one.name());
        assertEquals(172, datagram.payloadLength(), one.name());
        assertEquals(172, datagram.wirePayloadLength(), one.name());
        byte[] payload = new byte[172];
        datagram.window().get(datagram.payloadOffset(), payload);
        assertArrayEquals(RTP, payload, one.name());
      }
    }
  }

  @Test
  void knowsTheLengthOnTheWireOfWhatTheCaptureCut() {
    for (Encapsulation one : Encapsulation.all()) {
      byte[] whole = one.wrap(Carried.ip(V4)).frame();
      byte[] cut = Arrays.copyOf(whole, whole.length - 160);

      assertEquals(Frame.UDP, decode(cut, whole.length), one.name());
      assertEquals(12, datagram.payloadLength(), one.name());
      assertEquals(172, datagram.wirePayloadLength(), one.name());
    }
  }

  @Test
  void putsATunnelsFragmentsTogetherAndGoesOn() {
    for (Encapsulation one : Encapsulation.all()) {
      byte[] outer = one.wrap(Carried.ip(V6)).octets();
      if (one.name().endsWith("IPv4")) {
        byte[] payload = Arrays.copyOfRange(outer, 20, outer.length);
        List<byte[]> pieces =
            fragmentsIpv4("198.51.100.1", "198.51.100.2", 1, outer[9], payload, 64);
        FrameDecoder fresh = new FrameDecoder();
        Frame last = Frame.NOT_IP;
        for (byte[] piece : pieces) {
          last =
              fresh.decode(
                  LinkType.RAW_IP, window(piece), 0, piece.length, piece.length, 0, 0, datagram);
        }
        assertEquals(Frame.UDP, last, one.name());
        assertEquals("fd99::20:11", datagram.source().toString(), one.name());
        assertEquals(172, datagram.payloadLength(), one.name());
      }
    }
  }

  @Test
  void readsNothingOutsideOfTheFrame() {
    Set<Frame> seen = EnumSet.noneOf(Frame.class);
    Fuzz.truncate(samples(), octets -> seen.add(decodeBetween(octets)));

    assertTrue(seen.contains(Frame.TRUNCATED_LINK) && seen.contains(Frame.UDP), seen.toString());
  }

  @Test
  void endsInAResultWhateverTheOctets() {
    Set<Frame> seen = EnumSet.noneOf(Frame.class);
    Fuzz.mutate(samples(), octets -> seen.add(decodeBetween(octets)));

    assertTrue(seen.size() >= 12, seen.toString());
  }

  /** The same whatever stands around, and no read behind the window when nothing does. */
  private Frame decodeBetween(byte[] frame) {
    Frame alone =
        new FrameDecoder()
            .decode(
                LinkType.ETHERNET, window(frame), 0, frame.length, frame.length, 0, 0, datagram);
    int payload = datagram.payloadOffset();
    for (byte around : new byte[] {0x45, (byte) 0xFF}) {
      byte[] guard = new byte[64];
      Arrays.fill(guard, around);
      ByteBuffer window = window(concat(guard, frame, guard));
      Frame between =
          new FrameDecoder()
              .decode(LinkType.ETHERNET, window, 64, frame.length, frame.length, 0, 0, datagram);
      assertEquals(alone, between);
      if (alone == Frame.UDP || alone == Frame.TCP) {
        assertEquals(payload + 64, datagram.payloadOffset());
        assertTrue(datagram.payloadLength() >= 0);
        assertTrue(datagram.payloadOffset() + datagram.payloadLength() <= 64 + frame.length);
        assertTrue(datagram.wirePayloadLength() >= datagram.payloadLength());
      }
    }
    return alone;
  }

  private static List<byte[]> samples() {
    List<byte[]> samples = new ArrayList<>();
    for (Encapsulation one : Encapsulation.all()) {
      Carried inner = one.wrap(Carried.ip(V4));
      samples.add(inner.frame());
      samples.add(Encapsulation.all().get(samples.size() % 3).wrap(inner).frame());
    }
    return samples;
  }
}
