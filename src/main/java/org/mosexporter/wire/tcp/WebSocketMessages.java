package org.mosexporter.wire.tcp;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Puts the fragments of a WebSocket message together and takes the mask off (RFC 6455 §5.3, §5.4).
 * One message is one SIP message (RFC 7118 §5), of at most 64 KiB here.
 */
final class WebSocketMessages {
  private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

  private final WebSocketFrame frame = new WebSocketFrame();
  private ByteBuffer message = EMPTY;
  private int bytes;
  private boolean readable;

  /** The frame last read. */
  WebSocketFrame frame() {
    return frame;
  }

  /**
   * Adds the payload of {@link #frame}, which stands at the beginning of the buffer.
   *
   * @return octets of the message when it is whole and not blank, else 0
   */
  int add(ByteBuffer octets) {
    if (frame.isControl()) {
      return 0;
    }
    if (frame.opcode != WebSocketFrame.CONTINUATION) {
      clear();
      readable = !frame.extended;
    }
    int length = (int) frame.payloadBytes;
    readable = readable && bytes + length <= SegmentBuffer.MAX_BYTES;
    if (!readable) {
      clear();
      return 0;
    }
    reserve(bytes + length);
    for (int i = 0; i < length; i++) {
      message.put(bytes + i, frame.unmasked(octets, frame.headerBytes + i, i));
    }
    bytes += length;
    return frame.last && !isBlank() ? bytes : 0;
  }

  /** A line end alone keeps the connection open (RFC 7118 §6). */
  private boolean isBlank() {
    for (int i = 0; i < bytes; i++) {
      if (!SipFraming.isLineEnd(message.get(i))) {
        return false;
      }
    }
    return true;
  }

  private void reserve(int length) {
    if (length > message.capacity()) {
      message = ByteBuffer.wrap(Arrays.copyOf(message.array(), Math.max(length, 2 * bytes)));
    }
  }

  ByteBuffer message() {
    return message;
  }

  int capacityBytes() {
    return message.capacity();
  }

  /** Forgets what has been put together. */
  void clear() {
    message = EMPTY;
    bytes = 0;
    readable = false;
  }
}
