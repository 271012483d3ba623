package org.mosexporter.wire.hep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.wire.Frames.ascii;
import static org.mosexporter.wire.Frames.hex;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Secret;
import org.mosexporter.wire.Passage;

/** Octets written by hand after the layout of HEP 3. */
class HepWriterTest {
  private static final long AT_NS = 0x6955_B900L * 1_000_000_000 + 1_500;

  private static Passage passage(String from, String to, OptionalInt dscp, String callId) {
    return new Passage("mx", IpAddress.parse(from), 5060, IpAddress.parse(to), 65534, dscp, callId);
  }

  private static String hexOf(ByteBuffer message) {
    byte[] octets = new byte[message.remaining()];
    message.get(octets);
    return HexFormat.of().withUpperCase().formatHex(octets);
  }

  @Test
  void writesWhatAnAgentSends() {
    HepWriter writer = new HepWriter(2001, Optional.of(new Secret("key")));
    Passage passage = passage("10.1.2.3", "10.1.2.4", OptionalInt.of(46), "c1");
    String expected =
        ("48455033 0086"
                + "0000 0001 0007 02  0000 0002 0007 11"
                + "0000 0003 000A 0A010203  0000 0004 000A 0A010204"
                + "0000 0007 0008 13C4  0000 0008 0008 FFFE"
                + "0000 0009 000A 6955B900  0000 000A 000A 00000001"
                + "0000 0011 0008 6331  0000 0013 0008 6D78  0000 0018 0007 B8"
                + "0000 000B 0007 01  0000 000C 000A 000007D1"
                + "0000 000E 0009 6B6579  0000 000F 0009 425945")
            .replace(" ", "");
    ByteBuffer message = writer.write(passage, 17, AT_NS, PayloadType.SIP, ascii("BYE")).get();
    assertEquals(expected, hexOf(message));
  }

  @Test
  void addressesOfSixteenOctetsHaveChunksOfTheirOwn() {
    HepWriter writer = new HepWriter(1, Optional.empty());
    Passage passage = passage("fd00::1", "10.1.2.4", OptionalInt.empty(), "");
    String message = hexOf(writer.write(passage, 6, 0, PayloadType.SIP, ascii("x")).get());
    assertTrue(
        message.contains("0000000100070A00000002000706000000050016FD" + "0".repeat(29) + "1"));
    assertTrue(message.contains("000000060016" + "0".repeat(20) + "FFFF0A010204"));
  }

  @Test
  void whatIsTooLongIsNotWritten() {
    HepWriter writer = new HepWriter(1, Optional.empty());
    Passage passage = passage("10.1.2.3", "10.1.2.4", OptionalInt.empty(), "");
    byte[] much = new byte[HepWriter.MAX_BYTES];
    assertEquals(Optional.empty(), writer.write(passage, 17, 0, PayloadType.SIP, much));
  }

  /** RFC 3550 §6.4.1: an SR with one block, 3 packets gained, and a name with a quote in it. */
  @Test
  void writesReportsAsOtherAgentsDo() {
    byte[] compound =
        hex(
            "81C8000C 0000000A B44DB705 20000000 00027100 000003E8 00027100"
                + "0000000B 0DFFFFFD 00010ABC 00000050 B7052000 00054000"
                + "81CA0003 0000000A 01032261 62000000");
    String expected =
        "{\"sender_information\":{\"ntp_timestamp_sec\":3024992005,\"ntp_timestamp_usec\":536870912,"
            + "\"rtp_timestamp\":160000,\"packets\":1000,\"octets\":160000},\"ssrc\":10,\"type\":200,"
            + "\"report_count\":1,\"report_blocks\":[{\"source_ssrc\":11,\"fraction_lost\":13,"
            + "\"packets_lost\":16777213,\"highest_seq_no\":68284,\"ia_jitter\":80,"
            + "\"lsr\":3070566400,\"dlsr\":344064}],\"sdes_ssrc\":10,"
            + "\"sdes_information\":[{\"type\":1,\"text\":\"ab\"}]}";
    byte[] json = RtcpJsonWriter.write(ByteBuffer.wrap(compound), 0, compound.length).get();
    assertEquals(expected, new String(json, java.nio.charset.StandardCharsets.UTF_8));
  }

  @Test
  void whatReportsNothingIsNotWritten() {
    byte[] empty = hex("80C90001 0000000A");
    assertEquals(Optional.empty(), RtcpJsonWriter.write(ByteBuffer.wrap(empty), 0, 8));
    assertEquals(Optional.empty(), RtcpJsonWriter.write(ByteBuffer.wrap(empty), 0, 7));
  }
}
