package org.mosexporter.wire.sip;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Collects header lines: unfolds, expands short names, drops what must not be kept (§7.3). */
final class HeaderReader {
  private static final int MAX_FIELDS = 256;
  private static final int MAX_NAME_CHARS = 64;
  private static final int MAX_VALUE_CHARS = 4096;

  private static final Map<String, String> LONG_NAMES =
      Map.ofEntries(
          Map.entry("a", "accept-contact"),
          Map.entry("b", "referred-by"),
          Map.entry("c", "content-type"),
          Map.entry("d", "request-disposition"),
          Map.entry("e", "content-encoding"),
          Map.entry("f", "from"),
          Map.entry("i", "call-id"),
          Map.entry("j", "reject-contact"),
          Map.entry("k", "supported"),
          Map.entry("l", "content-length"),
          Map.entry("m", "contact"),
          Map.entry("n", "identity-info"),
          Map.entry("o", "event"),
          Map.entry("r", "refer-to"),
          Map.entry("s", "subject"),
          Map.entry("t", "to"),
          Map.entry("u", "allow-events"),
          Map.entry("v", "via"),
          Map.entry("x", "session-expires"),
          Map.entry("y", "identity"));

  /** Credentials, and what people write to each other. */
  private static final Set<String> NEVER_KEPT =
      Set.of("authorization", "proxy-authorization", "authentication-info", "subject");

  private final Map<String, List<String>> values = new LinkedHashMap<>();
  private final StringBuilder folded = new StringBuilder();
  private String beginning = "";
  private int fields;

  /** Takes one line without its end. */
  void line(String line) {
    if (Lines.isFolded(line)) {
      folded.append(' ').append(line.strip());
      return;
    }
    endField();
    beginning = line;
  }

  /** All that was read; {@code whole} when no more was sent. */
  SipHeaders headers(boolean whole) {
    endField();
    return new SipHeaders(values, whole);
  }

  private void endField() {
    String field = folded.isEmpty() ? beginning : beginning + folded;
    folded.setLength(0);
    beginning = "";
    int colon = field.indexOf(':');
    if (colon > 0 && fields < MAX_FIELDS) {
      String name = field.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      String longName = LONG_NAMES.getOrDefault(name, name);
      if (Texts.isToken(longName, MAX_NAME_CHARS) && !NEVER_KEPT.contains(longName)) {
        fields++;
        values
            .computeIfAbsent(longName, _ -> new ArrayList<>(1))
            .add(Texts.clean(field.substring(colon + 1), MAX_VALUE_CHARS));
      }
    }
  }
}
