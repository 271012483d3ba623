package org.mosexporter.wire.hep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mosexporter.Shared;
import org.mosexporter.config.IpAddress;
import org.mosexporter.wire.hep.HepMessage.Captured;
import org.mosexporter.wire.hep.RtcpJson.Block;
import org.mosexporter.wire.hep.RtcpJson.Fault;
import org.mosexporter.wire.hep.RtcpJson.Result;
import org.mosexporter.wire.hep.RtcpJson.SenderInformation;
import org.mosexporter.wire.hep.RtcpJson.VoipBlock;

class RtcpJsonReaderTest {
  private static Result result(String json) {
    return RtcpJsonReader.read(ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static RtcpJson read(String json) {
    return ((Result.Read) result(json)).packet();
  }

  /** Numbers, NTP time as on the wire, a loss of −1 as 24 bits. */
  @Test
  void readsNumbersAsOnTheWire() {
    RtcpJson packet =
        read(
            """
            {"sender_information":{"ntp_timestamp_sec":3719322562,"ntp_timestamp_usec":3758534470,
             "rtp_timestamp":360902880,"packets":4017,"octets":642720},
             "ssrc":4000000000,"type":200,"report_count":1,
             "report_blocks":[{"source_ssrc":17,"fraction_lost":255,"packets_lost":16777215,
               "highest_seq_no":4294967295,"ia_jitter":159,"lsr":3070566400,"dlsr":344064}],
             "report_blocks_xr":{"type":7,"id":17,"fraction_lost":12,"fraction_discard":13,
               "burst_density":84,"gap_density":10,"burst_duration":120,"gap_duration":520,
               "round_trip_delay":37,"end_system_delay":110},
             "sdes_ssrc":4000000000,"sdes_information":[{"type":2,"text":"no"},
               {"type":1,"text":"me@10.1.2.3"}]}
            """);
    // 3719322562 = DDB05BC2, 3758534470 = E006AF46.
    assertEquals(
        Optional.of(new SenderInformation(0xDDB0_5BC2_E006_AF46L, 360_902_880, 4017, 642_720)),
        packet.sender());
    assertEquals(OptionalInt.of((int) 4_000_000_000L), packet.ssrc());
    assertEquals(OptionalInt.of(200), packet.type());
    assertEquals(
        List.of(new Block(17, 255, -1, 4_294_967_295L, 159, (int) 3_070_566_400L, 344_064)),
        packet.blocks());
    assertEquals(
        Optional.of(new VoipBlock(OptionalInt.of(17), 12, 13, 84, 10, 120, 520, 37, 110)),
        packet.voip());
    assertEquals("me@10.1.2.3", packet.cname());
  }

  /**
   * Texts, Unix time, a receiver's report without a sender's part, signed loss, no zeros' block.
   */
  @Test
  void readsNumbersAsTexts() {
    RtcpJson packet =
        read(
            """
            {"ssrc":"5","type":201,"report_count":1,"sender_information":null,
             "report_blocks":[{"source_ssrc":9,"packets_lost":-3,"lsr":"1","ia_jitter":12.7},],
             "report_blocks_xr":{"type":0,"id":0,"fraction_lost":0},}
            """);
    assertEquals(OptionalInt.of(5), packet.ssrc());
    assertEquals(Optional.empty(), packet.sender());
    assertEquals(List.of(new Block(9, 0, -3, 0, 12, 1, 0)), packet.blocks());
    assertEquals(Optional.empty(), packet.voip());
    assertEquals("", packet.cname());
  }

  /** 2026-01-01T00:00:00.25Z is 3976214400.25 s after 1900 (ED003780), a quarter is 40000000. */
  @Test
  void unixTimeBecomesNtpTime() {
    RtcpJson packet =
        read(
            "{\"sender_information\":{\"ntp_timestamp_sec\":\"1767225600\","
                + "\"ntp_timestamp_usec\":\"250000\",\"packets\":1}}");
    assertEquals(0xED00_3780_4000_0000L, packet.sender().orElseThrow().ntpTimestamp());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{\"report_blocks\":[{\"source_ssrc\":1}",
        "{\"report_blocks\":[{\"source_ssrc\":1}]",
        "{\"a\":[[[[[[[[[1]]]]]]]]]}",
        "{a:1}",
        "{\"ssrc\":11111111111111111111111111111111111111111}",
      })
  void whatIsNoJsonIsToldSo(String text) {
    assertEquals(new Result.Failed(Fault.SYNTAX), result(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"ssrc\":1,\"type\":200}",
        "{\"report_blocks\":[1,[2],{\"x\":1}],\"sender_information\":[]}",
        "{\"report_blocks\":{\"source_ssrc\":1}}",
        "{\"mos\":4.4,\"type\":\"audio\",\"rtt\":{\"a\":1}}",
      })
  void anotherShapeIsToldSo(String text) {
    assertEquals(new Result.Failed(Fault.SHAPE), result(text));
  }

  @Test
  void noMoreThan31BlocksAreKept() {
    String blocks = "{\"source_ssrc\":1},".repeat(1000);
    assertEquals(31, read("{\"report_blocks\":[" + blocks + "]}").blocks().size());
  }

  @Test
  void readsAsterisksSample() throws IOException {
    Captured captured = sample("asterisk_rtcp_json");
    assertEquals("1e4d2a80@10.1.2.3", captured.correlationId());
    assertEquals(Optional.empty(), captured.key());
    RtcpJson packet = ((Result.Read) RtcpJsonReader.read(captured.payload())).packet();
    assertEquals(OptionalInt.of(1_393_754_395), packet.ssrc());
    assertEquals(OptionalInt.of(200), packet.type());
    assertEquals(
        Optional.of(new SenderInformation(0xED00_3780_4000_0000L, 160_000, 1000, 160_000)),
        packet.sender());
    assertEquals(
        List.of(new Block((int) 2_543_003_035L, 2, 4, 29_662, 12, (int) 3_070_566_400L, 344_064)),
        packet.blocks());
    assertEquals(Optional.empty(), packet.voip());
  }

  @Test
  void readsHeplifysSample() throws IOException {
    Captured captured = sample("heplify_rtcp_json");
    assertEquals(true, captured.key().orElseThrow().matches("myhep"));
    RtcpJson packet = ((Result.Read) RtcpJsonReader.read(captured.payload())).packet();
    assertEquals(OptionalInt.of((int) 2_543_003_035L), packet.ssrc());
    assertEquals(
        Optional.of(new SenderInformation(0xDDB0_5BC2_E006_AF46L, 360_902_880, 4017, 642_720)),
        packet.sender());
    assertEquals(List.of(new Block(1_393_754_395, 0, -1, 29_662, 159, 0, 0)), packet.blocks());
    assertEquals(Optional.empty(), packet.voip());
  }

  private static Captured sample(String name) throws IOException {
    byte[] octets = Files.readAllBytes(Shared.path().resolve("samples/hep/" + name + ".bin"));
    ByteBuffer window = ByteBuffer.allocateDirect(octets.length).put(octets).flip();
    Captured captured = (Captured) HepReader.read(window, 0, octets.length);
    assertEquals(3, captured.version());
    assertEquals(17, captured.protocol());
    assertEquals(IpAddress.parse("10.1.2.3"), captured.source());
    assertEquals(2051, captured.sourcePort());
    assertEquals(IpAddress.parse("10.1.2.4"), captured.destination());
    assertEquals(10_001, captured.destinationPort());
    assertEquals(OptionalLong.of(1_767_225_600_250_000_000L), captured.atNs());
    assertEquals(PayloadType.RTCP, captured.payloadType());
    assertEquals(OptionalLong.of(2001), captured.agentId());
    return captured;
  }
}
