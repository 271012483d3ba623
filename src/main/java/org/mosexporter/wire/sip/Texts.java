package org.mosexporter.wire.sip;

import java.util.OptionalLong;

/** Texts from the network, made fit to be kept: bounded and without control characters. */
public final class Texts {
  private static final int MAX_CHARS = 256;
  private static final int MAX_DIGITS = 18;

  /** Cuts at 256 characters. */
  public static String bounded(String text) {
    return clean(text, MAX_CHARS);
  }

  /** Strips blanks at the ends, drops control characters and cuts. */
  static String clean(String text, int maxChars) {
    String stripped = text.strip();
    return stripped.length() <= maxChars && isPlain(stripped)
        ? stripped
        : cleaned(stripped, maxChars);
  }

  /** Printable ASCII, as most texts are. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        return false;
      }
    }
    return true;
  }

  private static String cleaned(String stripped, int maxChars) {
    StringBuilder kept = new StringBuilder(Math.min(stripped.length(), maxChars));
    for (int i = 0; i < stripped.length() && kept.length() < maxChars; i++) {
      char c = stripped.charAt(i);
      if (c == '\t') {
        kept.append(' ');
      } else if (!isUnprintable(c)) {
        kept.append(c);
      }
    }
    boolean cutInPair =
        !kept.isEmpty() && Character.isHighSurrogate(kept.charAt(kept.length() - 1));
    if (cutInPair) {
      kept.setLength(kept.length() - 1);
    }
    return kept.toString();
  }

  /** Control characters, and those that reorder or break a line of text. */
  private static boolean isUnprintable(char c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }

  /** Takes escapes like {@code %40} away (RFC 3261 §25.1); what is none stays. */
  static String unescaped(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean escape = c == '%' && i + 2 < text.length();
      int high = escape ? Character.digit(text.charAt(i + 1), 16) : -1;
      int low = escape ? Character.digit(text.charAt(i + 2), 16) : -1;
      boolean octet = high >= 0 && low >= 0;
      plain.append(octet ? (char) (high * 16 + low) : c);
      i += octet ? 2 : 0;
    }
    return plain.toString();
  }

  /** A decimal number from 0 to {@code max}; empty when the text is anything else. */
  public static OptionalLong number(String digits, long max) {
    if (digits.isEmpty() || digits.length() > MAX_DIGITS) {
      return OptionalLong.empty();
    }
    long number = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9') {
        return OptionalLong.empty();
      }
      number = number * 10 + (c - '0');
    }
    return number > max ? OptionalLong.empty() : OptionalLong.of(number);
  }

  /** A token of RFC 3261 §25.1. */
  static boolean isToken(String text, int maxChars) {
    if (text.isEmpty() || text.length() > maxChars) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (!isTokenChar(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  static boolean isTokenChar(int c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || "-.!%*_+`'~".indexOf(c) >= 0;
  }

  private Texts() {}
}
