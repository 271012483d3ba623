package org.mosexporter.wire.rtp;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.wire.Frames.concat;
import static org.mosexporter.wire.Frames.hex;
import static org.mosexporter.wire.Frames.rtp;
import static org.mosexporter.wire.Frames.window;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.wire.Fuzz;
import org.mosexporter.wire.rtp.RtpView.Check;

class RtpViewTest {
  private final RtpView rtp = new RtpView();

  private Check wrap(byte[] packet, int wireLength) {
    byte[] around = hex("FFFFFFFF");
    return rtp.wrap(window(concat(around, packet, around)), 4, packet.length, wireLength);
  }

  private Check wrap(byte[] packet) {
    return wrap(packet, packet.length);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # case        | header                     | marker | type | sequence | timestamp  | ssrc
          zeros         | 80 00 0000 00000000 00000000 | false  | 0    | 0        | 0          | 0
          ones          | 80 FF FFFF FFFFFFFF FFFFFFFF | true   | 127  | 65535    | -1         | -1
          sign bits     | 80 80 8000 80000000 80000000 | true   | 0    | 32768    | -2147483648 | -2147483648
          below signs   | 80 7F 7FFF 7FFFFFFF 7FFFFFFF | false  | 127  | 32767    | 2147483647 | 2147483647
          a first G.711 | 80 80 1A2B 0000A0F0 1584361B | true   | 0    | 6699     | 41200      | 360986139
          """)
  void readsTheFixedHeader(
      String name, String header, boolean marker, int type, int sequence, int time, int ssrc) {
    assertEquals(Check.RTP, wrap(hex(header)));
    assertAll(
        () -> assertEquals(marker, rtp.marker()),
        () -> assertEquals(type, rtp.payloadType()),
        () -> assertEquals(sequence, rtp.sequenceNumber()),
        () -> assertEquals(time, rtp.timestamp()),
        () -> assertEquals(ssrc, rtp.ssrc()),
        () -> assertEquals(0, rtp.payloadBytes()));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # case                       | first | after the fixed header        | check              | payload
          no payload                   | 80    | ''                            | RTP                | 0
          four octets of payload       | 80    | 01020304                      | RTP                | 4
          two contributing sources     | 82    | 00000001 00000002 AA          | RTP                | 1
          fifteen where one is         | 8F    | 00000001                      | CSRC_PAST_END      |
          an empty extension           | 90    | BEDE0000 AABB                 | RTP                | 2
          an extension of two words    | 90    | BEDE0002 0000000000000000 AA  | RTP                | 1
          extension behind sources     | 91    | 00000001 BEDE0001 00000000 AA | RTP                | 1
          extension head cut           | 90    | BEDE00                        | EXTENSION_PAST_END |
          extension past the end       | 90    | BEDE0001 000000               | EXTENSION_PAST_END |
          the longest extension        | 90    | BEDEFFFF 00000000             | EXTENSION_PAST_END |
          padding of one               | A0    | AABB01                        | RTP                | 2
          nothing but padding          | A0    | 00000004                      | RTP                | 0
          padding into the header      | A0    | 00000005                      | PADDING            | 4
          padding of nothing           | A0    | AABBCC00                      | PADDING            | 4
          padding without payload      | A0    | ''                            | PADDING            | 0
          padding count read unsigned  | A0    | AABBCCFF                      | PADDING            | 4
          version 1                    | 40    | AABB                          | VERSION            |
          version 3                    | C0    | AABB                          | VERSION            |
          STUN                         | 00    | AABB                          | VERSION            |
          """)
  void findsThePayload(String name, String first, String rest, Check check, Integer payloadBytes) {
    byte[] packet = concat(hex(first), hex("00 0001 00000000 CAFEBABE"), hex(rest));

    assertEquals(check, wrap(packet));
    if (payloadBytes != null) {
      assertEquals(payloadBytes, rtp.payloadBytes());
      assertEquals(0xCAFEBABE, rtp.ssrc());
    }
  }

  @Test
  void countsThePayloadOfTheWireWhenTheCaptureCuts() {
    assertEquals(Check.RTP, wrap(hex("80 00 0001 00000000 CAFEBABE 0102"), 172));
    assertEquals(160, rtp.payloadBytes());
  }

  @Test
  void cannotKnowThePaddingOfACutPacket() {
    assertEquals(Check.RTP, wrap(hex("A0 00 0001 00000000 CAFEBABE 0102"), 172));
    assertEquals(160, rtp.payloadBytes());
  }

  @Test
  void blamesTheCaptureForAHeaderThatItCut() {
    assertEquals(Check.TRUNCATED, wrap(hex("80 00 0001 00000000"), 172));
    assertEquals(Check.TRUNCATED, wrap(hex("90 00 0001 00000000 CAFEBABE BEDE"), 172));
    assertEquals(Check.TOO_SHORT, wrap(hex("80 00 0001 00000000"), 11));
    assertEquals(Check.EXTENSION_PAST_END, wrap(hex("90 00 0001 00000000 CAFEBABE"), 15));
    assertEquals(Check.EXTENSION_PAST_END, wrap(hex("90 00 0001 00000000 CAFEBABE BEDE0001"), 19));
    assertEquals(Check.CSRC_PAST_END, wrap(hex("82 00 0001 00000000 CAFEBABE"), 19));
  }

  /** Twelve octets, two sources, an extension of three words, and what is left of the 172. */
  @Test
  void needsNotSeeWhatItOnlySkips() {
    assertEquals(Check.RTP, wrap(hex("82 00 0001 00000000 CAFEBABE 00000001"), 172));
    assertEquals(152, rtp.payloadBytes());
    assertEquals(
        Check.RTP, wrap(hex("92 00 0001 00000000 CAFEBABE 00000001 00000002 BEDE0003"), 172));
    assertEquals(136, rtp.payloadBytes());
  }

  @Test
  void endsInAReasonWhateverTheOctets() {
    byte[] extended =
        hex("B3 00 0001 00000000 CAFEBABE 00000001 00000002 00000003 BEDE0001 11223344 AA02");
    List<byte[]> samples = List.of(rtp(1, 0, false, 2, 3, 160), extended);
    Set<Check> seen = EnumSet.noneOf(Check.class);

    Fuzz.truncate(samples, octets -> seen.add(wrapAlone(octets)));
    Fuzz.mutate(samples, octets -> seen.add(wrapAlone(octets)));
    Fuzz.truncate(samples, octets -> seen.add(rtp.wrap(window(octets), 0, octets.length, 172)));

    assertEquals(EnumSet.allOf(Check.class), seen);
  }

  private Check wrapAlone(byte[] octets) {
    Check check = rtp.wrap(window(octets), 0, octets.length, octets.length);
    if (check == Check.RTP) {
      assertTrue(rtp.payloadBytes() >= 0 && rtp.payloadBytes() <= octets.length - 12);
      assertTrue(rtp.sequenceNumber() >= 0 && rtp.sequenceNumber() <= 65_535);
    }
    return check;
  }
}
