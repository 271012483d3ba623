package org.mosexporter.wire.sip;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.wire.Frames.concat;
import static org.mosexporter.wire.Frames.window;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mosexporter.wire.Fuzz;
import org.mosexporter.wire.sip.SipMessage.Fault;
import org.mosexporter.wire.sip.SipMessage.Malformed;
import org.mosexporter.wire.sip.SipMessage.Request;
import org.mosexporter.wire.sip.SipMessage.Response;

class SipParserTest {
  private static final String INVITE =
      """
      INVITE sip:+4930123@10.1.0.1;user=phone SIP/2.0
      Via: SIP/2.0/UDP 10.1.0.5:5060;rport;branch=z9hG4bKa1, SIP/2.0/UDP 10.9.9.9;branch=z9hG4bKb2
      Via: SIP/2.0/UDP 10.8.8.8;branch=z9hG4bKc3
      From: "Desk, <3>; tag=no" <sip:1003;ext=7:secret@pbx.example:5060;transport=udp>;tag=f-1
      To: sip:+4930123@pbx.example;tag=t-2
      Call-ID: 3c26-abc@10.1.0.5
      CSeq: 4294967295 INVITE
      Contact: <sip:1003@[fd99::5]:5070>;expires=60
      User-Agent: Desk 3/1.2
      Content-Type: application/sdp;charset=utf-8
      Authorization: Digest username="1003", response="0123"

      v=0
      o=- 1 1 IN IP4 10.1.0.5
      c=IN IP4 10.1.0.5
      m=audio 4000 RTP/AVP 0
      """;

  private static SipMessage parse(String text) {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    byte[] around = "SIP/2.0 200 OK\r\n\r\n".getBytes(StandardCharsets.UTF_8);
    return SipParser.parse(window(concat(around, octets, around)), around.length, octets.length);
  }

  /** Lines as they stand on the wire. */
  private static String crlf(String text) {
    return text.replace("\n", "\r\n");
  }

  private static SipHeaders headers(String... lines) {
    String text =
        "OPTIONS sip:a SIP/2.0\ni: 1\nCSeq: 1 OPTIONS\nf: sip:a@b\nt: sip:c@d\n"
            + String.join("\n", lines)
            + "\n\n";
    return assertInstanceOf(Request.class, parse(text)).headers();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n"})
  void readsARequestWithEitherLineEnd(String lineEnd) {
    Request request = assertInstanceOf(Request.class, parse(INVITE.replace("\n", lineEnd)));
    SipHeaders headers = request.headers();

    assertAll(
        () -> assertEquals("INVITE", request.method()),
        () -> assertEquals("sip:+4930123@10.1.0.1;user=phone", request.uri()),
        () -> assertEquals("3c26-abc@10.1.0.5", headers.callId()),
        () -> assertEquals("1003", headers.fromUser()),
        () -> assertEquals("pbx.example", headers.fromHost()),
        () -> assertEquals("f-1", headers.fromTag()),
        () -> assertEquals("+4930123", headers.toUser()),
        () -> assertEquals("pbx.example", headers.toHost()),
        () -> assertEquals("t-2", headers.toTag()),
        () -> assertEquals(4_294_967_295L, headers.cseqNumber()),
        () -> assertEquals("INVITE", headers.cseqMethod()),
        () -> assertEquals("1003", headers.contactUser()),
        () -> assertEquals("fd99::5", headers.contactHost()),
        () -> assertEquals(Optional.of("Desk 3/1.2"), headers.userAgent()),
        () -> assertEquals("application/sdp", headers.contentType()),
        () -> assertEquals("z9hG4bKa1", headers.topViaBranch()),
        () -> assertEquals(2, headers.all("VIA").size()),
        () ->
            assertEquals(
                4000, request.sessionDescription().orElseThrow().media().getFirst().port()));
  }

  @Test
  void readsAResponse() {
    Response response =
        assertInstanceOf(
            Response.class,
            parse(
                crlf(
                    """
                    SIP/2.0 486 Busy  Here
                    v: SIP/2.0/UDP 10.1.0.5;branch=z9hG4bKa1
                    f: <sip:1003@pbx.example>;tag=f
                    t: <tel:+4930123;phone-context=x>
                    i: c1
                    CSeq: 0 INVITE
                    Server: PBX 7
                    l: 0

                    """)));

    assertAll(
        () -> assertEquals(486, response.status()),
        () -> assertEquals("Busy  Here", response.reason()),
        () -> assertEquals("c1", response.headers().callId()),
        () -> assertEquals("+4930123", response.headers().toUser()),
        () -> assertEquals("", response.headers().toHost()),
        () -> assertEquals("", response.headers().toTag()),
        () -> assertEquals(0, response.headers().cseqNumber()),
        () -> assertEquals(Optional.of("PBX 7"), response.headers().userAgent()),
        () -> assertEquals("", response.body()));
  }

  @Test
  void unfoldsLines() {
    SipHeaders headers = headers("Subject: x", "User-Agent: one", "\t two", "   three", "X-A : b");

    assertEquals(Optional.of("one two three"), headers.userAgent());
    assertEquals(Optional.of("b"), headers.first("x-a"));
  }

  @Test
  void keepsNoCredentialsAndNoTexts() {
    SipHeaders headers =
        headers("Authorization: a", " b", "PROXY-AUTHORIZATION: c", "s: d", "Subject: e");

    for (String name : List.of("authorization", "proxy-authorization", "subject")) {
      assertEquals(List.of(), headers.all(name), name);
    }
    String message = INVITE.replace("application/sdp", "text/plain").replace("INVITE", "MESSAGE");
    assertEquals("", assertInstanceOf(Request.class, parse(message)).body());
    assertFalse(parse(INVITE).toString().contains("1003"));
  }

  @Test
  void takesControlCharactersOutAndCutsTexts() {
    SipHeaders headers =
        headers("User-Agent: a\u0000b\u001b[31mc\u202ed\u007f\te" + "x".repeat(300));

    String userAgent = headers.userAgent().orElseThrow();
    assertTrue(userAgent.startsWith("ab[31mcd ex"), userAgent);
    assertEquals(256, userAgent.length());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # From                                | user       | host        | tag
          sip:a@b                               | a          | b           | ''
          sip:a@b;tag=1                         | a          | b           | 1
          <sip:a@b;tag=no>;tag=1                | a          | b           | 1
          <sip:b>                               | ''         | b           | ''
          <sips:a@b:5061>;TAG=1                 | a          | b           | 1
          "x \\" <sip:no@no>" <sip:a@b>;tag=1   | a          | b           | 1
          X <sip:a%23@b?h=v> ; tag = 1          | a%23       | b           | 1
          <sip:a@[2001:db8::1]:5060>            | a          | 2001:db8::1 | ''
          <tel:+49;isub=1>;tag=1                | +49        | ''          | 1
          <urn:service:sos>                     | ''         | ''          | ''
          <sip:a@b                              | a          | b           | ''
          "unclosed <sip:a@b>;tag=1             | a          | b           | 1
          \\"A\\" <sip:a@b>;tag=1                | a          | b           | 1
          <sip:@>;tag=                          | ''         | ''          | ''
          """)
  void readsAddressesAndTags(String from, String user, String host, String tag) {
    SipHeaders headers =
        assertInstanceOf(
                Request.class,
                parse("BYE sip:a SIP/2.0\ni: 1\nCSeq: 1 BYE\nt: sip:c@d\nf: " + from + "\n\n"))
            .headers();

    assertEquals(user, headers.fromUser());
    assertEquals(host, headers.fromHost());
    assertEquals(tag, headers.fromTag());
  }

  @Test
  void honoursAContentLengthSmallerThanTheDatagram() {
    int bodyAt = INVITE.indexOf("v=0");
    String head = INVITE.substring(0, bodyAt - 1);
    String body = INVITE.substring(bodyAt);

    assertEquals(body, bodyOf(head + "\n" + body));
    assertEquals("v=0", bodyOf(head + "Content-Length: 3\n\n" + body));
    assertEquals("", bodyOf(head + "l: 0\n\n" + body));
    assertEquals(body, bodyOf(head + "l: 999\n\n" + body));
  }

  private static String bodyOf(String text) {
    return assertInstanceOf(Request.class, parse(text)).body();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          EMPTY               | ''
          EMPTY               | <CRLF><CRLF>
          START_LINE          | INVITE<CRLF>i: 1<CRLF><CRLF>
          START_LINE          | INVITE SIP/2.0<CRLF>i: 1<CRLF><CRLF>
          START_LINE          | <i: 1<CRLF><CRLF>
          START_LINE          | IN(VITE sip:a SIP/2.0<CRLF>i: 1<CRLF><CRLF>
          VERSION             | GET / HTTP/1.1<CRLF>i: 1<CRLF><CRLF>
          VERSION             | INVITE sip:a SIP/3.0<CRLF>i: 1<CRLF><CRLF>
          STATUS              | SIP/2.0 99 Low<CRLF><CRLF>
          STATUS              | SIP/2.0 700 High<CRLF><CRLF>
          STATUS              | SIP/2.0 2000 OK<CRLF><CRLF>
          STATUS              | SIP/2.0 abc<CRLF><CRLF>
          START_LINE          | SIP/2.0  <CRLF><CRLF>
          HEADERS_UNFINISHED  | BYE sip:a SIP/2.0<CRLF>i: 1<CRLF>CSeq: 1 BYE<CRLF>f: a<CRLF>t: b<CRLF>
          CALL_ID             | BYE sip:a SIP/2.0<CRLF>CSeq: 1 BYE<CRLF>f: a<CRLF>t: b<CRLF><CRLF>
          CALL_ID             | BYE sip:a SIP/2.0<CRLF>i:  <CRLF>CSeq: 1 BYE<CRLF>f: a<CRLF>t: b<CRLF><CRLF>
          CSEQ                | BYE sip:a SIP/2.0<CRLF>i: 1<CRLF>f: a<CRLF>t: b<CRLF><CRLF>
          CSEQ                | BYE sip:a SIP/2.0<CRLF>i: 1<CRLF>CSeq: 4294967296 BYE<CRLF>f: a<CRLF>t: b<CRLF><CRLF>
          CSEQ                | BYE sip:a SIP/2.0<CRLF>i: 1<CRLF>CSeq: -1 BYE<CRLF>f: a<CRLF>t: b<CRLF><CRLF>
          CSEQ                | BYE sip:a SIP/2.0<CRLF>i: 1<CRLF>CSeq: 1<CRLF>f: a<CRLF>t: b<CRLF><CRLF>
          FROM                | BYE sip:a SIP/2.0<CRLF>i: 1<CRLF>CSeq: 1 BYE<CRLF>t: b<CRLF><CRLF>
          TO                  | BYE sip:a SIP/2.0<CRLF>i: 1<CRLF>CSeq: 1 BYE<CRLF>f: a<CRLF><CRLF>
          CONTENT_LENGTH      | BYE sip:a SIP/2.0<CRLF>i: 1<CRLF>CSeq: 1 BYE<CRLF>f: a<CRLF>t: b<CRLF>l: -1<CRLF><CRLF>
          CONTENT_LENGTH      | BYE sip:a SIP/2.0<CRLF>i: 1<CRLF>CSeq: 1 BYE<CRLF>f: a<CRLF>t: b<CRLF>l: 99999999999<CRLF><CRLF>
          """)
  void namesWhatIsWrong(Fault fault, String text) {
    assertEquals(new Malformed(fault), parse(text.replace("<CRLF>", "\r\n")));
  }

  @Test
  void refusesWhatIsTooLarge() {
    String head = "BYE sip:a SIP/2.0\r\ni: 1\r\nCSeq: 1 BYE\r\nf: a\r\nt: b\r\n";
    String longHeader = head + "X: " + "x".repeat(33_000) + "\r\n\r\n";
    String longBody = head + "c: application/sdp\r\n\r\n" + "v".repeat(65_537);

    assertEquals(new Malformed(Fault.HEADERS_TOO_LARGE), parse(longHeader));
    assertEquals(new Malformed(Fault.BODY_TOO_LARGE), parse(longBody));
    assertInstanceOf(Request.class, parse(longBody.substring(0, longBody.length() - 1)));
  }

  @Test
  void keepsABoundedNumberOfFields() {
    String flood = "X-A: 1\r\n".repeat(3_000);
    SipHeaders headers = headers(flood.strip());

    assertTrue(headers.all("x-a").size() <= 256);
    assertEquals("1", headers.callId());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          true  | INVITE sip:a@b SIP/2.0<CRLF>
          true  | SIP/2.0 200 OK<CRLF>
          true  | <CRLF><CRLF>BYE sip:a@b SIP/2.0<CRLF>
          true  | X-OWN.METHOD sip:a@b SIP/2.0<CRLF>
          false | INVITE sip:a@b SIP/2.0
          false | <CRLF><CRLF>
          false | SIP/2.0
          false | SIP/2.0200 OK<CRLF>
          false | GET / HTTP/1.1<CRLF>
          false | INVITE SIP/2.0<CRLF>
          false | INVITE sip:aSIP/2.0<CRLF>
          false | INVITE  SIP/2.0<CRLF>
          true  | INVITE x SIP/2.0<CRLF>
          false | METHODMETHODMETHODMETHODMETHODMETHOD sip:a@b SIP/2.0<CRLF>
          false | ''
          """)
  void tellsSipByItsStartLine(boolean expected, String text) {
    byte[] octets = text.replace("<CRLF>", "\r\n").getBytes(StandardCharsets.US_ASCII);

    assertEquals(expected, SipParser.looksLikeSip(window(octets), 0, octets.length));
  }

  @Test
  void endsInAResultWhateverTheOctets() {
    List<byte[]> samples =
        List.of(
            crlf(INVITE).getBytes(StandardCharsets.UTF_8),
            "SIP/2.0 200 OK\r\ni: 1\r\nCSeq: 1 BYE\r\nf: a\r\nt: b\r\nl: 3\r\n\r\nabc"
                .getBytes(StandardCharsets.UTF_8));
    Set<Fault> seen = EnumSet.noneOf(Fault.class);

    Fuzz.truncate(samples, octets -> use(octets, seen));
    Fuzz.mutate(samples, octets -> use(octets, seen));

    assertTrue(seen.size() >= 9, seen.toString());
  }

  private static void use(byte[] octets, Set<Fault> seen) {
    SipParser.looksLikeSip(window(octets), 0, octets.length);
    switch (SipParser.parse(window(octets), 0, octets.length)) {
      case Request request -> use(request.headers(), request.sessionDescription());
      case Response response -> use(response.headers(), response.sessionDescription());
      case Malformed malformed -> seen.add(malformed.fault());
    }
  }

  private static void use(SipHeaders headers, Optional<SessionDescription> description) {
    assertFalse(headers.callId().isEmpty());
    assertTrue(headers.userAgent().orElse("").chars().noneMatch(Character::isISOControl));
    assertTrue(headers.topViaBranch().length() <= 256);
    assertTrue(headers.contactHost().length() <= 256);
    assertTrue(description.isEmpty() || description.get().media().size() <= 33);
  }
}
