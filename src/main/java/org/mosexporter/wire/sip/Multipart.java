package org.mosexporter.wire.sip;

import java.util.Locale;
import java.util.Optional;

/** Finds what is wanted in a body of several parts (RFC 2046 §5.1, RFC 5621 §3.1). */
final class Multipart {
  private static final int MAX_PARTS = 16;
  private static final int MAX_DEPTH = 3;

  /** What is looked for: its type, and how it begins. */
  private record Wanted(String type, String beginning) {
    boolean begins(String text) {
      return text.regionMatches(true, 0, beginning, 0, beginning.length());
    }
  }

  private static final Wanted SESSION_DESCRIPTION = new Wanted("application/sdp", "v=");
  private static final Wanted QUALITY_REPORT = new Wanted("application/vq-rtcpxr", "VQ");

  static Optional<String> sessionDescription(String body) {
    return find(body, SESSION_DESCRIPTION, MAX_DEPTH);
  }

  static Optional<String> qualityReport(String body) {
    return find(body, QUALITY_REPORT, MAX_DEPTH);
  }

  private static Optional<String> find(String body, Wanted wanted, int depth) {
    String text = body.stripLeading();
    if (wanted.begins(text)) {
      return Optional.of(text);
    }
    int start = text.startsWith("--") ? 0 : text.indexOf("\n--") + 1;
    if (!text.startsWith("--", start)) {
      return Optional.empty();
    }
    int lineEnd = text.indexOf('\n', start);
    if (lineEnd < 0) {
      return Optional.empty();
    }
    String boundary = text.substring(start, lineEnd).strip();
    return boundary.length() > 2 ? part(text, boundary, wanted, depth) : Optional.empty();
  }

  private static Optional<String> part(String text, String boundary, Wanted wanted, int depth) {
    int at = text.indexOf(boundary) + boundary.length();
    for (int part = 0; part < MAX_PARTS; part++) {
      int end = text.indexOf(boundary, at);
      String content = text.substring(at, end < 0 ? text.length() : end);
      Optional<String> found = foundIn(content, wanted, depth);
      if (found.isPresent() || end < 0) {
        return found;
      }
      at = end + boundary.length();
    }
    return Optional.empty();
  }

  private static Optional<String> foundIn(String part, Wanted wanted, int depth) {
    int bodyAt = afterBlankLine(part);
    if (bodyAt < 0) {
      return Optional.empty();
    }
    String headers = part.substring(0, bodyAt).toLowerCase(Locale.ROOT);
    String content = part.substring(bodyAt).stripLeading();
    if (headers.contains("multipart/") && depth > 0) {
      return find(content, wanted, depth - 1);
    }
    return headers.contains(wanted.type()) && wanted.begins(content)
        ? Optional.of(content)
        : Optional.empty();
  }

  private static int afterBlankLine(String part) {
    int strict = part.indexOf("\r\n\r\n");
    int lax = part.indexOf("\n\n");
    if (strict >= 0 && (lax < 0 || strict < lax)) {
      return strict + 4;
    }
    return lax < 0 ? -1 : lax + 2;
  }

  private Multipart() {}
}
