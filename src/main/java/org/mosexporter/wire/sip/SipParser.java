package org.mosexporter.wire.sip;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.mosexporter.wire.sip.SipMessage.Fault;
import org.mosexporter.wire.sip.SipMessage.Malformed;
import org.mosexporter.wire.sip.SipMessage.Request;
import org.mosexporter.wire.sip.SipMessage.Response;

/**
 * Reads one SIP message from a datagram (RFC 3261 §7, §18.3).
 *
 * <p>Of a message that the capture cut, the header lines that are whole are read, and a body only
 * when it is whole: half a session description says other things than all of it.
 *
 * <p>Whatever the octets are, the result is a message or a reason. Lines may end with LF alone, and
 * the blank lines that keep a NAT binding open may come first (RFC 5626 §3.5.1).
 */
public final class SipParser {
  static final int MAX_METHOD_CHARS = 32;

  private static final int MAX_HEADER_BYTES = 32 * 1024;
  private static final int MAX_BODY_BYTES = 64 * 1024;
  private static final String VERSION = "SIP/2.0";
  private static final byte[] VERSION_OCTETS = VERSION.getBytes(StandardCharsets.US_ASCII);

  /** Whether a datagram begins with the start line of a SIP message. Allocates nothing. */
  public static boolean looksLikeSip(ByteBuffer window, int offset, int length) {
    int end = offset + length;
    int at = offset;
    while (at < end && isLineEnd(window.get(at))) {
      at++;
    }
    if (isVersion(window, at, end)) {
      return at + VERSION_OCTETS.length < end && window.get(at + VERSION_OCTETS.length) == ' ';
    }
    int method = at;
    while (at < end && at - method <= MAX_METHOD_CHARS && Texts.isTokenChar(window.get(at))) {
      at++;
    }
    if (at == method || at >= end || window.get(at) != ' ') {
      return false;
    }
    int uri = at + 1;
    while (at < end && !isLineEnd(window.get(at))) {
      at++;
    }
    int versionAt = at - VERSION_OCTETS.length;
    return at < end
        && versionAt - 1 > uri
        && window.get(versionAt - 1) == ' '
        && isVersion(window, versionAt, end);
  }

  /** Reads the message in [offset, offset + length). */
  public static SipMessage parse(ByteBuffer window, int offset, int length) {
    return parse(window, offset, length, true);
  }

  /** Reads the message, or when it is not {@code whole} its beginning. */
  public static SipMessage parse(ByteBuffer window, int offset, int length, boolean whole) {
    Objects.checkFromIndexSize(offset, length, window.limit());
    byte[] octets = new byte[length];
    window.get(offset, octets);
    int start = 0;
    while (start < length && isLineEnd(octets[start])) {
      start++;
    }
    if (start == length) {
      return new Malformed(Fault.EMPTY);
    }
    int bodyAt = afterBlankLine(octets, start);
    if (bodyAt < 0) {
      boolean large = length - start > MAX_HEADER_BYTES;
      return whole || large
          ? new Malformed(large ? Fault.HEADERS_TOO_LARGE : Fault.HEADERS_UNFINISHED)
          : cut(octets, start);
    }
    String head = new String(octets, start, bodyAt - start, StandardCharsets.UTF_8);
    byte[] rest = Arrays.copyOfRange(octets, bodyAt, length);
    return message(head, true, whole, rest);
  }

  /** Reads the lines after which another one begins: they go on no more. */
  private static SipMessage cut(byte[] octets, int start) {
    int end = octets.length - 1;
    while (end > start && (octets[end - 1] != '\n' || octets[end] == ' ' || octets[end] == '\t')) {
      end--;
    }
    if (end <= start) {
      return new Malformed(Fault.TRUNCATED);
    }
    String head = new String(octets, start, end - start, StandardCharsets.UTF_8);
    SipMessage message = message(head, false, false, new byte[0]);
    return message instanceof Malformed ? new Malformed(Fault.TRUNCATED) : message;
  }

  private static SipMessage message(
      String head, boolean wholeHead, boolean wholeRest, byte[] rest) {
    int lineEnd = head.indexOf('\n');
    String startLine = head.substring(0, lineEnd).strip();
    HeaderReader reader = new HeaderReader();
    Lines.forEach(head.substring(lineEnd + 1), reader::line);
    SipHeaders headers = reader.headers(wholeHead);
    Optional<Fault> fault =
        startFault(startLine).or(headers::fault).or(() -> bodyFault(headers, rest));
    if (fault.isPresent()) {
      return new Malformed(fault.get());
    }
    boolean wholeBody = wholeRest || rest.length >= contentLength(headers).orElse(Long.MAX_VALUE);
    String body = wholeBody ? body(headers, rest) : "";
    if (startLine.startsWith(VERSION)) {
      String afterVersion = startLine.substring(VERSION.length()).strip();
      String reason = afterVersion.substring(3);
      return new Response(status(startLine), Texts.bounded(reason), headers, body);
    }
    int uriAt = startLine.indexOf(' ');
    String uri = startLine.substring(uriAt, startLine.length() - VERSION.length());
    return new Request(startLine.substring(0, uriAt), Texts.bounded(uri), headers, body);
  }

  private static Optional<Fault> startFault(String line) {
    if (line.startsWith(VERSION + " ")) {
      return status(line) == 0 ? Optional.of(Fault.STATUS) : Optional.empty();
    }
    int blank = line.indexOf(' ');
    int last = line.lastIndexOf(' ');
    if (blank <= 0 || last <= blank || !Texts.isToken(line.substring(0, blank), MAX_METHOD_CHARS)) {
      return Optional.of(Fault.START_LINE);
    }
    boolean known = line.substring(last + 1).equalsIgnoreCase(VERSION);
    return known ? Optional.empty() : Optional.of(Fault.VERSION);
  }

  /** The status code of a status line, 100–699; 0 when there is none. */
  private static int status(String line) {
    String code = line.substring(VERSION.length()).strip();
    boolean alone = code.length() == 3 || (code.length() > 3 && code.charAt(3) == ' ');
    OptionalLong number = alone ? Texts.number(code.substring(0, 3), 699) : OptionalLong.empty();
    return number.orElse(0) < 100 ? 0 : (int) number.getAsLong();
  }

  private static Optional<Fault> bodyFault(SipHeaders headers, byte[] rest) {
    Optional<String> text = headers.first("content-length");
    OptionalLong length = contentLength(headers);
    if (text.isPresent() && length.isEmpty()) {
      return Optional.of(Fault.CONTENT_LENGTH);
    }
    boolean large = Math.min(length.orElse(rest.length), rest.length) > MAX_BODY_BYTES;
    return large ? Optional.of(Fault.BODY_TOO_LARGE) : Optional.empty();
  }

  private static OptionalLong contentLength(SipHeaders headers) {
    return Texts.number(headers.first("content-length").orElse(""), Integer.MAX_VALUE);
  }

  private static String body(SipHeaders headers, byte[] rest) {
    String type = headers.contentType();
    boolean wanted =
        type.equals("application/sdp")
            || type.startsWith("multipart/")
            || type.equals("application/vq-rtcpxr");
    if (!wanted) {
      return "";
    }
    int length = (int) Math.min(contentLength(headers).orElse(rest.length), rest.length);
    return new String(rest, 0, length, StandardCharsets.UTF_8);
  }

  /** Where the body begins, behind an empty line; −1 when there is none within the limit. */
  private static int afterBlankLine(byte[] octets, int start) {
    int end = Math.min(octets.length, start + MAX_HEADER_BYTES);
    for (int i = start; i < end; i++) {
      if (octets[i] == '\n') {
        int next = i + 1 < end && octets[i + 1] == '\r' ? i + 2 : i + 1;
        if (next < end && octets[next] == '\n') {
          return next + 1;
        }
      }
    }
    return -1;
  }

  private static boolean isVersion(ByteBuffer window, int at, int end) {
    if (at + VERSION_OCTETS.length > end) {
      return false;
    }
    for (int i = 0; i < VERSION_OCTETS.length; i++) {
      if (window.get(at + i) != VERSION_OCTETS[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLineEnd(byte octet) {
    return octet == '\r' || octet == '\n';
  }

  private SipParser() {}
}
