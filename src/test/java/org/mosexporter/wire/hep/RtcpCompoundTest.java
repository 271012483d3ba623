package org.mosexporter.wire.hep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Octets put together elsewhere, by the layouts of RFC 3550 §6.4, §6.5 and RFC 3611 §4.7. */
class RtcpCompoundTest {
  private static Optional<ByteBuffer> compound(String json) {
    ByteBuffer text = ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8));
    RtcpJson.Result result = RtcpJsonReader.read(text);
    return RtcpCompound.of(assertInstanceOf(RtcpJson.Result.Read.class, result).packet());
  }

  private static void assertCompound(String expected, String json) {
    ByteBuffer octets = compound(json).orElseThrow();
    byte[] read = new byte[octets.remaining()];
    octets.get(read);
    assertEquals(expected.replaceAll("\\s", ""), HexFormat.of().formatHex(read));
  }

  @Test
  void writesASenderReportWithNameAndMetrics() {
    assertCompound(
        """
        81c8000c 0000000a b4275903 4ba50000 00027100 000003e8 00027100
        0000000b 0dfffffd 00010abc 00000050 b7052000 00054000
        81ca0004 0000000a 01066d65 4031302e 00000000
        80cf000a 0000000a 07000008 0000000b 03040506 00070008 005a003c 7f7f7f00 7f7f7f7f
        00000000 00000000
        """,
        """
        {"sender_information":{"ntp_timestamp_sec":3022477571,"ntp_timestamp_usec":1269104640,
         "rtp_timestamp":160000,"packets":1000,"octets":160000},"ssrc":10,"type":200,
         "report_blocks":[{"source_ssrc":11,"fraction_lost":13,"packets_lost":16777213,
         "highest_seq_no":68284,"ia_jitter":80,"lsr":3070566400,"dlsr":344064}],
         "report_blocks_xr":{"type":7,"id":11,"fraction_lost":3,"fraction_discard":4,
         "burst_density":5,"gap_density":6,"burst_duration":7,"gap_duration":8,
         "round_trip_delay":90,"end_system_delay":60},
         "sdes_ssrc":10,"sdes_information":[{"type":1,"text":"me@10."}]}
        """);
  }

  /** Asterisk's: NTP as Unix time in texts; 0.25 s is a quarter of 2^32. */
  @Test
  void writesUnixTimeAsNtpTime() {
    assertCompound(
        "80c80006 0000000a 83aa7e81 40000000 00000001 00000002 00000003",
        """
        {"ssrc":10,"type":200,"sender_information":{"ntp_timestamp_sec":"1",
         "ntp_timestamp_usec":"250000","rtp_timestamp":1,"packets":2,"octets":3}}
        """);
  }

  @Test
  void writesAReceiverReportWithoutSenderWhateverTypeIsSaid() {
    assertCompound(
        "81c90007 0000000a 0000000b ff800000 ffffffff ffffffff 00000000 ffffffff",
        """
        {"ssrc":10,"type":202,"sender_information":null,"report_blocks":[{"source_ssrc":11,
         "fraction_lost":255,"packets_lost":8388608,"highest_seq_no":4294967295,
         "ia_jitter":4294967295,"lsr":0,"dlsr":4294967295}]}
        """);
  }

  /** The metrics are of the stream that the first block is of, unless they name another. */
  @Test
  void metricsWithoutStreamAreOfTheOneReported() {
    assertEquals(0x0B, compound(metrics("[{\"source_ssrc\":11}]")).orElseThrow().getInt(44));
    assertEquals(8, compound(metrics("[]")).orElseThrow().remaining());
  }

  private static String metrics(String blocks) {
    return "{\"ssrc\":10,\"report_blocks\":" + blocks + ",\"report_blocks_xr\":{\"type\":7}}";
  }

  @Test
  void whoSendsWithoutNameCannotBeReported() {
    assertEquals(Optional.empty(), compound("{\"report_blocks\":[{\"source_ssrc\":11}]}"));
  }

  @Test
  void theMostThatJsonHoldsFits() {
    String block = "{\"source_ssrc\":11,\"packets_lost\":1},";
    String name = "ü".repeat(200); // 400 octets, of which 255 are kept
    String json =
        "{\"ssrc\":1,\"sender_information\":{\"packets\":1},\"report_blocks\":["
            + block.repeat(40)
            + "],\"report_blocks_xr\":{\"id\":1},\"sdes_information\":[{\"type\":1,\"text\":\""
            + name
            + "\"}]}";

    assertEquals(28 + 31 * 24 + 268 + 44, compound(json).orElseThrow().remaining());
  }
}
