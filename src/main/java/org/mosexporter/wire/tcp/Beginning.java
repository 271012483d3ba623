package org.mosexporter.wire.tcp;

import java.nio.ByteBuffer;

/** What the octets at a border begin with. */
enum Beginning {
  OTHER,
  SIP,
  /** A WebSocket's handshake that agrees on the subprotocol {@code sip} (RFC 7118 §4). */
  HANDSHAKE,
  /** A WebSocket frame that holds the beginning of a SIP message. */
  WEB_SOCKET;

  private static final String PROTOCOL_FIELD = "sec-websocket-protocol:";
  private static final String SIP_PROTOCOL = "sip";
  private static final int PREVIEW_BYTES = 512;
  private static final int MIN_PREVIEW_BYTES = 16;

  /**
   * Tells what it is. Allocates nothing unless it is a WebSocket frame of text in capitals.
   *
   * @param probe to read frames with
   */
  static Beginning of(ByteBuffer window, int offset, int length, WebSocketFrame probe) {
    if (length < 2) {
      return OTHER;
    }
    int first = window.get(offset) & 0xFF;
    return switch (first) {
      case 0x81, 0x82, 0x01, 0x02 -> frame(window, offset, length, probe);
      case 'G', 'H' -> handshake(window, offset, length);
      default -> sip(window, offset, length);
    };
  }

  private static Beginning sip(ByteBuffer window, int offset, int length) {
    return SipFraming.isMessage(window, offset, length) ? SIP : OTHER;
  }

  private static Beginning handshake(ByteBuffer window, int offset, int length) {
    if (!isHttp(window, offset, length)) {
      return sip(window, offset, length);
    }
    int end = offset + length;
    int at = offset;
    while (at < end) {
      int lineEnd = SipFraming.indexOfLineEnd(window, at, end);
      int stop = lineEnd < 0 ? end : lineEnd;
      if (matches(window, at, stop, PROTOCOL_FIELD)
          && names(window, at + PROTOCOL_FIELD.length(), stop)) {
        return HANDSHAKE;
      }
      at = stop + 1;
    }
    return OTHER;
  }

  static boolean isHttp(ByteBuffer window, int offset, int length) {
    int end = offset + length;
    return matches(window, offset, end, "get ") || matches(window, offset, end, "http/1.1 101 ");
  }

  /** Whether {@code sip} is among the words of a list. */
  private static boolean names(ByteBuffer window, int from, int end) {
    for (int at = from; at < end; at++) {
      boolean begins = at == from || isDivider(window.get(at - 1));
      int after = at + SIP_PROTOCOL.length();
      if (begins
          && matches(window, at, end, SIP_PROTOCOL)
          && (after == end || isDivider(window.get(after)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDivider(byte octet) {
    return octet == ' ' || octet == ',' || octet == '\t' || octet == '\r';
  }

  private static boolean matches(ByteBuffer window, int at, int end, String lowerCase) {
    if (end - at < lowerCase.length()) {
      return false;
    }
    for (int i = 0; i < lowerCase.length(); i++) {
      if (Character.toLowerCase(window.get(at + i)) != lowerCase.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static Beginning frame(ByteBuffer window, int offset, int length, WebSocketFrame frame) {
    if (!frame.read(window, offset, length) || frame.extended || !frame.isValid()) {
      return OTHER;
    }
    int available = (int) Math.min(frame.payloadBytes, length - frame.headerBytes);
    if (available < MIN_PREVIEW_BYTES || !isCapital(frame, window, offset)) {
      return OTHER;
    }
    byte[] preview = new byte[Math.min(PREVIEW_BYTES, available)];
    for (int i = 0; i < preview.length; i++) {
      preview[i] = frame.unmasked(window, offset + frame.headerBytes + i, i);
    }
    return SipFraming.isMessage(ByteBuffer.wrap(preview), 0, preview.length) ? WEB_SOCKET : OTHER;
  }

  /** Whether it begins like the name of a method or of the protocol. */
  private static boolean isCapital(WebSocketFrame frame, ByteBuffer window, int offset) {
    for (int i = 0; i < 3; i++) {
      byte octet = frame.unmasked(window, offset + frame.headerBytes + i, i);
      if (octet < 'A' || octet > 'Z') {
        return false;
      }
    }
    return true;
  }
}
