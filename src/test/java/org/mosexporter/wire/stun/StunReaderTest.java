package org.mosexporter.wire.stun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.wire.Frames.concat;
import static org.mosexporter.wire.Frames.hex;
import static org.mosexporter.wire.stun.StunReader.Kind.NONE;
import static org.mosexporter.wire.stun.StunReader.Kind.RELAYED;
import static org.mosexporter.wire.stun.StunReader.Kind.STUN;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.wire.stun.StunReader.Kind;

/** Layouts of RFC 8489 §5 and §14, RFC 8656 §12.4 and §18. */
class StunReaderTest {
  private static final String HEAD = "2112A442 000102030405060708090A0B";

  private final StunReader reader = new StunReader();

  private Kind read(byte[] octets, int wireLength) {
    return reader.read(ByteBuffer.wrap(octets), 0, octets.length, wireLength);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          request                         | 0001 0000 2112A442 000102030405060708090A0B | STUN
          success                         | 0101 0000 2112A442 000102030405060708090A0B | STUN
          without the cookie              | 0001 0000 2112A443 000102030405060708090A0B | NONE
          longer than it says             | 0001 0000 2112A442 000102030405060708090A0B 00000000 | NONE
          shorter than it says            | 0001 0004 2112A442 000102030405060708090A0B | NONE
          upper bits set                  | 8001 0000 2112A442 000102030405060708090A0B | NONE
          channel before the first        | 3FFF 0004 80000000 | NONE
          first channel                   | 4000 0004 80000000 | RELAYED
          last channel                    | 4FFF 0004 80000000 | RELAYED
          channel behind the last         | 5000 0004 80000000 | NONE
          channel filled up               | 4000 0005 80000000 00000000 | RELAYED
          channel filled too far          | 4000 0004 80000000 00000000 | NONE
          channel longer than there is    | 4000 0005 80000000 | NONE
          indication without data         | 0016 0008 2112A442 000102030405060708090A0B 0012 0004 00000000 | STUN
          data longer than the message    | 0016 0008 2112A442 000102030405060708090A0B 0013 0005 80000000 | STUN
          """)
  void isToldApart(String name, String message, Kind kind) {
    byte[] octets = hex(message);
    assertEquals(kind, read(octets, octets.length));
  }

  /** Values of 1 to 5 octets, filled up to four (§14), stand before the data. */
  @ParameterizedTest
  @CsvSource({"0, 0", "1, 4", "3, 4", "4, 4", "5, 8"})
  void attributesAreFilledUp(int octets, int filled) {
    byte[] before = concat(hex("8022 %04x".formatted(octets)), new byte[filled]);
    byte[] data = concat(hex("0013 000C"), new byte[12]);
    byte[] head = hex("0017 %04x".formatted(before.length + data.length) + HEAD);
    byte[] message = concat(head, before, data);

    assertEquals(RELAYED, read(message, message.length));
    assertEquals(24 + before.length, reader.dataOffset());
    assertEquals(12, reader.dataLength());
  }

  /** Sixteen attributes are looked at: the last may be the data, the next may not. */
  @ParameterizedTest
  @CsvSource({"15, RELAYED", "16, STUN"})
  void looksAtSixteenAttributes(int before, Kind kind) {
    byte[] attributes = new byte[4 * before];
    byte[] head = hex("0016 %04x".formatted(attributes.length + 8) + HEAD);
    byte[] message = concat(head, attributes, hex("0013 0004 80000000"));
    assertEquals(kind, read(message, message.length));
  }

  /** What the capture cut off: the header is enough, the data is as long as it was on the wire. */
  @Test
  void isReadAtEachCapturedLength() {
    byte[] data = concat(hex("0013 0028"), new byte[40]);
    byte[] message = concat(hex("0016 0038" + HEAD), hex("0012 0008 0001 1234 56789ABC"), data);
    for (int length = 0; length <= message.length; length++) {
      byte[] cut = Arrays.copyOf(message, length);
      Kind expected = length < 20 ? NONE : length < 36 ? STUN : RELAYED;
      assertEquals(expected, read(cut, message.length), "at " + length);
      if (expected == RELAYED) {
        assertEquals(40, reader.dataLength());
      }
    }
  }

  @Test
  void randomOctetsAreNoStunAndStayWithinBounds() {
    SplittableRandom random = new SplittableRandom(20_261_126);
    for (int round = 0; round < 200_000; round++) {
      byte[] octets = new byte[random.nextInt(80)];
      random.nextBytes(octets);
      if (round % 2 == 0 && octets.length >= 20) {
        ByteBuffer.wrap(octets).putShort((short) 0x16).putShort((short) (octets.length - 20));
        ByteBuffer.wrap(octets).putInt(4, 0x2112_A442);
        ByteBuffer.wrap(octets).putShort(20 <= octets.length - 2 ? 20 : 2, (short) 0x13);
      }
      if (read(octets, octets.length) == RELAYED) {
        assertTrue(reader.dataOffset() + reader.dataLength() <= octets.length);
      }
    }
  }
}
