package org.mosexporter.wire.sip;

import java.util.function.Consumer;

/** The lines of a text, which end with CR, LF or both. */
final class Lines {
  /** Hands on each without its end; the text's end after a line's end is no line. */
  static void forEach(String text, Consumer<String> line) {
    int from = 0;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\n' || c == '\r') {
        line.accept(text.substring(from, at));
        boolean both = c == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n';
        at += both ? 1 : 0;
        from = at + 1;
      }
    }
    if (from < text.length()) {
      line.accept(text.substring(from));
    }
  }

  /** Whether a line goes on with the one before (RFC 3261 §7.3.1). */
  static boolean isFolded(String line) {
    return !line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t');
  }

  private Lines() {}
}
