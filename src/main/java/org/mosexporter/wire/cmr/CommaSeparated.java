package org.mosexporter.wire.cmr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One line of comma-separated values (RFC 4180 §2); a value does not go on in the next line. */
final class CommaSeparated {
  private static final int MAX_VALUES = 512;

  /** The values without their quotes; empty when the line is none, or has too many. */
  static Optional<List<String>> values(String line) {
    List<String> values = new ArrayList<>();
    int at = 0;
    while (values.size() < MAX_VALUES) {
      StringBuilder value = new StringBuilder();
      at = isQuote(line, at) ? quoted(line, at + 1, value) : plain(line, at, value);
      if (at < 0) {
        return Optional.empty();
      }
      values.add(value.toString());
      if (at == line.length()) {
        return Optional.of(values);
      }
      at++;
    }
    return Optional.empty();
  }

  private static boolean isQuote(String line, int at) {
    return at < line.length() && line.charAt(at) == '"';
  }

  private static int plain(String line, int from, StringBuilder value) {
    int comma = line.indexOf(',', from);
    int end = comma < 0 ? line.length() : comma;
    value.append(line, from, end);
    return end;
  }

  /** Where the value ends; below 0 when nothing closes it, or something else stands behind. */
  private static int quoted(String line, int from, StringBuilder value) {
    int at = from;
    while (at < line.length()) {
      char c = line.charAt(at++);
      if (c != '"') {
        value.append(c);
      } else if (isQuote(line, at)) {
        value.append('"');
        at++;
      } else {
        return at == line.length() || line.charAt(at) == ',' ? at : -1;
      }
    }
    return -1;
  }

  private CommaSeparated() {}
}
