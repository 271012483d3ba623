package org.mosexporter.wire.sip;

import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Finds tokens {@code NAME=value} by their names, for not all phones put blanks between them. A
 * name is a whole word. What follows an empty value is none, and a value in no quotes ends at a
 * blank, or where the next token of the jitter buffer begins.
 */
final class VqTokens {
  private static final Set<String> NAMES =
      Set.of(
          "EXTROUTESTALG",
          "EXTRINESTALG",
          "EXTRIESTALG",
          "EXTROESTALG",
          "MOSLQESTALG",
          "MOSCQESTALG",
          "RLQESTALG",
          "RCQESTALG",
          "QOEESTALG",
          "MOSLQ",
          "MOSCQ",
          "START",
          "EXTRI",
          "EXTRO",
          "STOP",
          "FMTP",
          "SSUP",
          "GMIN",
          "RERL",
          "EXTR",
          "SOWD",
          "PLC",
          "JBA",
          "JBR",
          "JBN",
          "JBM",
          "JBX",
          "NLR",
          "JDR",
          "BLD",
          "GLD",
          "RTD",
          "ESD",
          "OWD",
          "IAJ",
          "MAJ",
          "RLQ",
          "RCQ",
          "FPP",
          "PPS",
          "PT",
          "PD",
          "SR",
          "FD",
          "FO",
          "BD",
          "GD",
          "SL",
          "NL");

  private static final int LONGEST_NAME = 13;
  private static final int SHORTEST_NEXT = 2;
  private static final int LONGEST_NEXT = 5;

  private final String text;
  private final BiConsumer<String, String> found;

  private VqTokens(String text, BiConsumer<String, String> found) {
    this.text = text;
    this.found = found;
  }

  /** Gives the name in upper case and the value of each token that has one. */
  static void read(String text, BiConsumer<String, String> found) {
    new VqTokens(text, found).read();
  }

  private void read() {
    int from = 0;
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      String name = c == '=' || c == ':' ? nameBefore(from, at) : "";
      at++;
      if (!name.isEmpty()) {
        at = value(name, afterBlanks(at));
        from = at;
      }
    }
  }

  /** The word before a separator, when it is a token's name. */
  private String nameBefore(int from, int separator) {
    int end = separator;
    while (end > from && isBlank(text.charAt(end - 1))) {
      end--;
    }
    int start = end;
    while (start > 0 && end - start <= LONGEST_NAME && isLetter(text.charAt(start - 1))) {
      start--;
    }
    String word = start < from ? "" : text.substring(start, end).toUpperCase(Locale.ROOT);
    return NAMES.contains(word) ? word : "";
  }

  private int value(String name, int from) {
    int end = quoted(from);
    if (end < 0) {
      end = isNextName(from) ? from : plain(from);
    }
    if (end > from) {
      found.accept(name, text.substring(from, end));
    }
    return end;
  }

  /** Behind the closing quote; below 0 when there is none. */
  private int quoted(int from) {
    boolean opens = from < text.length() && text.charAt(from) == '"';
    int closing = opens ? text.indexOf('"', from + 1) : -1;
    return closing < 0 ? -1 : closing + 1;
  }

  /** Whether a name and its equals sign stand where a value should. */
  private boolean isNextName(int from) {
    int at = from;
    while (at < text.length() && at - from <= LONGEST_NEXT && isLetter(text.charAt(at))) {
      at++;
    }
    int letters = at - from;
    return letters >= SHORTEST_NEXT
        && letters <= LONGEST_NEXT
        && at < text.length()
        && text.charAt(at) == '=';
  }

  private int plain(int from) {
    int at = from;
    while (at < text.length() && !isBlank(text.charAt(at)) && !isJitterBuffer(at)) {
      at++;
    }
    return at;
  }

  /** JBN, JBM or JBX, which some phones write without a blank before. */
  private boolean isJitterBuffer(int at) {
    return at + 3 < text.length()
        && text.charAt(at + 3) == '='
        && text.regionMatches(true, at, "JB", 0, 2)
        && "NMXnmx".indexOf(text.charAt(at + 2)) >= 0;
  }

  private int afterBlanks(int from) {
    int at = from;
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private static boolean isLetter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }
}
