package org.mosexporter.wire.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.wire.Frames.concat;
import static org.mosexporter.wire.Frames.hex;
import static org.mosexporter.wire.tcp.Wire.ACK;
import static org.mosexporter.wire.tcp.Wire.FIRST;
import static org.mosexporter.wire.tcp.Wire.WEB_PORT;
import static org.mosexporter.wire.tcp.Wire.octets;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("StringConcatToTextBlock") // lines end in CRLF
class WebSocketTest {
  /** RFC 7118 §4.1. */
  private static final byte[] HANDSHAKE =
      octets(
          "GET / HTTP/1.1\r\nHost: sip-ws.example.com\r\nUpgrade: websocket\r\n"
              + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
              + "Origin: http://www.example.com\r\nSec-WebSocket-Protocol: chat, sip\r\n"
              + "Sec-WebSocket-Version: 13\r\n\r\n");

  private static final byte[] ANSWER =
      octets(
          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
              + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"
              + "Sec-WebSocket-Protocol: sip\r\n\r\n");

  /** RFC 7118 §8.1; 126 octets and more need the 16-bit length. */
  private static final String REGISTER =
      "REGISTER sip:proxy.example.com SIP/2.0\r\nVia: SIP/2.0/WS df7jal23ls0d.invalid;branch=z9\r\n"
          + "From: sip:alice@example.com;tag=65bnmj.34asd\r\nTo: sip:alice@example.com\r\n"
          + "Call-ID: aiuy7k9njasd\r\nCSeq: 1 REGISTER\r\n\r\n";

  private static final String BYE = "BYE sip:a@b SIP/2.0\r\nCall-ID: c1\r\n\r\n";

  private static final String MASK = "37 FA 21 3D";

  /** The example of RFC 6455 §5.7: "Hello" masked and not, and in two fragments. */
  @Test
  void readsTheFramesOfTheStandard() {
    byte[] masked = hex("81 85 37 FA 21 3D 7F 9F 4D 51 58");
    byte[] plain = hex("81 05 48 65 6C 6C 6F");
    byte[] fragments = hex("01 03 48 65 6C 80 02 6C 6F");
    byte[] ping = hex("89 05 48 65 6C 6C 6F");
    Wire wire = new Wire(WEB_PORT);
    wire.toServer(FIRST, ACK, concat(HANDSHAKE, masked, ping, plain, fragments));
    assertEquals(List.of("Hello", "Hello", "Hello"), wire.messages);
  }

  private static byte[] stream(boolean masked) {
    return concat(
        frame(0x81, masked, REGISTER),
        frame(0x89, masked, "ping"),
        frame(0x82, masked, BYE),
        frame(0x81, masked, "\r\n\r\n"),
        frame(0x01, masked, REGISTER.substring(0, 70)),
        frame(0x8A, masked, ""),
        frame(0x00, masked, REGISTER.substring(70, 71)),
        frame(0x80, masked, REGISTER.substring(71)));
  }

  private static byte[] frame(int first, boolean masked, String text) {
    int size = text.length();
    int bit = masked ? 0x80 : 0;
    byte[] length =
        size < 126
            ? new byte[] {(byte) (bit | size)}
            : new byte[] {(byte) (bit | 126), (byte) (size >> 8), (byte) size};
    byte[] payload = octets(text);
    byte[] key = hex(masked ? MASK : "");
    for (int i = 0; masked && i < payload.length; i++) {
      payload[i] ^= key[i % 4];
    }
    return concat(new byte[] {(byte) first}, length, key, payload);
  }

  @ParameterizedTest(name = "masked {0}, reversed {1}, {2} times")
  @CsvSource({"false, false, 1", "true, false, 2", "false, true, 1", "true, true, 2"})
  void cutsMessagesWhereverTheSegmentsBorderIs(boolean masked, boolean reversed, int times) {
    byte[] handshake = masked ? HANDSHAKE : ANSWER;
    byte[] frames = stream(masked);
    for (int border = 0; border <= frames.length; border++) {
      Wire wire = new Wire(WEB_PORT);
      wire.toServer(FIRST - handshake.length, ACK, handshake);
      wire.split(frames, border, reversed, times);
      assertEquals(List.of(REGISTER, BYE, REGISTER), wire.messages, "border " + border);
      assertEquals(0, wire.connections.bufferedBytes());
    }
  }

  @Test
  void onASipPortTheHandshakeMayBeSplitToo() {
    byte[] all = concat(HANDSHAKE, stream(true));
    for (int border = 0; border <= all.length; border++) {
      Wire wire = new Wire(Wire.SIP_PORT);
      wire.open();
      boolean reversed = border < HANDSHAKE.length - 16; // before text, frames may be ciphertext
      wire.split(all, border, reversed, 1);
      assertEquals(List.of(REGISTER, BYE, REGISTER), wire.messages, "border " + border);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void recognisesAConnectionWhoseHandshakeWasNotSeen(boolean masked) {
    Wire wire = new Wire(WEB_PORT);
    assertTrue(wire.toServer(FIRST, ACK, stream(masked)));
    assertEquals(List.of(REGISTER, BYE, REGISTER), wire.messages);
  }

  @Test
  void goesOnAfterALossAtTheNextFrameThatBeginsAMessage() {
    Wire wire = new Wire(WEB_PORT);
    byte[] frames = stream(true);
    wire.toServer(FIRST, ACK, concat(HANDSHAKE, Arrays.copyOf(frames, 100)));
    int next = HANDSHAKE.length + 1000;
    wire.toServer(FIRST + next, ACK, frames);
    wire.connections.advance(wire.atNs + 3_000_000_000L);
    wire.toServer(FIRST + next + frames.length, ACK, frame(0x81, true, BYE));
    assertEquals(List.of(REGISTER, BYE, REGISTER, BYE), wire.messages);
  }

  @Test
  void leavesOtherSubprotocolsAndTextsAlone() {
    Wire wire = new Wire(WEB_PORT);
    byte[] chat =
        octets(
            new String(HANDSHAKE, java.nio.charset.StandardCharsets.US_ASCII)
                .replace("chat, sip", "chat, sipx"));
    assertFalse(wire.toServer(FIRST, ACK, chat));
    assertFalse(wire.toServer(FIRST, ACK, frame(0x81, true, "HELLO everybody out there\r\n")));
    assertFalse(wire.toServer(FIRST, ACK, frame(0xC1, true, REGISTER))); // compressed
    assertEquals(0, wire.connections.size());
  }

  @Test
  void skipsWhatIsCompressedOrTooLong() {
    Wire wire = new Wire(WEB_PORT);
    byte[] huge = concat(hex("81 7F 00 00 00 00 00 01 86 A0"), new byte[100_000]);
    byte[] all = concat(ANSWER, frame(0xC1, false, REGISTER), huge, frame(0x81, false, BYE));
    for (int at = 0; at < all.length; at += 1400) {
      wire.toServer(FIRST + at, ACK, Arrays.copyOfRange(all, at, Math.min(at + 1400, all.length)));
    }
    assertEquals(List.of(BYE), wire.messages);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "83 00", // reserved opcode
        "8B 00", // reserved control opcode
        "09 00", // a control frame in fragments
        "89 7E 00 7E", // a control frame too long
        "81 7F FF FF FF FF FF FF FF FF", // a negative length
        "80 00", // a continuation of nothing
      })
  void framesThatCannotBeDoNoHarm(String frame) {
    Wire wire = new Wire(WEB_PORT);
    wire.toServer(FIRST, ACK, concat(ANSWER, hex(frame)));
    int at = ANSWER.length + hex(frame).length;
    wire.toServer(FIRST + at, ACK, frame(0x81, false, BYE));
    assertEquals(List.of(BYE), wire.messages);
  }

  /** Lengths that with their headers are more than a number holds, or nearly so (RFC 6455 §5.2). */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "01 7F 7FFFFFFFFFFFFFF6",
        "01 FF 7FFFFFFFFFFFFFFC 8005FFFF 01020304 05060708",
        "81 7F 8000000000000000",
        "89 7F 8000000000000000",
        "81 7F 000000007FFFFFFF"
      })
  @Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
  void noLengthDoesHarm(String frame) {
    Wire wire = new Wire(WEB_PORT);
    wire.toServer(FIRST, ACK, HANDSHAKE);
    wire.toServer(FIRST + HANDSHAKE.length, ACK, hex(frame));
    wire.toServer(FIRST + HANDSHAKE.length + hex(frame).length, ACK, new byte[100]);
    assertEquals(List.of(), wire.messages);
  }
}
