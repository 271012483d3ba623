package org.mosexporter.app.setup;

import java.util.HashSet;
import java.util.Set;

/**
 * Words of strangers, made fit for a configuration: what a device or a server calls itself may be
 * anything.
 */
final class Words {
  private static final int MAX_NAME = 40;
  private static final int MAX_REMARK = 240;
  private static final String MORE = " ...";

  private final Set<String> taken = new HashSet<>();

  /**
   * A name that is a label and that no other has: letters, digits, blanks and .:/@+-_.
   *
   * @param otherwise when nothing is left of it
   */
  String name(String said, String otherwise) {
    StringBuilder kept = new StringBuilder();
    for (int i = 0; i < said.length() && kept.length() < MAX_NAME; i++) {
      char c = said.charAt(i);
      boolean fits =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || " .:/@+-_".indexOf(c) >= 0;
      kept.append(fits ? c : '-');
    }
    String name = kept.toString().strip();
    boolean says = name.chars().anyMatch(Character::isLetterOrDigit);
    return unique(says ? name : otherwise);
  }

  private String unique(String name) {
    String free = name;
    for (int number = 2; !taken.add(free); number++) {
      free = name + "-" + number;
    }
    return free;
  }

  /** For a comment: one line of printable ASCII; one that is cut says so, and ends with a word. */
  static String remark(String said) {
    String line = said.strip();
    if (line.length() <= MAX_REMARK) {
      return printable(line);
    }
    int blank = line.lastIndexOf(' ', MAX_REMARK);
    return printable(line.substring(0, blank > 0 ? blank : inOneWord(line))).strip() + MORE;
  }

  /** Not inside a number: its beginning would be another number. */
  private static int inOneWord(String word) {
    int end = MAX_REMARK;
    while (end > 0 && isDigit(word.charAt(end - 1)) && isDigit(word.charAt(end))) {
      end--;
    }
    return end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static String printable(String text) {
    StringBuilder kept = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      kept.append(c >= ' ' && c < 0x7F ? c : '?');
    }
    return kept.toString();
  }

  /** As a scalar that YAML reads as this text and nothing else (YAML 1.2.2 §7.3.1). */
  static String quoted(String text) {
    return '"' + printable(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
