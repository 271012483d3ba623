package org.mosexporter.wire.tcp;

import java.nio.ByteBuffer;

/**
 * The header of a WebSocket frame (RFC 6455 §5.2), filled anew for each.
 *
 * <pre>
 * 0 FIN, RSV1–3, opcode   1 MASK, length (126: 16 bits follow, 127: 64 bits)   then the key if MASK
 * </pre>
 */
final class WebSocketFrame {
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;

  private static final int CLOSE = 8;
  private static final int PONG = 10;
  private static final int MAX_CONTROL_BYTES = 125;

  int headerBytes;
  long payloadBytes;
  int opcode;
  boolean last;

  /** Compressed or otherwise changed by an extension that nobody here understands. */
  boolean extended;

  private boolean masked;
  private int key;

  /** Reads what is at {@code at}; false when more octets have to come first. */
  boolean read(ByteBuffer octets, int at, int ready) {
    if (ready < 2) {
      return false;
    }
    int first = octets.get(at) & 0xFF;
    int second = octets.get(at + 1) & 0xFF;
    last = (first & 0x80) != 0;
    extended = (first & 0x70) != 0;
    opcode = first & 0x0F;
    masked = (second & 0x80) != 0;
    int shortLength = second & 0x7F;
    int lengthBytes = shortLength == 127 ? 8 : shortLength == 126 ? 2 : 0;
    headerBytes = 2 + lengthBytes + (masked ? 4 : 0);
    if (ready < headerBytes) {
      return false;
    }
    payloadBytes =
        switch (lengthBytes) {
          case 8 -> octets.getLong(at + 2);
          case 2 -> octets.getShort(at + 2) & 0xFFFF;
          default -> shortLength;
        };
    key = masked ? octets.getInt(at + headerBytes - 4) : 0;
    return true;
  }

  /** Whether the protocol allows such a frame, and anybody would send one so long. */
  boolean isValid() {
    return isControl()
        ? opcode <= PONG && last && payloadBytes >= 0 && payloadBytes <= MAX_CONTROL_BYTES
        : opcode <= BINARY && payloadBytes >= 0 && payloadBytes <= Integer.MAX_VALUE;
  }

  /** Whether a message begins that cannot be read for it (RFC 7692 §6). */
  boolean beginsCompressed() {
    return extended && opcode != CONTINUATION && !isControl();
  }

  boolean isControl() {
    return opcode >= CLOSE;
  }

  /** The payload octet at the index, which stands at {@code at} in the buffer. */
  byte unmasked(ByteBuffer octets, int at, int index) {
    return (byte) (octets.get(at) ^ (key >>> (24 - 8 * (index & 3))));
  }
}
