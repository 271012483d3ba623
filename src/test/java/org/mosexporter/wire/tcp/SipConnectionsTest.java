package org.mosexporter.wire.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.wire.Frames.concat;
import static org.mosexporter.wire.tcp.Wire.ACK;
import static org.mosexporter.wire.tcp.Wire.FIN;
import static org.mosexporter.wire.tcp.Wire.FIRST;
import static org.mosexporter.wire.tcp.Wire.SIP_PORT;
import static org.mosexporter.wire.tcp.Wire.SYN;
import static org.mosexporter.wire.tcp.Wire.WEB_PORT;
import static org.mosexporter.wire.tcp.Wire.octets;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.config.IpAddress;
import org.mosexporter.wire.sip.Sighting;

class SipConnectionsTest {
  private static final String INVITE =
      "INVITE sip:1020@example.org SIP/2.0\r\nVia: SIP/2.0/TCP 10.1.20.11;branch=z9hG4bK1\r\n"
          + "Call-ID: c1\r\nContent-Type: application/sdp\r\nContent-Length: 11\r\n\r\nv=0\r\ns=-\r\n\r";

  /** Short names, a folded length, and lines that end with LF alone. */
  private static final String OK =
      "SIP/2.0 200 OK\nv: SIP/2.0/TCP 10.1.20.11;branch=z9hG4bK1\ni: c1\nl :\n 4\n\nbody";

  private static final String NOTIFY =
      "NOTIFY sip:1010@10.1.20.11 SIP/2.0\r\nCall-ID: c2\r\nContent-Type: message/sipfrag\r\n"
          + "CONTENT-LENGTH: 20\r\n\r\nSIP/2.0 180 Ringing\r";
  private static final List<String> MESSAGES = List.of(INVITE, OK, NOTIFY);

  /** Back to back, with the line ends that keep a NAT open between them (RFC 5626 §3.5.1). */
  private static final byte[] STREAM = octets("\r\n\r\n" + INVITE + OK + "\r\n" + NOTIFY);

  @ParameterizedTest(name = "reversed {0}, {1} times")
  @CsvSource({"false, 1", "true, 1", "false, 2", "true, 2"})
  void cutsMessagesWhereverTheSegmentsBorderIs(boolean reversed, int times) {
    for (int border = 0; border <= STREAM.length; border++) {
      Wire wire = new Wire(SIP_PORT);
      wire.open();
      wire.split(STREAM, border, reversed, times);
      assertEquals(MESSAGES, wire.messages, "border " + border);
      assertEquals(0, wire.connections.bufferedBytes());
    }
  }

  @Test
  void putsSegmentsOfEachSizeInOrderFromTheLastToTheFirst() {
    for (int size = 20; size <= STREAM.length; size++) {
      Wire wire = new Wire(SIP_PORT);
      wire.open();
      int last = (STREAM.length - 1) / size * size;
      for (int at = last; at >= 0; at -= size) {
        byte[] part = Arrays.copyOfRange(STREAM, at, Math.min(at + size + 7, STREAM.length));
        wire.toServer(FIRST + at, ACK, part); // the next one's first 7 octets too
      }
      assertEquals(MESSAGES, wire.messages, "size " + size);
    }
  }

  @Test
  void oneOctetASegment() {
    Wire wire = new Wire(SIP_PORT);
    wire.open();
    for (int i = 0; i < STREAM.length; i++) {
      wire.toServer(FIRST + i, ACK, new byte[] {STREAM[i]});
    }
    assertEquals(MESSAGES, wire.messages);
  }

  @Test
  void takesUpAConnectionWhoseBeginningIsLostAtTheNextMessage() {
    int okAt = 4 + INVITE.length();
    int notifyAt = okAt + OK.length() + 2;
    for (int border = 0; border <= STREAM.length; border++) {
      Wire wire = new Wire(SIP_PORT);
      wire.toServer(FIRST + border, ACK, Arrays.copyOfRange(STREAM, border, STREAM.length));
      List<String> expected;
      if (border <= 4) {
        expected = MESSAGES;
      } else if (border >= okAt - 3 && border <= okAt) { // the INVITE ends with line ends
        expected = List.of(OK, NOTIFY);
      } else { // OK follows no line end: nobody can know that it begins there
        expected = border <= notifyAt ? List.of(NOTIFY) : List.of();
      }
      assertEquals(expected, wire.messages, "border " + border);
    }
  }

  @Test
  void reversedWithoutItsBeginningAMessageIsStillWhole() {
    byte[] message = octets(INVITE);
    for (int border = 1; border < message.length; border++) {
      Wire wire = new Wire(SIP_PORT);
      wire.split(message, border, true, 1);
      assertEquals(List.of(INVITE), wire.messages, "border " + border);
    }
  }

  @Test
  void givesUpWhatIsMissingForTwoSecondsAndGoesOnAtTheNextMessage() {
    Wire wire = new Wire(SIP_PORT);
    wire.open();
    byte[] rest = octets("Length: 0\r\n\r\n" + INVITE + OK);
    wire.toServer(FIRST, ACK, octets(INVITE.substring(0, 130)));
    wire.toServer(FIRST + 300, ACK, rest);
    wire.connections.advance(wire.atNs + 1_900_000_000L);
    assertEquals(List.of(), wire.messages);
    assertTrue(wire.connections.hasGaps());

    wire.connections.advance(wire.atNs + 2_000_000_000L);
    assertEquals(List.of(INVITE.substring(0, 130), INVITE, OK), wire.messages);
    assertFalse(wire.connections.hasGaps());
    assertEquals(0, wire.connections.bufferedBytes());
  }

  @Test
  void segmentsThatTheCaptureCutLoseOnlyTheirMessage() {
    Wire wire = new Wire(SIP_PORT);
    wire.open();
    wire.segment(40_000, FIRST, ACK, octets(INVITE), 100);
    wire.toServer(FIRST + INVITE.length(), ACK, octets(OK));
    assertEquals(List.of(INVITE.substring(0, 100), OK), wire.messages);
  }

  @Test
  void tellsBetweenWhomAndWhenAMessageWasWhole() {
    Wire wire = new Wire(SIP_PORT);
    wire.open();
    wire.atNs = 5;
    wire.toServer(FIRST, ACK, octets(OK.substring(0, 20)));
    wire.atNs = 7;
    wire.toServer(FIRST + 20, ACK, octets(OK.substring(20)));
    Sighting expected =
        new Sighting(IpAddress.parse("10.1.20.11"), 40_000, IpAddress.parse("10.1.0.5"), 5060, 7);
    assertEquals(List.of(expected), wire.sightings);
  }

  @Test
  void withoutALengthAMessageLastsToTheNextOne() {
    Wire wire = new Wire(SIP_PORT);
    wire.open();
    String bare = "BYE sip:a@b SIP/2.0\r\nCall-ID: c1\r\n\r\n";
    String body = bare + "some text\r\n";
    wire.toServer(FIRST, ACK, octets(bare + body + bare));
    assertEquals(List.of(bare, body, bare), wire.messages);
  }

  @Test
  void aMessageTooLongToKeepIsHandedOnAsFarAsItGoesAndSkipped() {
    Wire wire = new Wire(SIP_PORT);
    wire.open();
    String head = "MESSAGE sip:a@b SIP/2.0\r\nCall-ID: c1\r\nContent-Length: 200000\r\n\r\n";
    byte[] stream = octets(head + "x".repeat(200_000) + OK);
    for (int at = 0; at < stream.length; at += 1400) {
      byte[] part = Arrays.copyOfRange(stream, at, Math.min(at + 1400, stream.length));
      wire.toServer(FIRST + at, ACK, part);
    }
    assertEquals(2, wire.messages.size());
    assertEquals(65_536, wire.messages.getFirst().length());
    assertEquals(OK, wire.messages.getLast());
  }

  @Test
  void onOtherPortsFollowsWhatBeginsLikeSipOnly() {
    Wire wire = new Wire(WEB_PORT);
    assertFalse(wire.toServer(FIRST, ACK, octets("GET / HTTP/1.1\r\nHost: example.org\r\n\r\n")));
    assertEquals(0, wire.connections.size());
    assertTrue(wire.toServer(FIRST, ACK, octets(INVITE)));
    assertTrue(wire.toServer(FIRST + INVITE.length(), ACK, octets(OK)));
    assertEquals(List.of(INVITE, OK), wire.messages);
  }

  @Test
  void anEndedConnectionIsForgottenAndAPortUsedAgainBeginsAnew() {
    Wire wire = new Wire(SIP_PORT);
    wire.open();
    wire.toServer(FIRST, ACK, octets(OK));
    wire.toServer(FIRST + OK.length(), ACK | FIN, new byte[0]);
    assertEquals(0, wire.connections.size());

    wire.toServer(FIRST, ACK, octets(INVITE.substring(0, 50)));
    wire.toServer(77_000, SYN, new byte[0]);
    wire.toServer(77_001, ACK, octets(OK));
    assertEquals(List.of(OK, INVITE.substring(0, 50), OK), wire.messages);
  }

  @Test
  void keepsNothingOfTls() {
    Wire wire = new Wire(5061);
    wire.open();
    Random random = new Random(61);
    byte[] record = new byte[1400];
    for (int i = 0; i < 20_000; i++) {
      random.nextBytes(record);
      if (i % 2 == 0) {
        System.arraycopy(concat(new byte[] {23, 3, 3, 5, 115}), 0, record, 0, 5);
      }
      wire.toServer(FIRST + 1400L * i, ACK, record);
      assertEquals(0, wire.connections.bufferedBytes());
    }
    assertEquals(List.of(), wire.messages);
  }

  @Test
  void aFloodOfConnectionsCostsBoundedMemoryAndNotThoseInUse() {
    Wire wire = new Wire(SIP_PORT);
    byte[] large = octets(INVITE.substring(0, 100) + "x".repeat(30_000));
    int sent = 0;
    wire.segment(1, FIRST, ACK, octets(OK), OK.length());
    for (int i = 0; i < 20_000; i++) {
      wire.segment(2 + i % 60_000, FIRST + i, i % 3 == 0 ? SYN : ACK, large, large.length);
      if (i % 200 == 0) {
        sent += OK.length();
        wire.segment(1, FIRST + sent, ACK, octets(OK.substring(0, 40)), 40);
      } else if (i % 200 == 100) {
        wire.segment(1, FIRST + sent + 40, ACK, octets(OK.substring(40)), OK.length() - 40);
      }
      assertTrue(wire.connections.size() <= SipConnections.MAX_ENTRIES);
      assertTrue(wire.connections.bufferedBytes() <= 8 << 20);
    }
    assertEquals(101, wire.messages.stream().filter(OK::equals).count());
    assertTrue(wire.connections.evictions() > 10_000);
  }

  @Test
  void aFloodOfWholeMessagesFillsTheTableAndNoMore() {
    Wire wire = new Wire(SIP_PORT);
    for (int i = 0; i < 5000; i++) {
      wire.segment(1 + i, FIRST, ACK, octets(OK), OK.length());
    }
    assertEquals(1024, wire.connections.size());
    assertEquals(5000 - 1024, wire.connections.evictions());
    assertEquals(5000, wire.messages.size());
  }

  /** What begins well and never ends is given up, and what comes behind it is read. */
  @ParameterizedTest
  @CsvSource({
    "'INVITE sip:a SIP/2.0', 33000",
    "'GET / HTTP/1.1|Sec-WebSocket-Protocol: sip', 9000"
  })
  @Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
  void aHeaderWithoutAnEndIsGivenUp(String beginning, int length) {
    byte[] endless = octets(beginning.replace("|", "\r\n") + "\r\nX: " + "y".repeat(length));
    Wire wire = new Wire(SIP_PORT);
    wire.open();
    long sequence = FIRST;
    for (int at = 0; at < endless.length; at += 1460) {
      byte[] segment = Arrays.copyOfRange(endless, at, Math.min(at + 1460, endless.length));
      wire.toServer(sequence, ACK, segment);
      sequence += segment.length;
    }
    wire.toServer(sequence, ACK, octets("\r\n\r\n" + OK));
    assertEquals(List.of(OK), wire.messages);
  }

  @Test
  void theEndOfACaptureGivesUpEachHole() {
    Wire wire = new Wire(SIP_PORT);
    wire.open();
    wire.toServer(FIRST + 100, ACK, octets(OK));
    wire.toServer(FIRST + 1000, ACK, octets(NOTIFY));
    wire.connections.finish();
    assertEquals(List.of(OK, NOTIFY), wire.messages);
  }

  @Test
  void noOctetsWhateverDoHarm() {
    Random random = new Random(20_261_126);
    Wire wire = new Wire(SIP_PORT);
    for (int i = 0; i < 200_000; i++) {
      int from = random.nextInt(STREAM.length);
      byte[] part = Arrays.copyOfRange(STREAM, from, from + random.nextInt(STREAM.length - from));
      for (int damage = random.nextInt(3); damage > 0 && part.length > 0; damage--) {
        part[random.nextInt(part.length)] = (byte) random.nextInt();
      }
      int sequence = random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(40_000);
      wire.atNs += random.nextInt(100_000_000);
      wire.segment(random.nextInt(20), sequence, random.nextInt(64), part, part.length);
      if (i % 64 == 0) {
        wire.connections.advance(wire.atNs);
      }
    }
    wire.connections.finish();
    assertEquals(0, wire.connections.bufferedBytes());
    wire.messages.clear();
    wire.toServer(FIRST - 1, SYN, new byte[0]);
    wire.toServer(FIRST, ACK, STREAM);
    assertEquals(MESSAGES, wire.messages);
  }

  @Test
  void segmentsOfNoInterestAllocateNothing() {
    IgnoredSegments segments = new IgnoredSegments();
    segments.send(20_000);
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = thread.getCurrentThreadAllocatedBytes();
    segments.send(100_000);
    long allocated = thread.getCurrentThreadAllocatedBytes() - before;
    assertTrue(allocated < 10_000, allocated + " octets");
  }
}
