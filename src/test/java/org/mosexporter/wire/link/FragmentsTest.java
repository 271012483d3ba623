package org.mosexporter.wire.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.wire.Frames.TCP;
import static org.mosexporter.wire.Frames.UDP;
import static org.mosexporter.wire.Frames.concat;
import static org.mosexporter.wire.Frames.fragmentsIpv4;
import static org.mosexporter.wire.Frames.fragmentsIpv6;
import static org.mosexporter.wire.Frames.hex;
import static org.mosexporter.wire.Frames.ipv6;
import static org.mosexporter.wire.Frames.tcp;
import static org.mosexporter.wire.Frames.u16;
import static org.mosexporter.wire.Frames.udp;
import static org.mosexporter.wire.Frames.window;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FragmentsTest {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final byte[] PAYLOAD = numbered(3_000);

  private final FrameDecoder decoder = new FrameDecoder();
  private final Datagram datagram = new Datagram();

  enum Family {
    V4,
    V6;

    List<byte[]> fragments(int identification, byte[] datagram, int pieceOctets) {
      return of(identification, UDP, datagram, pieceOctets);
    }

    List<byte[]> of(int identification, int protocol, byte[] octets, int pieceOctets) {
      return this == V4
          ? fragmentsIpv4("10.1.0.5", "10.1.0.6", identification, protocol, octets, pieceOctets)
          : fragmentsIpv6("fd99::5", "fd99::6", identification, protocol, octets, pieceOctets);
    }

    /** One fragment of a datagram, at this offset. */
    byte[] piece(int identification, int offset, boolean more, byte[] octets) {
      byte[] before = new byte[offset];
      byte[] after = new byte[more ? 8 : 0];
      List<byte[]> all = new ArrayList<>();
      all.addAll(fragments(identification, concat(before, octets, after), 8));
      byte[] first = all.get(offset / 8);
      int headerBytes = this == V4 ? 20 : 48;
      byte[] packet = concat(Arrays.copyOf(first, headerBytes), octets);
      byte[] length = u16(this == V4 ? packet.length : packet.length - 40);
      System.arraycopy(length, 0, packet, this == V4 ? 2 : 4, 2);
      return packet;
    }
  }

  private static byte[] numbered(int octets) {
    byte[] all = new byte[octets];
    for (int i = 0; i < octets; i++) {
      all[i] = (byte) (i * 31 + i / 256);
    }
    return all;
  }

  private Frame decode(byte[] packet, long atNs) {
    return decode(packet, atNs, 0);
  }

  private Frame decode(byte[] packet, long atNs, int observationPoint) {
    byte[] around = hex("FFFFFFFFFFFFFFFF");
    return decoder.decode(
        LinkType.RAW_IP,
        window(concat(around, packet, around)),
        8,
        packet.length,
        packet.length,
        atNs,
        observationPoint,
        datagram);
  }

  private byte[] payload() {
    byte[] payload = new byte[datagram.payloadLength()];
    datagram.window().get(datagram.payloadOffset(), payload);
    return payload;
  }

  private void assertWhole(Family family, long atNs) {
    assertArrayEquals(PAYLOAD, payload());
    assertEquals(PAYLOAD.length, datagram.wirePayloadLength());
    assertEquals(5060, datagram.sourcePort());
    assertEquals(5061, datagram.destinationPort());
    assertEquals(family == Family.V4 ? "10.1.0.5" : "fd99::5", datagram.source().toString());
    assertEquals(family == Family.V4 ? "10.1.0.6" : "fd99::6", datagram.destination().toString());
    assertEquals(atNs, datagram.atNs());
  }

  @ParameterizedTest
  @EnumSource
  void putsFragmentsTogetherInAnyOrder(Family family) {
    Random random = new Random(20_260_402);
    for (int round = 0; round < 200; round++) {
      int pieceOctets = 8 * (6 + random.nextInt(200));
      List<byte[]> pieces =
          new ArrayList<>(family.fragments(round, udp(5060, 5061, PAYLOAD), pieceOctets));
      Collections.shuffle(pieces, random);
      for (int i = 0; i < pieces.size() - 1; i++) {
        assertEquals(Frame.FRAGMENT, decode(pieces.get(i), i));
      }
      assertEquals(Frame.UDP, decode(pieces.getLast(), 1_000 + round));
      assertWhole(family, 1_000 + round);
    }
    assertEquals(200, decoder.fragments().reassembled());
    assertEquals(0, decoder.fragments().size());
  }

  @ParameterizedTest
  @EnumSource
  void putsSegmentsTogetherToo(Family family) {
    byte[] segment = tcp(5060, 5061, 7, 0x18, new byte[12], PAYLOAD);
    List<byte[]> pieces = family.of(1, TCP, segment, 1480);

    decode(pieces.get(0), 0);
    decode(pieces.get(1), 0);
    assertEquals(Frame.TCP, decode(pieces.get(2), 0));
    assertArrayEquals(PAYLOAD, payload());
    assertEquals(7, datagram.tcpSequence());
  }

  @Test
  void walksTheHeadersThatWereInTheFragmentsOfIpv6() {
    byte[] options = hex("11 00 010400000000");
    List<byte[]> pieces = Family.V6.of(1, 60, concat(options, udp(5060, 5061, PAYLOAD)), 1480);
    pieces.forEach(piece -> decode(piece, 5));

    assertWhole(Family.V6, 5);
  }

  @ParameterizedTest
  @EnumSource
  void takesTheLargestDatagramThereIs(Family family) {
    // 65,535 octets of fragments: of IPv4 its total length says less, so no sender does this.
    byte[] largest = numbered(65_527);
    List<byte[]> pieces = family.fragments(1, udp(5060, 5061, largest), 1480);
    pieces.forEach(piece -> decode(piece, 0));

    assertArrayEquals(largest, payload());
  }

  @ParameterizedTest
  @EnumSource
  void countsRepeatedFragmentsOnce(Family family) {
    List<byte[]> pieces = family.fragments(1, udp(5060, 5061, PAYLOAD), 1480);
    List<Frame> frames = new ArrayList<>();
    for (byte[] piece : pieces) {
      frames.add(decode(piece, 0));
      frames.add(decode(piece, Fragments.REPEAT_NS));
    }

    assertEquals(1, Collections.frequency(frames, Frame.UDP));
    assertEquals(5, Collections.frequency(frames, Frame.FRAGMENT));
    assertEquals(0, decoder.fragments().size());
  }

  @ParameterizedTest
  @EnumSource
  void takesAnIdentificationAgainLater(Family family) {
    List<byte[]> pieces = family.fragments(1, udp(5060, 5061, PAYLOAD), 1480);
    for (int round = 0; round < 3; round++) {
      long atNs = round * (Fragments.REPEAT_NS + 1);
      decode(pieces.get(0), atNs);
      decode(pieces.get(1), atNs);
      assertEquals(Frame.UDP, decode(pieces.get(2), atNs), "round " + round);
    }
  }

  @ParameterizedTest(name = "{0} and {1}, then {2}")
  @CsvSource({
    "0+ 16,   8+ 16,  in the middle of the one before",
    "16+ 16,  8+ 16,  in the middle of the one behind",
    "0+ 32,   8+ 8,   within one that came",
    "8+ 8,    0+ 32,  around one that came",
    "0+ 16,   0+ 24,  longer than one that came",
    "0+ 24,   0+ 16,  shorter than one that came",
    "8. 8,    8. 9,   another end",
    "16. 8,   24+ 8,  behind the end",
    "16+ 8,   8. 8,   an end before what came",
    "16. 8,   16+ 8+, the same place with other octets",
    "8. 16,   0+ 16,  over the last"
  })
  void refusesPiecesThatContradictEachOther(String one, String other, String name) {
    for (Family family : Family.values()) {
      FrameDecoder fresh = new FrameDecoder();
      int id = 7;
      assertEquals(Frame.FRAGMENT, decode(fresh, piece(family, id, one)), name);
      assertEquals(Frame.BAD_FRAGMENT, decode(fresh, piece(family, id, other)), name);
      for (byte[] piece : family.fragments(id, udp(5060, 5061, PAYLOAD), 1480)) {
        assertEquals(Frame.BAD_FRAGMENT, decode(fresh, piece), "what comes later");
      }
      assertEquals(1, fresh.fragments().refused());
    }
  }

  private Frame decode(FrameDecoder fresh, byte[] packet) {
    return fresh.decode(
        LinkType.RAW_IP, window(packet), 0, packet.length, packet.length, 0, 0, datagram);
  }

  /** "8+ 16": at 8, more follow, 16 octets; a last + means other octets than without. */
  private static byte[] piece(Family family, int id, String text) {
    String[] words = text.strip().split("[+. ]+", -1);
    byte[] octets = new byte[Integer.parseInt(words[1])];
    Arrays.fill(octets, (byte) (text.endsWith("+") ? 1 : 0));
    return family.piece(id, Integer.parseInt(words[0]), text.contains("+ "), octets);
  }

  @ParameterizedTest
  @EnumSource
  void leavesOutOnlyTheFragmentThatCannotBe(Family family) {
    List<byte[]> pieces = family.fragments(1, udp(5060, 5061, PAYLOAD), 1480);
    byte[] uneven = family.piece(1, 1480, true, new byte[9]);
    byte[] empty = family.piece(1, 1480, true, new byte[0]);

    decode(pieces.get(0), 0);
    assertEquals(Frame.BAD_FRAGMENT, decode(uneven, 0));
    assertEquals(Frame.BAD_FRAGMENT, decode(empty, 0));
    decode(pieces.get(1), 0);
    assertEquals(Frame.UDP, decode(pieces.get(2), 0));
  }

  @ParameterizedTest
  @EnumSource
  void refusesCrumbs(Family family) {
    List<byte[]> crumbs = family.fragments(1, udp(5060, 5061, PAYLOAD), 8);
    for (int i = 0; i < FragmentedDatagram.MAX_PIECES; i++) {
      assertEquals(Frame.FRAGMENT, decode(crumbs.get(i), 0));
    }

    assertEquals(Frame.BAD_FRAGMENT, decode(crumbs.get(FragmentedDatagram.MAX_PIECES), 0));
  }

  @Test
  void keepsApartWhatIsNotOneDatagram() {
    List<byte[]> pieces = Family.V4.fragments(1, udp(5060, 5061, PAYLOAD), 1480);
    byte[] other = pieces.get(2).clone();
    other[5]++; // identification
    byte[] elsewhere = pieces.get(2).clone();
    elsewhere[19]++; // destination
    byte[] protocol = pieces.get(2).clone();
    protocol[9] = TCP;
    decode(pieces.get(0), 0);
    decode(pieces.get(1), 0);

    assertEquals(Frame.FRAGMENT, decode(other, 0));
    assertEquals(Frame.FRAGMENT, decode(elsewhere, 0));
    assertEquals(Frame.FRAGMENT, decode(protocol, 0));
    assertEquals(Frame.FRAGMENT, decode(pieces.get(2), 0, 1), "another observation point");
    assertEquals(Frame.UDP, decode(pieces.get(2), 0));
    assertEquals(4, decoder.fragments().size());
  }

  @ParameterizedTest(name = "the last after {0} ns: {1}")
  @CsvSource({"30000000000, UDP, 0", "30000000001, FRAGMENT, 1", "-30000000001, FRAGMENT, 1"})
  void waitsThirtySeconds(long laterNs, Frame expected, int timedOut) {
    List<byte[]> pieces = Family.V4.fragments(1, udp(5060, 5061, numbered(2000)), 1480);
    long atNs = 100 * SECOND_NS;
    decode(pieces.get(0), atNs);

    assertEquals(expected, decode(pieces.get(1), atNs + laterNs));
    assertEquals(timedOut, decoder.fragments().timedOut());
  }

  @Test
  void givesUpWithTimeAloneAndAtTheEnd() {
    decode(Family.V4.piece(1, 0, true, new byte[8]), 0);
    decoder.fragments().advance(30 * SECOND_NS);
    assertEquals(1, decoder.fragments().size());
    decoder.fragments().advance(30 * SECOND_NS + 1);
    assertEquals(0, decoder.fragments().size());
    decode(Family.V4.piece(2, 0, true, new byte[8]), 31 * SECOND_NS);
    decoder.fragments().finish();

    assertEquals(2, decoder.fragments().timedOut());
    assertEquals(0, decoder.fragments().size());
  }

  @Test
  void givesUpTheOldestWhenThereAreTooMany() {
    List<byte[]> pieces = Family.V4.fragments(0, udp(5060, 5061, PAYLOAD), 1480);
    List<byte[]> next = Family.V4.fragments(1, udp(5060, 5061, PAYLOAD), 1480);
    decode(pieces.get(0), 0);
    decode(next.get(0), 0);
    for (int i = 2; i <= Fragments.MAX_DATAGRAMS; i++) {
      decode(Family.V4.piece(i, 0, true, new byte[8]), 1);
    }

    assertEquals(Fragments.MAX_DATAGRAMS, decoder.fragments().size());
    assertEquals(1, decoder.fragments().evicted());
    decode(next.get(1), 2);
    assertEquals(Frame.UDP, decode(next.get(2), 2));
    decode(pieces.get(1), 2);
    assertEquals(Frame.FRAGMENT, decode(pieces.get(2), 2));
  }

  @Test
  void holdsFourMebibytesAndNotMore() {
    int each = 1 + (Fragments.MAX_BYTES / (65_000 + FragmentedDatagram.PIECE_BYTES));
    for (int i = 0; i < 4 * each; i++) {
      decode(Family.V6.piece(i, 0, true, new byte[65_000]), 0);
      int held = decoder.fragments().size() * (65_000 + FragmentedDatagram.PIECE_BYTES);
      assertTrue(held <= Fragments.MAX_BYTES, held + " octets");
    }
    assertEquals(each - 1, decoder.fragments().size());
    assertEquals(3 * each + 1, decoder.fragments().evicted());
  }

  @Test
  void keepsWholeDatagramsUntilTheyAreReleased() {
    List<Datagram> kept = new ArrayList<>();
    for (int i = 0; i < Fragments.MAX_WHOLE; i++) {
      byte[] payload = new byte[100];
      Arrays.fill(payload, (byte) i);
      Datagram next = new Datagram();
      for (byte[] piece : Family.V4.fragments(i, udp(5060, 5061, payload), 64)) {
        decoder.decode(LinkType.RAW_IP, window(piece), 0, piece.length, piece.length, 0, 0, next);
      }
      kept.add(next);
    }
    for (int i = 0; i < kept.size(); i++) {
      Datagram one = kept.get(i);
      assertTrue(one.window().isDirect());
      assertEquals(i, one.window().get(one.payloadOffset() + 99));
    }
    decoder.fragments().release();
    for (byte[] piece : Family.V4.fragments(99, udp(5060, 5061, PAYLOAD), 1480)) {
      decode(piece, 0);
    }
    assertEquals(kept.getFirst().window(), datagram.window(), "the first buffer serves again");
  }

  @Test
  void doesNotPutTogetherWhatTheCaptureCut() {
    byte[] piece = Family.V4.fragments(1, udp(5060, 5061, PAYLOAD), 1480).getFirst();
    Frame frame =
        decoder.decode(LinkType.RAW_IP, window(piece), 0, 200, piece.length, 0, 0, datagram);

    assertEquals(Frame.TRUNCATED_IP, frame);
    assertEquals(0, decoder.fragments().size());
  }

  @Test
  void stopsWhenFragmentsHoldFragments() {
    byte[] inner = udp(5060, 5061, new byte[64]);
    for (int level = 0; level < 20; level++) {
      // The first half came before; the second is in a datagram that itself is in two halves.
      byte[] half = Family.V6.piece(level, 0, true, Arrays.copyOf(inner, inner.length / 16 * 8));
      half[40] = (byte) (level == 0 ? UDP : 44);
      decode(half, 0);
      byte[] rest = Arrays.copyOfRange(inner, inner.length / 16 * 8, inner.length);
      byte[] header = concat(hex(level == 0 ? "11 00" : "2C 00"), u16(inner.length / 16 * 8));
      inner = concat(header, hex("0000"), u16(level), rest);
    }
    byte[] packet = ipv6("fd99::5", "fd99::6", 0, 44, inner);

    assertEquals(Frame.TOO_DEEP, decode(packet, 0));
  }
}
