package org.mosexporter.receive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Where messages end in what a connection carries. */
enum Framing {
  /** Each says its length behind the first four octets. */
  HEP {
    @Override
    int messageBytes(byte[] octets, int length) {
      if (length < HEP_HEADER_BYTES) {
        return MORE;
      }
      String magic = new String(octets, 0, 4, StandardCharsets.ISO_8859_1);
      int announced = (octets[4] & 0xFF) << 8 | (octets[5] & 0xFF);
      boolean good = magic.equals("HEP3") || magic.equals("EEP3");
      return good && announced >= HEP_HEADER_BYTES ? announced : BROKEN;
    }
  },

  /**
   * A head up to an empty line, and as much behind it as Content-Length says (RFC 3261 §18.3),
   * which it must; line ends between messages keep a NAT open, and two of them are answered by one
   * (RFC 5626 §3.5.1). A peer that sends only what we refuse takes us for something else.
   */
  SIP {
    @Override
    int messageBytes(byte[] octets, int length) {
      int start = 0;
      while (start < length && (octets[start] == '\r' || octets[start] == '\n')) {
        start++;
      }
      if (start > 0) {
        return start;
      }
      int head = headBytes(octets, length);
      if (head < 0) {
        return length > MOST_HEAD_BYTES ? BROKEN : MORE;
      }
      int body = contentLength(new String(octets, 0, head, StandardCharsets.ISO_8859_1));
      return body < 0 || head + body > SipDecoder.MOST_BYTES ? BROKEN : head + body;
    }

    @Override
    int mostRefusedInARow() {
      return MOST_REFUSED_IN_A_ROW;
    }

    @Override
    byte[] pong(byte[] octets, int length) {
      boolean asked =
          length >= PING.length && Arrays.equals(octets, 0, PING.length, PING, 0, PING.length);
      return asked ? PONG.clone() : NO_OCTETS;
    }
  };

  /** How many messages in a row may be refused; a capture agent cannot help what it has to tell. */
  int mostRefusedInARow() {
    return Integer.MAX_VALUE;
  }

  /** What answers line ends that ask whether somebody is there; empty where nothing is asked. */
  byte[] pong(byte[] octets, int length) {
    return NO_OCTETS;
  }

  /** Not enough is there to tell. */
  static final int MORE = 0;

  /** No message ends here, however much comes. */
  static final int BROKEN = -1;

  private static final byte[] PING = {'\r', '\n', '\r', '\n'};
  private static final byte[] PONG = {'\r', '\n'};
  private static final byte[] NO_OCTETS = {};
  private static final int MOST_REFUSED_IN_A_ROW = 32;
  private static final int HEP_HEADER_BYTES = 6;
  private static final int MOST_HEAD_BYTES = 32 * 1024;
  private static final int MOST_DIGITS = 6;

  /**
   * How long the message is that begins at 0.
   *
   * @param length octets that are there; the message may be longer
   */
  abstract int messageBytes(byte[] octets, int length);

  private static int headBytes(byte[] octets, int length) {
    for (int i = 0; i + 1 < length; i++) {
      if (octets[i] == '\n') {
        int next = octets[i + 1] == '\r' ? i + 2 : i + 1;
        if (next < length && octets[next] == '\n') {
          return next + 1;
        }
      }
    }
    return -1;
  }

  /** −1 when it is not said. */
  private static int contentLength(String head) {
    for (String line : head.split("\n", -1)) {
      int colon = line.indexOf(':');
      String name = line.substring(0, Math.max(0, colon)).strip().toLowerCase(Locale.ROOT);
      if (name.equals("content-length") || name.equals("l")) {
        String digits = line.substring(colon + 1).strip();
        return digits.matches("[0-9]{1," + MOST_DIGITS + "}") ? Integer.parseInt(digits) : -1;
      }
    }
    return -1;
  }
}
