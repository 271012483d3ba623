package org.mosexporter.wire.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.wire.Frames.ascii;
import static org.mosexporter.wire.Frames.window;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mosexporter.wire.sip.SipMessage.Fault;
import org.mosexporter.wire.sip.SipMessage.Malformed;
import org.mosexporter.wire.sip.SipMessage.Request;

/** Messages of which the capture shows only the beginning. */
class CutMessageTest {
  private static final List<String> LINES =
      List.of(
          "INVITE sip:1020@example.org SIP/2.0",
          "Via: SIP/2.0/UDP 10.1.20.11:5060;branch=z9hG4bK1",
          "From: \"Alice\" <sip:1010@example.org>",
          " ;tag=alice",
          "To: <sip:1020@example.org>",
          "Call-ID: c1@10.1.20.11",
          "CSeq: 1 INVITE",
          "User-Agent: Phone 1.0",
          "Content-Type: application/sdp",
          "Content-Length: 81",
          "");
  private static final String HEAD = String.join("\r\n", LINES) + "\r\n";
  private static final String BODY =
      "v=0\r\no=- 1 1 IN IP4 h\r\ns=-\r\nc=IN IP4 10.1.20.11\r\nt=0 0\r\nm=audio 40000 RTP/AVP 0\r\n";

  private static SipMessage cut(String message, int captured) {
    return SipParser.parse(window(ascii(message.substring(0, captured))), 0, captured, false);
  }

  /** Behind this many octets the fifth mandatory line is whole: another one has begun. */
  private static int afterLine(int lines) {
    return String.join("\r\n", LINES.subList(0, lines)).length() + 2 + 1;
  }

  @Test
  void isReadOnceEveryMandatoryLineIsWholeAndHasNoHalfBody() {
    assertEquals(81, BODY.length());
    String whole = HEAD + BODY;
    for (int captured = 0; captured < whole.length(); captured++) {
      SipMessage message = cut(whole, captured);
      if (captured < afterLine(7)) {
        assertTrue(
            message instanceof Malformed(Fault fault)
                && (fault == Fault.TRUNCATED || (fault == Fault.EMPTY && captured == 0)),
            captured + " octets: " + message);
        continue;
      }
      Request invite = (Request) message;
      assertEquals("c1@10.1.20.11", invite.headers().callId());
      assertEquals("alice", invite.headers().fromTag());
      assertEquals(captured >= HEAD.length(), invite.headers().areWhole());
      assertEquals(captured >= afterLine(8), invite.headers().userAgent().isPresent());
      assertEquals("", invite.body());
    }
  }

  /** The line may go on, as long as none begins behind it (RFC 3261 §7.3.1). */
  @Test
  void aLineThatMayBeFoldedIsNotWhole() {
    String minimal = "BYE sip:a SIP/2.0\nCall-ID: c\nFrom: a\nTo: b\nCSeq: 1 BYE\n";
    assertEquals(new Malformed(Fault.TRUNCATED), cut(minimal, minimal.length()));
    String folded = minimal + " ;more";
    assertEquals(new Malformed(Fault.TRUNCATED), cut(folded, folded.length()));
    String next = minimal + "U";
    assertEquals("BYE", ((Request) cut(next, next.length())).method());
  }

  /** What follows the announced body is nobody's: the mirror may cut it. */
  @Test
  void aBodyThatIsWholeIsReadAlthoughTheDatagramWasCut() {
    Request invite = (Request) cut(HEAD + BODY + "\0\0\0", HEAD.length() + BODY.length());
    assertEquals(40_000, invite.sessionDescription().orElseThrow().media().getFirst().port());
    Request unknown =
        (Request) cut(HEAD.replace("Content-Length: 81\r\n", "") + BODY, HEAD.length() + 40);
    assertFalse(unknown.sessionDescription().isPresent());
  }

  /** A message that is wrong is wrong, cut or not. */
  @Test
  void whatIsWrongBeforeTheBodyIsNotBlamedOnTheCapture() {
    String wrong = HEAD.replace("CSeq: 1 INVITE", "CSeq: x INVITE") + BODY;
    assertEquals(new Malformed(Fault.CSEQ), cut(wrong, wrong.length() - 10));
  }
}
