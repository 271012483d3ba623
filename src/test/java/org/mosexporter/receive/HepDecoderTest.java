package org.mosexporter.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.wire.Frames.ascii;
import static org.mosexporter.wire.Frames.concat;
import static org.mosexporter.wire.Frames.hex;
import static org.mosexporter.wire.Frames.u16;
import static org.mosexporter.wire.Frames.u32;
import static org.mosexporter.wire.Frames.u8;
import static org.mosexporter.wire.Frames.window;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.Shared;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Secret;
import org.mosexporter.wire.Passage;
import org.mosexporter.wire.Report;

/** What capture agents send, as messages written by hand. */
class HepDecoderTest {
  private static final IpAddress AGENT = IpAddress.parse("10.1.0.5");
  private static final IpAddress FROM = IpAddress.parse("10.1.2.3");
  private static final IpAddress TO = IpAddress.parse("10.1.2.4");

  private static final byte[] ADDRESSES =
      concat(
          chunk(3, hex("0A010203")),
          chunk(4, hex("0A010204")),
          chunk(7, u16(4001)),
          chunk(8, u16(4003)));

  /** An RR without blocks. */
  private static final byte[] RTCP = hex("80c90001 11223344");

  private static byte[] chunk(int type, byte[] value) {
    return concat(u16(0), u16(type), u16(value.length + 6), value);
  }

  private static byte[] hep3(byte[]... chunks) {
    byte[] all = concat(chunks);
    return concat(ascii("HEP3"), u16(all.length + 6), all);
  }

  private static byte[] message(int payloadType, byte[] payload, byte[]... more) {
    return hep3(ADDRESSES, chunk(0xB, u8(payloadType)), concat(more), chunk(0xF, payload));
  }

  private static Decoded decode(Optional<Secret> key, byte[] octets) {
    return new HepDecoder(key).decode(AGENT, 9060, window(octets), 0);
  }

  private static Report taken(byte[] octets) {
    Decoded decoded = decode(Optional.empty(), octets);
    assertEquals(Optional.empty(), decoded.answer());
    return assertInstanceOf(Outcome.Taken.class, decoded.outcome()).report();
  }

  private static Passage passage(String agent, OptionalInt dscp, String callId) {
    return new Passage(agent, FROM, 4001, TO, 4003, dscp, callId);
  }

  private static ByteBuffer octets(byte[] expected) {
    return ByteBuffer.wrap(expected);
  }

  @Test
  void handsOnSipAsItWasWithWhoSawIt() {
    byte[] sip = ascii("OPTIONS sip:a SIP/2.0\r\n\r\n");
    byte[] message =
        message(1, sip, chunk(0xC, u32(2001)), chunk(0x13, ascii("edge-1")), chunk(0x18, u8(0xB8)));

    assertEquals(
        new Report.ForwardedSip(passage("edge-1", OptionalInt.of(46), ""), octets(sip)),
        taken(message));
  }

  @Test
  void handsOnRtcpAsItWas() {
    byte[] message =
        message(5, RTCP, chunk(0xC, u32(0xFFFF_FFFFL)), chunk(0x11, ascii("call@10.1.2.3")));

    assertEquals(
        new Report.ForwardedRtcp(
            passage("4294967295", OptionalInt.empty(), "call@10.1.2.3"), octets(RTCP)),
        taken(message));
  }

  @Test
  void makesRtcpOfJson() {
    byte[] json =
        ascii(" {\"ssrc\":287454020,\"type\":201,\"report_blocks\":[{\"source_ssrc\":1}]}");
    Report.ForwardedRtcp report =
        assertInstanceOf(Report.ForwardedRtcp.class, taken(message(5, json)));

    byte[] block = concat(u32(1), new byte[20]);
    assertEquals(octets(concat(hex("81c90007 11223344"), block)), report.compound());
    assertEquals(passage("", OptionalInt.empty(), ""), report.passage());
  }

  @ParameterizedTest
  @CsvSource({"35", "99"})
  void readsQualityReportsAloneAndWithTheirMessage(int payloadType) {
    byte[] alone = ascii("VQSessionReport: CallTerm\r\nCallID: c1\r\n");
    Report.VoiceQuality bare =
        assertInstanceOf(Report.VoiceQuality.class, taken(message(payloadType, alone)));
    Report.VoiceQuality whole =
        assertInstanceOf(
            Report.VoiceQuality.class,
            taken(message(payloadType, SipTexts.publish(7).getBytes(StandardCharsets.UTF_8))));

    assertEquals("c1", bare.report().callId());
    assertEquals(FROM, bare.sender()); // the phone, not the agent
    assertEquals("", bare.userAgent());
    assertEquals("call-7@10.1.20.11", whole.report().callId());
    assertEquals("Acme P1/2.3", whole.userAgent());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # case                         | type | payload                | reason
          RTCP with an unknown version   | 5    | 'garbage!'             | json
          RTCP that stops                | 5    | 'x:81c9000711223344'   | rtcp_length_past_end
          RTP for RTCP                   | 5    | 'x:8000000111223344'   | rtcp_type
          nothing of RTCP                | 5    | 'x:'                   | json
          JSON that is cut               | 5    | '{"ssrc":1,'           | json
          JSON of janus                  | 5    | '{"media":1}'          | json_shape
          JSON that names no sender      | 5    | '{"report_blocks":[{"source_ssrc":1}]}' | json_shape
          no quality report              | 35   | 'VQ?'                  | vq_report
          a message without one          | 99   | 'OPTIONS sip:a SIP/2.0' | vq_report
          """)
  void countsWhatCannotBeUsedByReason(String name, int type, String payload, String reason) {
    byte[] octets =
        payload.startsWith("x:") ? hex(payload.substring(2)) : ascii(payload + "\r\n\r\n");
    HepDecoder decoder = new HepDecoder(Optional.empty());
    Decoded decoded = decoder.decode(AGENT, 9060, window(message(type, octets)), 0);

    assertEquals(new Outcome.Refused(reason), decoded.outcome());
    assertTrue(decoder.reasons().contains(reason));
  }

  @ParameterizedTest
  @CsvSource({
    "3, sdp",
    "4, rtp",
    "34, vq_json",
    "53, dns",
    "61, rtpengine_ng",
    "100, log",
    "200, other"
  })
  void countsWhatIsNotUsedByType(int type, String kind) {
    HepDecoder decoder = new HepDecoder(Optional.empty());
    byte[] message = message(type, ascii("what ever"), chunk(0x20, u16(430)));

    assertEquals(new Outcome.Unused(kind), decoder.decode(AGENT, 1, window(message), 0).outcome());
    assertTrue(decoder.kinds().contains(kind));
  }

  @Test
  void aKeepAliveIsNoFault() {
    assertEquals(
        new Outcome.Unused("keep_alive"),
        decode(Optional.empty(), hep3(chunk(0xD, u16(30)))).outcome());
  }

  @ParameterizedTest
  @CsvSource({"secret, true", "Secret, false", "secre, false", "secrets, false", "'', false"})
  void hearsOnlyWhoShowsTheKey(String shown, boolean heard) {
    Optional<Secret> wanted = Optional.of(new Secret("secret"));
    Outcome outcome = decode(wanted, message(5, RTCP, chunk(0xE, ascii(shown)))).outcome();
    Outcome alive = decode(wanted, hep3(chunk(0xD, u16(30)), chunk(0xE, ascii(shown)))).outcome();

    assertEquals(heard, outcome instanceof Outcome.Taken);
    assertEquals(heard ? new Outcome.Unused("keep_alive") : new Outcome.Refused("key"), alive);
    assertEquals(new Outcome.Refused("key"), decode(wanted, message(5, RTCP)).outcome());
  }

  /** Version 1 has neither a key nor a type: it is SIP, and whoever asks for a key hears it not. */
  @Test
  void versionOneIsSip() {
    byte[] sip = ascii("OPTIONS sip:a SIP/2.0\r\n\r\n");
    byte[] message = concat(hex("01100211"), u16(4001), u16(4003), hex("0A010203 0A010204"), sip);

    assertEquals(
        new Report.ForwardedSip(passage("", OptionalInt.empty(), ""), octets(sip)), taken(message));
    assertEquals(
        new Outcome.Refused("key"), decode(Optional.of(new Secret("k")), message).outcome());
  }

  @Test
  void whatItHandsOnIsNoLongerTheListeners() {
    ByteBuffer window = window(message(5, RTCP));
    Outcome outcome = new HepDecoder(Optional.empty()).decode(AGENT, 1, window, 0).outcome();
    for (int i = 0; i < window.capacity(); i++) {
      window.put(i, (byte) 0);
    }

    Report.ForwardedRtcp report =
        (Report.ForwardedRtcp) assertInstanceOf(Outcome.Taken.class, outcome).report();
    assertEquals(octets(RTCP), report.compound());
    assertTrue(report.compound().isReadOnly());
  }

  /** As Asterisk and heplify write it: 1767225600 s are 3976214400 since 1900. */
  @Test
  void readsSamplesOfRealAgents() throws IOException {
    byte[] asterisk =
        Files.readAllBytes(Shared.path().resolve("samples/hep/asterisk_rtcp_json.bin"));
    byte[] heplify = Files.readAllBytes(Shared.path().resolve("samples/hep/heplify_rtcp_json.bin"));
    Report.ForwardedRtcp one = assertInstanceOf(Report.ForwardedRtcp.class, taken(asterisk));
    Report.ForwardedRtcp other = assertInstanceOf(Report.ForwardedRtcp.class, taken(heplify));

    assertEquals(
        octets(
            hex(
                "81c8000c 5313011b ed003780 40000000 00027100 000003e8 00027100"
                    + "9793259b 02000004 000073de 0000000c b7052000 00054000")),
        one.compound());
    assertEquals(
        new Passage("2001", FROM, 2051, TO, 10001, OptionalInt.empty(), "1e4d2a80@10.1.2.3"),
        one.passage());
    assertEquals(0x00FF_FFFF, other.compound().getInt(32)); // one more came than was sent
    assertEquals(
        new Outcome.Refused("key"), decode(Optional.of(new Secret("other")), heplify).outcome());
    assertInstanceOf(
        Outcome.Taken.class, decode(Optional.of(new Secret("myhep")), heplify).outcome());
  }
}
