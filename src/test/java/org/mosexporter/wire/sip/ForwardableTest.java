package org.mosexporter.wire.sip;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mosexporter.wire.Frames.window;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What must never leave the house (RFC 3261 §22, RFC 4568, RFC 8839 §5.4) does not. */
class ForwardableTest {
  private static String crlf(String text) {
    return text.replace("\n", "\r\n");
  }

  private static Optional<String> of(String message) {
    byte[] octets = ("##" + message).getBytes(ISO_8859_1);
    return Forwardable.of(window(octets), 2, octets.length - 2)
        .map(kept -> new String(kept, ISO_8859_1));
  }

  @Test
  void credentialsAndKeysAreLeftOutAndTheRestStays() {
    String message =
        crlf(
            """
            INVITE sip:b@h SIP/2.0
            Via: SIP/2.0/UDP h
            Proxy-Authorization: Digest username="b",
             response="abc"
            authorization : Digest response="def"
            l: 999
            From: "J\u00f6rg" <sip:a@h>;tag=1
            Content-Type: application/sdp;charset=x

            v=0
            k=clear:secret
            m=audio 4000 RTP/SAVP 0
            a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:c2VjcmV0
            A=ICE-PWD:secret
            a=ice-ufrag:abcd
            """);
    String body =
        crlf(
            """
            v=0
            k=removed
            m=audio 4000 RTP/SAVP 0
            a=crypto:removed
            A=ICE-PWD:removed
            a=ice-ufrag:abcd
            """);
    String expected =
        crlf(
            """
            INVITE sip:b@h SIP/2.0
            Via: SIP/2.0/UDP h
            From: "J\u00f6rg" <sip:a@h>;tag=1
            Content-Type: application/sdp;charset=x
            Content-Length: 96

            """);
    assertEquals(96, body.length());
    assertEquals(Optional.of(expected + body), of(message));
  }

  /** Texts, digits, and what may hold either. */
  @ParameterizedTest
  @CsvSource({
    "text/plain",
    "application/dtmf-relay",
    "multipart/mixed;boundary=x",
    "message/cpim",
    "''"
  })
  void bodiesOfOtherKindsAreLeftOut(String type) {
    String header = type.isEmpty() ? "" : "c: " + type + "\r\n";
    String start = "MESSAGE sip:b@h SIP/2.0\r\n" + header;
    assertEquals(Optional.of(start + "Content-Length: 0\r\n\r\n"), of(start + "\r\nmeet me at 5"));
  }

  @Test
  void aQualityReportStays() {
    String start = "PUBLISH sip:c@h SIP/2.0\r\nContent-Type: Application/VQ-RTCPXR\r\n";
    String body = "VQSessionReport\r\n";
    assertEquals(
        Optional.of(start + "Content-Length: 17\r\n\r\n" + body), of(start + "\r\n" + body));
  }

  @Test
  void whatHasNoEndIsNotSentOn() {
    assertEquals(Optional.empty(), of("INVITE sip:b@h SIP/2.0\r\nAuthorization: x\r\n"));
  }
}
