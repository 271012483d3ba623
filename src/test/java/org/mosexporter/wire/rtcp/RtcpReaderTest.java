package org.mosexporter.wire.rtcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.wire.Frames.block;
import static org.mosexporter.wire.Frames.bye;
import static org.mosexporter.wire.Frames.concat;
import static org.mosexporter.wire.Frames.hex;
import static org.mosexporter.wire.Frames.receiverReport;
import static org.mosexporter.wire.Frames.rtcp;
import static org.mosexporter.wire.Frames.senderReport;
import static org.mosexporter.wire.Frames.sourceDescription;
import static org.mosexporter.wire.Frames.window;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.Shared;
import org.mosexporter.wire.Fuzz;
import org.mosexporter.wire.rtcp.RtcpReader.Check;

class RtcpReaderTest {
  private static final byte[] BLOCK = block(0xB, 13, -3, 68_284, 80, 0xB7052000L, 0x54000);
  private static final byte[] SENDER_REPORT =
      senderReport(0xA, 0xB44DB70520000000L, 160_000, 1_000, 160_000, BLOCK);

  private final RtcpReader reader = new RtcpReader();
  private final Recorded recorded = new Recorded();

  private Check read(byte[]... packets) {
    byte[] compound = concat(packets);
    byte[] around = hex("80C80000");
    return reader.read(window(concat(around, compound, around)), 4, compound.length, recorded);
  }

  @Test
  void walksACompound() {
    byte[] app = rtcp(204, 0, hex("0000000A 2D41562D 00000000"));
    byte[] xr = rtcp(207, 0, hex("0000000A 04000002 0000000000000000"));
    Check check =
        read(SENDER_REPORT, sourceDescription(0xA, "me@10.1.0.5"), app, xr, bye(0xA, 0xC));

    assertEquals(Check.RTCP, check);
    // Offsets: 4 octets stand before the compound; SR 52, SDES 24, APP 16.
    assertEquals(
        List.of(
            "SR 0000000a ntp b44db70520000000 rtp 160000 packets 1000 octets 160000",
            "block 0000000b of 0000000a lost -3 highest 68284 jitter 80 lsr b7052000 dlsr 00054000",
            "SDES 0000000a 1 me@10.1.0.5",
            "unknown 204 at 80 length 16",
            "unknown 207 at 96 length 20",
            "BYE 0000000a",
            "BYE 0000000c"),
        recorded.lines);
  }

  @Test
  void readsSenderCountersUnsigned() {
    assertEquals(Check.RTCP, read(senderReport(-1, -1, -1, 0x80000000L, 0xFFFFFFFFL)));
    assertEquals(
        List.of(
            "SR ffffffff ntp ffffffffffffffff rtp 4294967295 packets 2147483648"
                + " octets 4294967295"),
        recorded.lines);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # case                              | compound                                     | check           | handed on
          empty                               | ''                                           | TOO_SHORT       | 0
          three octets                        | 80C900                                       | TOO_SHORT       | 0
          version 1                           | 40C90001 0000000A                            | VERSION         | 0
          RTP                                 | 80000001 0000000A                            | TYPE            | 0
          a first type below                  | 80BF0001 0000000A                            | TYPE            | 0
          a first type above                  | 80E00001 0000000A                            | TYPE            | 0
          a first that none begins with       | 80C00001 0000000A                            | TYPE            | 0
          empty RR                            | 80C90001 0000000A                            | RTCP            | 0
          RR without its SSRC                 | 80C90000                                     | COUNT_PAST_END  | 0
          RR that announces a block           | 81C90001 0000000A                            | COUNT_PAST_END  | 0
          the most blocks in the least space  | 9FC90001 0000000A                            | COUNT_PAST_END  | 0
          SR of two words                     | 80C80001 0000000A                            | COUNT_PAST_END  | 0
          length past the end                 | 80C90002 0000000A                            | LENGTH_PAST_END | 0
          the greatest length                 | 80C9FFFF 0000000A                            | LENGTH_PAST_END | 0
          reduced size, transport feedback    | 81CD0002 0000000A 0000000B                   | RTCP            | 1
          reduced size, payload feedback      | 81CE0002 0000000A 0000000B                   | RTCP            | 1
          reduced size, XR                    | 80CF0001 0000000A                            | RTCP            | 1
          BYE of nobody                       | 80CB0000                                     | RTCP            | 0
          BYE of one with a reason            | 81CB0002 0000000A 03627965                   | RTCP            | 1
          BYE of two where one is             | 82CB0001 0000000A                            | COUNT_PAST_END  | 0
          SDES of nobody                      | 80CA0000                                     | RTCP            | 0
          SDES with an empty CNAME            | 81CA0002 0000000A 01000000                   | RTCP            | 1
          SDES without items                  | 81CA0002 0000000A 00000000                   | RTCP            | 0
          SDES of two sources                 | 82CA0004 0000000A 01014100 0000000B 01014200 | RTCP            | 2
          SDES of two, filled to a word       | 82CA0005 0000000A 01024142 00000000 0000000B 01000000 | RTCP   | 2
          SDES item past the end              | 81CA0002 0000000A 01034100                   | COUNT_PAST_END  | 0
          SDES item of 255 octets             | 81CA0002 0000000A 01FF4100                   | COUNT_PAST_END  | 0
          SDES item without a length          | 81CA0002 0000000A 01014101                   | COUNT_PAST_END  | 1
          SDES of two where one is            | 82CA0002 0000000A 01014100                   | COUNT_PAST_END  | 1
          RR then a type above                | 80C90001 0000000A 80CB0000 80E00000          | TYPE            | 0
          BYE, then version 1                 | 80C90001 0000000A 81CB0001 0000000A 40CB0000 | VERSION         | 1
          BYE, then a length past the end     | 80C90001 0000000A 81CB0001 0000000A 81CB0001 | LENGTH_PAST_END | 1
          padded last                         | 80C90001 0000000A A1CB0002 0000000A 00000004 | RTCP            | 1
          padded with two words               | A1CB0003 0000000A 00000000 00000008          | RTCP            | 1
          nothing but padding                 | A0CB0001 00000004                            | RTCP            | 0
          padding into the sources            | A1CB0001 00000004                            | COUNT_PAST_END  | 0
          padding into the header             | A0CB0001 00000008                            | PADDING         | 0
          padding of nothing                  | A1CB0002 0000000A 00000000                   | PADDING         | 0
          padding of half a word              | A1CB0002 0000000A 00000002                   | PADDING         | 0
          padding of 255                      | A1CB0002 0000000A 000000FF                   | PADDING         | 0
          padded before the last              | A0C90002 0000000A 00000004 81CB0001 0000000A | PADDING         | 0
          """)
  void endsWithAReasonAndKeepsTheGoodPrefix(
      String name, String compound, Check check, int handedOn) {
    assertEquals(check, read(hex(compound)));
    assertEquals(handedOn, recorded.lines.size(), recorded.lines.toString());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # case                                 | what follows the first packet, as SRTCP leaves it
          one packet, index and tag of ten       | 80000001 00010203040506070809
          encrypted SDES, index and tag of ten   | 11E812A0 85A5A5A5 80000001 00010203040506070809
          index and tag of sixteen (RFC 7714)    | 00010203040506070809101112131415 80000001
          a tag that begins like an RTCP header  | 80C80001 00010203040506070809
          a tag of sixteen that does so too      | 80C80006 000102030405060708091011 80000001
          """)
  void handsNothingOnOfSrtcp(String name, String rest) {
    assertEquals(Check.ENCRYPTED, read(SENDER_REPORT, hex(rest)));
    assertEquals(List.of(), recorded.lines);
  }

  /**
   * SR of 52 octets, SDES of 24, BYE of 8: a packet counts once it and the next header are there.
   */
  @Test
  void handsOnWhatIsWholeOfACompoundThatTheCaptureCut() {
    byte[] compound = concat(SENDER_REPORT, sourceDescription(0xA, "me@10.1.0.5"), bye(0xA));
    assertEquals(84, compound.length);
    for (int captured = 4; captured < compound.length; captured++) {
      recorded.lines.clear();
      byte[] octets = Arrays.copyOf(compound, captured);
      Check check = reader.read(window(octets), 0, captured, compound.length, recorded);

      assertEquals(Check.TRUNCATED, check);
      int lines = captured < 56 ? 0 : captured < 76 ? 2 : 3;
      assertEquals(lines, recorded.lines.size(), captured + " octets: " + recorded.lines);
    }
  }

  @Test
  void handsNothingOnOfSrtcpThatTheCaptureCut() {
    byte[] ten = concat(SENDER_REPORT, hex("80000001 00010203040506070809"));
    byte[] sixteen = concat(SENDER_REPORT, hex("00010203040506070809101112131415 80000001"));
    for (byte[] compound : List.of(ten, sixteen)) {
      int told = compound.length % 4 != 0 ? 8 : 56; // by its length alone, or by what follows
      for (int captured = 4; captured < compound.length; captured++) {
        byte[] octets = Arrays.copyOf(compound, captured);
        Check check = reader.read(window(octets), 0, captured, compound.length, recorded);
        Check expected = captured >= told ? Check.ENCRYPTED : Check.TRUNCATED;
        assertEquals(expected, check, captured + " octets");
      }
    }
    assertEquals(List.of(), recorded.lines);
  }

  /** Of SRTCP eight octets are clear; what has fewer is none, and has no SSRC to read. */
  @Test
  void readsNoSsrcWhereNoneIs() {
    assertEquals(Check.TOO_SHORT, read(hex("80CB0000 00")));
    assertEquals(Check.VERSION, read(hex("80CB0000 00000000")));
  }

  @Test
  void tellsRtcpFromRtpOnASharedPort() {
    assertTrue(looksLike("80C80006 0000000A"));
    assertTrue(looksLike("81DF0001 0000000A"));
    assertTrue(looksLike("80C00001 0000000A"));
    assertFalse(looksLike("80BF0001 0000000A"), "payload type 63 with marker");
    assertFalse(looksLike("80E00001 0000000A"), "payload type 96 with marker");
    assertFalse(looksLike("80600001 0000000A"), "payload type 96");
    assertFalse(looksLike("00C80001 2112A442"), "STUN");
    assertFalse(looksLike("80C800"));
    assertFalse(looksLike(""));
  }

  private static boolean looksLike(String octets) {
    byte[] datagram = hex(octets);
    return RtcpReader.looksLikeRtcp(window(datagram), 0, datagram.length);
  }

  @Test
  void readsTheSamplesAsWiresharkDoes() throws IOException {
    assertEquals(Check.RTCP, read(sample("compound_sr_sdes_xr")));
    // expected.json beside the samples; 0xB44DB705 is the upper word of its ntp_mid32 3070566400.
    assertEquals(
        List.of(
            "SR 1a2b3c4d ntp b44db70520000000 rtp 160000 packets 1000 octets 160000",
            "block 5e6f7081 of 1a2b3c4d lost -3 highest 68284 jitter 80 lsr 00000000 dlsr 00000000",
            "SDES 1a2b3c4d 1 0012345@10.1.2.3",
            "unknown 207 at 84 length 112"),
        recorded.lines);
    recorded.lines.clear();

    assertEquals(Check.RTCP, read(sample("rr_reply_rfc3550_fig2")));
    assertEquals(
        List.of(
            "block 1a2b3c4d of 5e6f7081 lost 0 highest 1000 jitter 16 lsr b7052000 dlsr 00054000"),
        recorded.lines);
    recorded.lines.clear();

    assertEquals(Check.ENCRYPTED, read(sample("srtcp_lookalike")));
    assertEquals(List.of(), recorded.lines);
    assertEquals(Check.RTCP, read(sample("avaya_app_inferred")));
    assertEquals(List.of("unknown 204 at 4 length 44"), recorded.lines);
  }

  private static byte[] sample(String name) throws IOException {
    return Files.readAllBytes(Shared.path().resolve("samples/rtcp/" + name + ".bin"));
  }

  @Test
  void endsInAReasonWhateverTheOctets() {
    List<byte[]> samples =
        List.of(
            concat(SENDER_REPORT, sourceDescription(0xA, "me@10.1.0.5"), bye(0xA)),
            concat(receiverReport(0xA, BLOCK, BLOCK), sourceDescription(0xA, "x")),
            concat(receiverReport(0xA), hex("A1CB0002 0000000A 00000004")),
            concat(SENDER_REPORT, new byte[14]));
    Set<Check> seen = EnumSet.noneOf(Check.class);

    Fuzz.truncate(samples, octets -> seen.add(readAlone(octets)));
    Fuzz.mutate(samples, octets -> seen.add(readAlone(octets)));
    Fuzz.truncate(
        samples, octets -> seen.add(reader.read(window(octets), 0, octets.length, 99, recorded)));

    assertEquals(EnumSet.allOf(Check.class), seen);
  }

  private Check readAlone(byte[] octets) {
    recorded.lines.clear();
    Check check = reader.read(window(octets), 0, octets.length, recorded);
    // Each line needs at least two octets of input: nothing is read twice.
    assertTrue(recorded.lines.size() <= octets.length / 2);
    return check;
  }
}
