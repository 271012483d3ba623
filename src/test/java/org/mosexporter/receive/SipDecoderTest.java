package org.mosexporter.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mosexporter.Shared;
import org.mosexporter.config.IpAddress;
import org.mosexporter.wire.Report;

/** Requests as phones send them, and their answers (RFC 3903 §6, RFC 6035 §4, RFC 3261 §8.2). */
class SipDecoderTest {
  private static final IpAddress PHONE = IpAddress.parse("10.1.20.11");
  private static final int PORT = 4711;
  private static final String VQ = "Content-Type: application/vq-rtcpxr\r\n";
  private static final String EVENT = "Event: vq-rtcpxr\r\n";
  private static final String BODY = "VQSessionReport: CallTerm\r\nCallID: c1\r\n";

  private final SipDecoder decoder = new SipDecoder(new RecentRequests());

  private Decoded decode(String message, long atNs) {
    ByteBuffer octets = ByteBuffer.wrap(message.getBytes(StandardCharsets.UTF_8));
    return decoder.decode(PHONE, PORT, octets, atNs);
  }

  private Decoded decode(String message) {
    return decode(message, 1);
  }

  private static String text(Decoded decoded) {
    return StandardCharsets.UTF_8
        .decode(decoded.answer().orElseThrow().octets().duplicate())
        .toString();
  }

  private static String status(Decoded decoded) {
    return text(decoded).lines().findFirst().orElseThrow();
  }

  private static Report.VoiceQuality taken(Decoded decoded) {
    Report report = assertInstanceOf(Outcome.Taken.class, decoded.outcome()).report();
    return assertInstanceOf(Report.VoiceQuality.class, report);
  }

  @Test
  void takesAPublicationAndAnswersIt() {
    Decoded decoded = decode(SipTexts.publish(3));

    Report.VoiceQuality report = taken(decoded);
    assertEquals("call-3@10.1.20.11", report.report().callId());
    assertEquals(PHONE, report.sender());
    assertEquals("Acme P1/2.3", report.userAgent());
    String expected =
        """
        SIP/2.0 200 OK
        Via: SIP/2.0/UDP 10.1.20.11:5062;branch=z9hG4bK3;received=10.1.20.11;rport=4711
        From: "Ann" <sip:1010@office.example>;tag=a1
        To: <sip:collector@10.1.0.9>;tag=TOKEN
        Call-ID: publication-3
        CSeq: 1 PUBLISH
        SIP-ETag: TOKEN
        Expires: 3600
        Content-Length: 0

        """;
    assertEquals(
        expected.replace("\n", "\r\n"), text(decoded).replaceAll("\\b[0-9a-f]{16}\\b", "TOKEN"));
    assertEquals(PORT, decoded.answer().orElseThrow().port());
  }

  @Test
  void theSameRequestAgainHasTheSameAnswerAndCountsOnce() {
    Decoded first = decode(SipTexts.publish(1), 1);
    Decoded again = decode(SipTexts.publish(1), TimeUnit.SECONDS.toNanos(31));
    Decoded other = decode(SipTexts.publish(2), 2);
    Decoded later = decode(SipTexts.publish(1), TimeUnit.SECONDS.toNanos(33));

    assertEquals(new Outcome.Unused("retransmission"), again.outcome());
    assertEquals(text(first), text(again));
    taken(other);
    assertNotEquals(
        text(first).replace("-1", "-2").replace("bK1", "bK2"), text(other)); // other tokens
    taken(later);
  }

  @Test
  void theSameOfAnotherSenderIsAnother() {
    ByteBuffer octets = ByteBuffer.wrap(SipTexts.publish(1).getBytes(StandardCharsets.UTF_8));
    taken(decoder.decode(PHONE, PORT, octets, 1));
    taken(decoder.decode(IpAddress.parse("10.1.20.12"), PORT, octets, 1));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # case                     | method   | fields | body | answer | outcome
          notified                   | NOTIFY   | Event: vq-rtcpxr;id=1;;Content-Type: application/vq-rtcpxr | R | 200 OK | taken
          in a message               | MESSAGE  | Content-Type: application/vq-rtcpxr | R | 200 OK | taken
          compact names              | PUBLISH  | o: VQ-RTCPXR;;c: Application/VQ-RTCPXR;charset=utf-8 | R | 200 OK | taken
          event forgotten            | PUBLISH  | Content-Type: application/vq-rtcpxr | R | 200 OK | taken
          other event                | PUBLISH  | Event: presence;;Content-Type: application/vq-rtcpxr | R | 489 Bad Event | event
          other event of a NOTIFY    | NOTIFY   | Event: message-summary;;Content-Type: text/plain | x | 489 Bad Event | event
          no event and no report     | PUBLISH  | Content-Type: application/pidf+xml | x | 489 Bad Event | event
          a text                     | MESSAGE  | Content-Type: text/plain | hello | 415 Unsupported Media Type | content_type
          other type                 | PUBLISH  | Event: vq-rtcpxr;;Content-Type: application/sdp | v=0 | 415 Unsupported Media Type | content_type
          compressed                 | PUBLISH  | Event: vq-rtcpxr;;Content-Encoding: gzip;;Content-Type: application/vq-rtcpxr | R | 415 Unsupported Media Type | content_type
          no report in it            | PUBLISH  | Event: vq-rtcpxr;;Content-Type: application/vq-rtcpxr | hello | 400 Bad Report | report
          nothing in it              | PUBLISH  | Event: vq-rtcpxr;;Content-Type: application/vq-rtcpxr | '' | 400 Bad Report | report
          nothing at all             | PUBLISH  | Event: vq-rtcpxr | '' | 400 Bad Report | report
          refreshed                  | PUBLISH  | Event: vq-rtcpxr;;SIP-If-Match: 1a2b;;Expires: 60 | '' | 200 OK | no_report
          subscription ends          | NOTIFY   | Event: vq-rtcpxr;;Subscription-State: terminated | '' | 200 OK | no_report
          a probe                    | OPTIONS  | Accept: application/sdp | '' | 200 OK | options
          an extension               | PUBLISH  | Event: vq-rtcpxr;;Require: timer;;Content-Type: application/vq-rtcpxr | R | 420 Bad Extension | extension
          a call                     | INVITE   | Content-Type: application/sdp | v=0 | 405 Method Not Allowed | method
          a registration             | REGISTER | Expires: 60 | '' | 405 Method Not Allowed | method
          a subscription             | SUBSCRIBE | Event: vq-rtcpxr | '' | 405 Method Not Allowed | method
          no method                  | DANCE    | Expires: 60 | '' | 501 Not Implemented | method
          """)
  void judgesByMethodEventAndType(
      String name, String method, String fields, String body, String answer, String outcome) {
    String message =
        SipTexts.request(
            method, 1, fields.replace(";;", "\r\n") + "\r\n", body.equals("R") ? BODY : body);
    Decoded decoded = decode(message);

    assertEquals("SIP/2.0 " + answer, status(decoded));
    assertEquals(outcome, outcome(decoded.outcome()));
    assertEquals(method.equals("PUBLISH") && answer.startsWith("2"), has(decoded, "SIP-ETag"));
    assertEquals(
        answer.startsWith("405") || answer.startsWith("501"),
        has(decoded, "Allow") && !outcome.equals("options"));
    assertEquals(
        answer.startsWith("489"), has(decoded, "Allow-Events") && !outcome.equals("options"));
    assertEquals(answer.startsWith("420"), has(decoded, "Unsupported"));
    assertTrue(text(decoded).endsWith("Content-Length: 0\r\n\r\n"));
  }

  private String outcome(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Taken _ -> "taken";
      case Outcome.Kept _ -> "kept";
      case Outcome.Unused(String kind) -> {
        assertTrue(decoder.kinds().contains(kind));
        yield kind;
      }
      case Outcome.Refused(String reason) -> {
        assertTrue(decoder.reasons().contains(reason));
        yield reason;
      }
    };
  }

  private static boolean has(Decoded decoded, String field) {
    return text(decoded).lines().anyMatch(line -> line.startsWith(field + ": "));
  }

  @Test
  void findsTheReportAmongSeveralParts() {
    String body =
        "--b\r\nContent-Type: application/sdp\r\n\r\nv=0\r\n--b\r\n" + VQ + "\r\n" + BODY + "--b--";
    String type = "Content-Type: multipart/mixed;boundary=b\r\n";

    assertEquals(
        "c1", taken(decode(SipTexts.request("PUBLISH", 1, EVENT + type, body))).report().callId());
  }

  @Test
  void aPublicationHoldsAsLongAsIsAskedForAndNoLongerThanAnHour() {
    String fields = EVENT + VQ + "Expires: ";
    assertTrue(has(decode(SipTexts.request("PUBLISH", 1, fields + "60\r\n", BODY)), "Expires"));
    assertTrue(
        text(decode(SipTexts.request("PUBLISH", 2, fields + "60\r\n", BODY)))
            .contains("\r\nExpires: 60\r\n"));
    assertTrue(
        text(decode(SipTexts.request("PUBLISH", 3, fields + "86400\r\n", BODY)))
            .contains("\r\nExpires: 3600\r\n"));
  }

  @Test
  void answersThroughTheProxiesThatItCameBy() {
    String message =
        SipTexts.publish(1)
            .replace(
                "Max-Forwards",
                "Via: SIP/2.0/TCP b.example;branch=z2\r\nv: SIP/2.0/UDP c\r\nMax-Forwards");
    List<String> vias = text(decode(message)).lines().filter(l -> l.startsWith("Via")).toList();

    assertEquals(
        List.of(
            "Via: SIP/2.0/UDP 10.1.20.11:5062;branch=z9hG4bK1;received=10.1.20.11;rport=4711",
            "Via: SIP/2.0/TCP b.example;branch=z2",
            "Via: SIP/2.0/UDP c"),
        vias);
  }

  @Test
  void aTagThatIsThereStays() {
    String message = SipTexts.publish(1).replace("10.1.0.9>", "10.1.0.9>;tag=mine");
    assertTrue(text(decode(message)).contains("\r\nTo: <sip:collector@10.1.0.9>;tag=mine\r\n"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          an ACK            | ACK sip:a SIP/2.0\\r\\nVia: SIP/2.0/UDP a\\r\\nFrom: a\\r\\nTo: b\\r\\nCall-ID: 1\\r\\nCSeq: 1 ACK\\r\\n\\r\\n | ack
          an answer         | SIP/2.0 200 OK\\r\\nVia: SIP/2.0/UDP a\\r\\nFrom: a\\r\\nTo: b\\r\\nCall-ID: 1\\r\\nCSeq: 1 PUBLISH\\r\\n\\r\\n | response
          a keep-alive      | \\r\\n\\r\\n | keep_alive
          nothing           | '' | keep_alive
          without Via       | OPTIONS sip:a SIP/2.0\\r\\nFrom: a\\r\\nTo: b\\r\\nCall-ID: 1\\r\\nCSeq: 1 OPTIONS\\r\\n\\r\\n | via
          without Call-ID   | OPTIONS sip:a SIP/2.0\\r\\nVia: SIP/2.0/UDP a\\r\\nFrom: a\\r\\nTo: b\\r\\nCSeq: 1 OPTIONS\\r\\n\\r\\n | call_id
          without end       | OPTIONS sip:a SIP/2.0\\r\\nVia: SIP/2.0/UDP a\\r\\n | headers_unfinished
          no SIP            | GET / HTTP/1.1\\r\\n\\r\\n | version
          """)
  void whatCannotBeAnsweredIsOnlyCounted(String name, String message, String outcome) {
    Decoded decoded = decode(message.replace("\\r\\n", "\r\n"));

    assertEquals(Optional.empty(), decoded.answer());
    assertEquals(outcome, outcome(decoded.outcome()));
  }

  /** Whatever is put into what an answer repeats, it has the lines of an answer and no more. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\rX-Evil: 1",
        "\nX-Evil: 1",
        "\r\rX-Evil: 1",
        "\u0085X-Evil: 1",
        "\u2028X-Evil: 1",
        "\0",
        "\u000bX-Evil: 1",
        "\r\n \r\n X-Evil: 1",
        "\r\n\tX-Evil: 1"
      })
  void aRequestAddsNothingToItsAnswer(String evil) {
    Pattern line =
        Pattern.compile(
            "(SIP/2\\.0 200 OK|(Via|From|To|Call-ID|CSeq|SIP-ETag|Expires): .*"
                + "|Content-Length: 0|)");
    String good = SipTexts.publish(1);
    for (String at :
        List.of("branch=z9hG4bK1", ";tag=a1", "collector@10.1.0.9>", "publication-1")) {
      Decoded decoded = decode(good.replace(at, at + evil));
      if (decoded.answer().isPresent()) {
        String answer = text(decoded);
        assertEquals(0, answer.replace("\r\n", "").chars().filter(Character::isISOControl).count());
        assertTrue(answer.split("\r\n", -1).length <= 11, answer);
        answer.lines().forEach(each -> assertTrue(line.matcher(each).matches(), each));
      }
    }
  }

  /** Nobody gains by sending in another's name: an answer is hardly longer than its request. */
  @Test
  void answersAreNoLongerThanRequests() {
    String least =
        """
        OPTIONS sip:a SIP/2.0
        Via:SIP/2.0/UDP a
        From:a
        To:b
        Call-ID:1
        CSeq:1 OPTIONS

        """
            .replace("\n", "\r\n");
    assertTrue(text(decode(least)).length() < least.length() * 4);
    String manyVias =
        SipTexts.publish(1).replace("Max-F", "Via: SIP/2.0/UDP a\r\n".repeat(250) + "Max-F");
    assertTrue(text(decode(manyVias)).length() < manyVias.length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rfc6035_publish_session.sip",
        "rfc6035_publish_alert.sip",
        "rfc6035_notify_session.sip",
        "rfc6035_notify_alert.sip",
        "snom821_publish.sip",
        "audiocodes_publish.sip"
      })
  void takesWhatRealPhonesPublish(String file) throws IOException {
    String message = Files.readString(Shared.path().resolve("samples/vq/" + file));
    Decoded decoded = decode(message.replaceAll("\r?\n", "\r\n"));

    taken(decoded);
    assertEquals("SIP/2.0 200 OK", status(decoded));
    assertFalse(text(decoded).contains(";received=;"));
  }
}
