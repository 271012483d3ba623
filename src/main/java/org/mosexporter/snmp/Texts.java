package org.mosexporter.snmp;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.snmp4j.smi.OID;

/**
 * Texts from agents are anybody's: they end in labels, pages and logs, so they are cut and cleaned.
 */
final class Texts {
  static final int MOST_CHARACTERS = 128;

  /** Reads UTF-8; what is not becomes U+FFFD. */
  static String of(byte[] octets) {
    // Four octets make a character at most; longer texts need not be decoded to be cut.
    return bounded(new String(octets, 0, Math.min(octets.length, 4 * MOST_CHARACTERS), UTF_8));
  }

  /**
   * A text in an index: its length, then an octet in each sub-identifier (RFC 2578 §7.7). What does
   * not fit is left out.
   */
  static String ofIndex(OID index, int from) {
    int length = from < index.size() ? index.get(from) : 0;
    int most = Math.min(Math.max(length, 0), index.size() - from - 1);
    byte[] octets = new byte[Math.max(most, 0)];
    for (int i = 0; i < octets.length; i++) {
      octets[i] = (byte) index.get(from + 1 + i);
    }
    return of(octets);
  }

  /** Without control and formatting characters, white space as single blanks, at most 128 long. */
  static String bounded(String text) {
    StringBuilder clean = new StringBuilder();
    boolean blank = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        blank = !clean.isEmpty();
      } else if (isPrintable(c)) {
        int size = Character.charCount(c) + (blank ? 1 : 0);
        if (clean.length() + size > MOST_CHARACTERS) {
          break;
        }
        if (blank) {
          clean.append(' ');
        }
        clean.appendCodePoint(c);
        blank = false;
      }
    }
    return clean.toString();
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> false;
      default -> true;
    };
  }

  private Texts() {}
}
