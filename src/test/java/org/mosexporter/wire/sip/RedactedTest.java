package org.mosexporter.wire.sip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left of messages, by their grammar (RFC 3261 §25.1), and what is not. */
class RedactedTest {
  /** Everybody but anna is told as that. */
  private record Told(String other) implements Disclosure {
    @Override
    public boolean isOpen() {
      return false;
    }

    @Override
    public String user(String user, String host) {
      return user.equals("anna") ? user : other;
    }

    @Override
    public String callId(String callId) {
      return "h:id";
    }

    @Override
    public String tag(String token) {
      return "t" + token.length();
    }
  }

  private static final Disclosure HASHED = new Told("h:abc");

  private static final String MARKED =
      """
      INVITE sip:+491771234567;phone-context=x@mark-domain.example:5070;transport=udp?Subject=mark SIP/2.0
      v: SIP/2.0/UDP 10.1.20.11:5060;branch=z9hG4bKmark;rport;received=10.1.20.12;mark=mark,
       SIP/2.0/TCP mark-host.example;branch=z9hG4bKmark
      f: "Mark, \\"Display\\" <sip:mark@x>" <sip:anna:mark@mark.example>;tag=mark
      t: Mark <sips:4917712@[2001:db8::5]:5061;user=phone>;mark=mark
      i: mark@host
      CSeq: 1 INVITE
      Contact: <sip:4917712@203.0.113.7:5060;transport=tcp>;+sip.instance="<urn:mark>";expires=60
      P-Asserted-Identity: "Mark" <sip:4917712@mark.example>, <tel:+49-177-mark>
      Diversion: "Mark" <sip:4917712@10.0.0.1>;reason=unconditional;privacy=off
      History-Info: <sip:mark@x?Reason=mark>;index=1.1
      Remote-Party-ID: "Mark" <sip:mark@x>;party=calling;screen=yes
      Authorization: Digest username="mark", response="mark"
      Proxy-Authorization: Digest mark
      WWW-Authenticate: Digest realm="mark"
      Proxy-Authenticate: Digest nonce="mark"
      Identity: mark
      Subject: mark
      Alert-Info: <http://mark/>
      Call-Info: <http://mark/photo.jpg>;purpose=icon
      Organization: Mark
      Geolocation: <cid:mark@x>
      X-Anything: mark
      Session-ID: mark
      Reason: Q.850;cause=16;text="mark"
      Warning: 399 mark "mark"
      User-Agent: Yealink SIP-T46S 66.85.0.5
      Session-Expires: 1800;refresher=uac;mark=mark
      Allow: INVITE, ACK, BYE
      c: application/sdp

      v=0
      o=mark 123 2 IN IP4 mark.example
      s=mark
      i=mark
      u=http://mark/
      e=mark@example.org
      p=+49 177 mark
      c=IN IP4 10.1.20.11
      t=0 0
      k=clear:mark
      a=tool:mark
      a=key-mgmt:mikey mark
      m=audio 4000 RTP/SAVP 0 101
      k=base64:mark
      a=rtpmap:0 PCMU/8000
      a=rtpmap:101 telephone-event/8000
      a=fmtp:101 0-15
      a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:mark
      a=ice-pwd:mark
      a=ice-ufrag:mark
      a=fingerprint:sha-256 mark
      a=ssrc:1 cname:mark@host
      a=sendrecv
      """;

  static String redacted(String message, Disclosure names) {
    byte[] octets = message.replace("\n", "\r\n").getBytes(UTF_8);
    SipMessage parsed = SipParser.parse(ByteBuffer.wrap(octets), 0, octets.length);
    return new String(Redacted.of(parsed, names).orElseThrow(), UTF_8);
  }

  @Test
  void writesAnewWhatIsHarmless() {
    String expected =
        """
        INVITE sip:h%3Aabc@anonymous.invalid:5070;transport=udp SIP/2.0
        Via: SIP/2.0/UDP 10.1.20.11:5060;branch=z9hG4bKt11;rport;received=10.1.20.12, \
        SIP/2.0/TCP anonymous.invalid;branch=z9hG4bKt11
        From: <sip:anna@mark.example>;tag=t4
        To: <sips:h%3Aabc@[2001:db8::5]:5061;user=phone>
        Call-ID: h:id
        Contact: <sip:h%3Aabc@203.0.113.7:5060;transport=tcp>;expires=60
        P-Asserted-Identity: <sip:h%3Aabc@anonymous.invalid>, <sip:h%3Aabc@anonymous.invalid>
        Diversion: <sip:h%3Aabc@10.0.0.1>;reason=unconditional;privacy=off
        History-Info: <sip:h%3Aabc@anonymous.invalid>;index=1.1
        Remote-Party-Id: <sip:h%3Aabc@anonymous.invalid>;party=calling;screen=yes
        Reason: Q.850;cause=16
        User-Agent: Yealink SIP-T46S 66.85.0.5
        Session-Expires: 1800;refresher=uac
        Allow: INVITE, ACK, BYE
        CSeq: 1 INVITE
        Content-Type: application/sdp
        Content-Length: 179

        v=0
        o=- 123 2 IN IP4 0.0.0.0
        s=-
        c=IN IP4 10.1.20.11
        t=0 0
        m=audio 4000 RTP/SAVP 0 101
        a=rtpmap:0 PCMU/8000
        a=rtpmap:101 telephone-event/8000
        a=fmtp:101 0-15
        a=sendrecv
        """;
    assertEquals(expected.replace("\n", "\r\n"), redacted(MARKED, HASHED));
  }

  /** The only host that is told is that of the one who is told. */
  @Test
  void nothingThatIsMarkedIsLeft() {
    String told = redacted(MARKED, new Told("")).replace("anna@mark.example", "");

    assertFalse(told.toLowerCase(java.util.Locale.ROOT).contains("mark"), told);
    assertFalse(told.contains("49177"), told);
    assertTrue(told.contains("<sip:anonymous@203.0.113.7:5060;transport=tcp>"), told);
  }

  @Test
  void openlyPeopleAndDialogsAreNamedAndNothingElseIs() {
    String told = redacted(MARKED, Disclosure.OPEN);

    assertTrue(told.startsWith("INVITE sip:+491771234567@mark-domain.example:5070;"), told);
    assertTrue(told.contains("From: <sip:anna@mark.example>;tag=mark\r\n"), told);
    assertTrue(told.contains("<tel:+49-177-mark>"), told);
    assertTrue(told.contains("Call-ID: mark@host\r\n"), told);
    assertFalse(told.contains("Display"), told);
    assertFalse(told.contains("inline"), told);
    assertFalse(told.contains("Digest"), told);
  }

  @ParameterizedTest
  @CsvSource({"MESSAGE, text/plain", "INFO, application/dtmf-relay", "INFO, application/dtmf"})
  void textsAndDigitsAreNotLeft(String method, String type) {
    String told =
        redacted(
            """
            %s sip:anna@x SIP/2.0
            f: <sip:anna@x>;tag=1
            t: <sip:bob@x>
            i: 1
            CSeq: 2 %s
            c: %s

            Signal=mark
            """
                .formatted(method, method, type),
            Disclosure.OPEN);

    assertFalse(told.contains("mark"), told);
    assertTrue(told.endsWith("Content-Length: 0\r\n\r\n"), told);
  }

  /** Its session description is all that is left of several parts. */
  @Test
  void ofSeveralPartsTheDescriptionIsLeft() {
    String told =
        redacted(
            """
            INVITE sip:anna@x SIP/2.0
            f: <sip:anna@x>;tag=1
            t: <sip:bob@x>
            i: 1
            CSeq: 2 INVITE
            c: multipart/mixed;boundary=mark

            --mark
            Content-Type: application/sdp

            v=0
            o=- 1 1 IN IP4 10.0.0.1
            m=audio 4000 RTP/AVP 8
            --mark
            Content-Type: application/pidf+xml

            <mark/>
            --mark--
            """,
            Disclosure.OPEN);

    assertTrue(told.contains("Content-Type: application/sdp\r\n"), told);
    assertTrue(told.endsWith("\r\nm=audio 4000 RTP/AVP 8\r\n"), told);
    assertFalse(told.contains("mark"), told);
  }

  @Test
  void thePhraseOfAnAnswerIsNotLeft() {
    String told =
        redacted(
            """
            SIP/2.0 486 mark is busy
            f: <sip:anna@x>;tag=1
            t: <sip:anna@x>
            i: 1
            CSeq: 2 INVITE
            l: 0

            """,
            Disclosure.OPEN);

    assertTrue(told.startsWith("SIP/2.0 486 \r\nFrom:"), told);
    assertFalse(told.contains("mark"), told);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"Mark\\\" <sip:bob@x>",
        "Mark sip:bob@x",
        "<mark:bob@x>",
        "\"Mark <sip:bob@x>",
        "<sip:bob@x",
        "sip:bob@mark>mark",
        "<>,<sip:bob@mark;mark=\"mark\">",
        "\"a\"\"<sip:mark>\"<sip:bob@x>,\"mark",
      })
  void whatIsNoAddressTellsNothing(String from) {
    String told =
        redacted(
            "OPTIONS sip:anna@x SIP/2.0\nf: "
                + from
                + "\nt: <sip:anna@x>\ni: 1\nCSeq: 2 OPTIONS\nl: 0\n\n",
            new Told(""));

    assertFalse(told.toLowerCase(java.util.Locale.ROOT).contains("mark"), told);
    assertFalse(told.contains("bob"), told);
  }

  /** Whatever is in it, what is left is a message again, and a second time nothing changes. */
  @Test
  void whatIsLeftIsAMessage() {
    Random random = new Random(84);
    List<String> wrong = new ArrayList<>();
    byte[] octets = MARKED.replace("\n", "\r\n").getBytes(UTF_8);
    for (int i = 0; i < 5_000; i++) {
      byte[] changed = octets.clone();
      for (int change = 0; change < 8; change++) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      SipMessage parsed = SipParser.parse(ByteBuffer.wrap(changed), 0, changed.length);
      Redacted.of(parsed, Disclosure.OPEN)
          .ifPresent(
              told -> {
                SipMessage again = SipParser.parse(ByteBuffer.wrap(told), 0, told.length);
                String twice =
                    Redacted.of(again, Disclosure.OPEN).map(o -> new String(o, UTF_8)).orElse("");
                if (!twice.equals(new String(told, UTF_8))) {
                  wrong.add(new String(told, UTF_8) + "\n---\n" + twice);
                }
              });
    }
    assertEquals(List.of(), wrong.stream().limit(1).toList());
  }

  @Test
  void whatIsNoMessageHasNothing() {
    SipMessage none = SipParser.parse(ByteBuffer.wrap(new byte[0]), 0, 0);

    assertInstanceOf(SipMessage.Malformed.class, none);
    assertTrue(Redacted.of(none, Disclosure.OPEN).isEmpty());
  }
}
