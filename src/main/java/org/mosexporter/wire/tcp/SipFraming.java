package org.mosexporter.wire.tcp;

import java.nio.ByteBuffer;
import org.mosexporter.wire.sip.SipParser;

/**
 * Where a SIP message in a stream of octets ends (RFC 3261 §18.3), and where one begins when the
 * place in the stream is lost.
 */
final class SipFraming {
  /** More octets have to come before it can be told. */
  static final int UNFINISHED = 0;

  /** This is no SIP message. */
  static final int NOT_SIP = -1;

  private static final int MAX_START_LINE_BYTES = 2048;
  static final int MAX_HEADER_BYTES = 32 * 1024;

  /** What start lines begin with: the version, or a method (IANA registry "Methods" of SIP). */
  private static final String[] KNOWN = {
    "SIP/2.0 ",
    "INVITE ",
    "ACK ",
    "BYE ",
    "CANCEL ",
    "OPTIONS ",
    "REGISTER ",
    "PRACK ",
    "SUBSCRIBE ",
    "NOTIFY ",
    "PUBLISH ",
    "INFO ",
    "REFER ",
    "MESSAGE ",
    "UPDATE "
  };

  /**
   * The length of the message at the beginning, which may reach beyond {@code ready}; or {@link
   * #UNFINISHED} or {@link #NOT_SIP}.
   *
   * @param searched octets in which the header was found not to end
   * @param ready octets there are
   */
  static long messageLength(ByteBuffer octets, int searched, int ready) {
    int lineEnd = indexOfLineEnd(octets, 0, ready);
    if (lineEnd < 0) {
      return ready > MAX_START_LINE_BYTES || !isText(octets, 0, ready) ? NOT_SIP : UNFINISHED;
    }
    if (!SipParser.looksLikeSip(octets, 0, lineEnd + 1)) {
      return NOT_SIP;
    }
    int bodyAt = afterBlankLine(octets, Math.max(lineEnd, searched - 2), ready);
    if (bodyAt < 0) {
      return ready > MAX_HEADER_BYTES ? NOT_SIP : UNFINISHED;
    }
    long bodyBytes = contentLength(octets, lineEnd + 1, bodyAt);
    return bodyBytes < 0 ? withoutLength(octets, bodyAt, ready) : bodyAt + bodyBytes;
  }

  /** Where the header ends and a body may begin; −1 when not within {@code ready}. */
  static int afterBlankLine(ByteBuffer octets, int from, int ready) {
    for (int i = from; i < ready; i++) {
      if (octets.get(i) == '\n') {
        int next = i + 1 < ready && octets.get(i + 1) == '\r' ? i + 2 : i + 1;
        if (next < ready && octets.get(next) == '\n') {
          return next + 1;
        }
      }
    }
    return -1;
  }

  /** Content-Length must be there; a message without it lasts to the next, or as far as is seen. */
  private static int withoutLength(ByteBuffer octets, int bodyAt, int ready) {
    int next = bodyAt < ready && isStart(octets, bodyAt, ready) ? bodyAt : -1;
    int start = next < 0 ? nextStart(octets, bodyAt, ready) : next;
    return start < 0 ? ready : start;
  }

  /**
   * Where, behind a line end, a message begins; −1 when nowhere. A start line counts only when a
   * header field follows: bodies may hold start lines too (RFC 3420).
   */
  static int nextStart(ByteBuffer octets, int from, int ready) {
    for (int i = from; i < ready; i++) {
      if (octets.get(i) == '\n' && isStart(octets, i + 1, ready)) {
        return i + 1;
      }
    }
    return -1;
  }

  /** Whether a start line and the name of a header field are here. */
  static boolean isStart(ByteBuffer octets, int at, int ready) {
    if (at >= ready || !isLetter(octets.get(at))) {
      return false;
    }
    int end = Math.min(ready, at + MAX_START_LINE_BYTES);
    int lineEnd = indexOfLineEnd(octets, at, end);
    return lineEnd > 0
        && isMessage(octets, at, lineEnd + 1 - at)
        && isFieldName(octets, lineEnd + 1, ready);
  }

  /**
   * Whether a message begins here, though the place may be any: its method must be a registered
   * one, for a border within {@code INVITE} leaves {@code NVITE}. Blank lines may come first.
   */
  static boolean isMessage(ByteBuffer octets, int at, int length) {
    int end = at + length;
    int first = at;
    while (first < end && isLineEnd(octets.get(first))) {
      first++;
    }
    return first < end
        && hasKnownName(octets, first, end)
        && SipParser.looksLikeSip(octets, at, length);
  }

  private static boolean hasKnownName(ByteBuffer octets, int at, int end) {
    for (String name : KNOWN) {
      int i = 0;
      while (i < name.length() && at + i < end && octets.get(at + i) == name.charAt(i)) {
        i++;
      }
      if (i == name.length()) {
        return true;
      }
    }
    return false;
  }

  private static boolean isFieldName(ByteBuffer octets, int from, int ready) {
    int at = from;
    while (at < ready && (isLetter(octets.get(at)) || octets.get(at) == '-')) {
      at++;
    }
    int nameEnd = at;
    while (at < ready && isBlank(octets.get(at))) {
      at++;
    }
    return nameEnd > from && at < ready && octets.get(at) == ':';
  }

  /** The value of Content-Length or its short form; −1 when there is none. */
  private static long contentLength(ByteBuffer octets, int from, int to) {
    int at = from;
    while (at < to) {
      int lineEnd = indexOfLineEnd(octets, at, to);
      int end = lineEnd < 0 ? to : lineEnd;
      int value =
          Math.max(valueAt(octets, at, end, "content-length"), valueAt(octets, at, end, "l"));
      if (value >= 0) {
        return number(octets, value, to);
      }
      at = end + 1;
    }
    return -1;
  }

  /** Where the value of the field begins if this line is that field; −1 when it is another. */
  private static int valueAt(ByteBuffer octets, int from, int end, String name) {
    if (end - from <= name.length()) {
      return -1;
    }
    for (int i = 0; i < name.length(); i++) {
      if (Character.toLowerCase(octets.get(from + i)) != name.charAt(i)) {
        return -1;
      }
    }
    int at = from + name.length();
    while (at < end && isBlank(octets.get(at))) {
      at++;
    }
    return at < end && octets.get(at) == ':' ? at + 1 : -1;
  }

  /** Reads digits behind blanks, among them a folded line's; at most 9 of them. */
  private static long number(ByteBuffer octets, int from, int to) {
    int at = from;
    while (at < to && (isBlank(octets.get(at)) || isLineEnd(octets.get(at)))) {
      at++;
    }
    int first = at;
    long number = 0;
    while (at < to && at - first < 9 && octets.get(at) >= '0' && octets.get(at) <= '9') {
      number = number * 10 + octets.get(at++) - '0';
    }
    return at == first ? -1 : number;
  }

  static int indexOfLineEnd(ByteBuffer octets, int from, int to) {
    for (int i = from; i < to; i++) {
      if (octets.get(i) == '\n') {
        return i;
      }
    }
    return -1;
  }

  /** Whether up to 16 octets are what a line of text is made of: ciphertext once in 10^6 is. */
  static boolean isText(ByteBuffer octets, int from, int length) {
    for (int i = from; i < from + Math.min(16, length); i++) {
      byte octet = octets.get(i);
      if ((octet < ' ' || octet > '~') && octet != '\t' && !isLineEnd(octet)) {
        return false;
      }
    }
    return length > 0;
  }

  static boolean isLineEnd(byte octet) {
    return octet == '\r' || octet == '\n';
  }

  private static boolean isBlank(byte octet) {
    return octet == ' ' || octet == '\t';
  }

  private static boolean isLetter(byte octet) {
    return (octet >= 'A' && octet <= 'Z') || (octet >= 'a' && octet <= 'z');
  }

  /** The line end before the last two lines, which may yet turn out to begin a message. */
  static int lastLineEnd(ByteBuffer octets, int ready) {
    int lines = 0;
    for (int i = ready - 1; i >= 0; i--) {
      if (octets.get(i) == '\n' && ++lines == 2) {
        return i;
      }
    }
    return 0;
  }

  private SipFraming() {}
}
