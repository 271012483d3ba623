package org.mosexporter.wire.sip;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.mosexporter.config.IpAddress;
import org.mosexporter.wire.sip.VqReport.End;

/** Reads {@code IP=10.0.0.1 PORT=4000 SSRC=0x1a2b} and its dialects. */
final class VqEnd {
  private static final int MAX_PORT = 65_535;
  private static final int HEX_DIGITS = 8;
  private static final int DECIMAL_DIGITS = 10;
  private static final int MAC_DIGITS = 12;

  private VqEnd() {}

  static End read(String line, String mac) {
    return new End(address(line), port(line), ssrcs(line), mac(mac));
  }

  private static Optional<IpAddress> address(String line) {
    int value = valueAt(line, "IP");
    if (value < 0) {
      return Optional.empty();
    }
    int from = value < line.length() && line.charAt(value) == '[' ? value + 1 : value;
    int to = from;
    while (to < line.length() && isOfAddress(line.charAt(to))) {
      to++;
    }
    try {
      return Optional.of(IpAddress.parse(line.substring(from, to)))
          .filter(address -> !address.isUnspecified());
    } catch (IllegalArgumentException noAddress) {
      return Optional.empty();
    }
  }

  private static boolean isOfAddress(char c) {
    return c == '.' || c == ':' || Character.digit(c, 16) >= 0;
  }

  private static OptionalInt port(String line) {
    OptionalLong number = Texts.number(word(line, "PORT"), MAX_PORT);
    return number.orElse(0) == 0 ? OptionalInt.empty() : OptionalInt.of((int) number.getAsLong());
  }

  /**
   * Digits after 0x are hexadecimal, and so are those with a letter; nine or ten are decimal. Fewer
   * may be either.
   */
  private static List<Integer> ssrcs(String line) {
    String word = word(line, "SSRC");
    boolean marked = word.regionMatches(true, 0, "0x", 0, 2);
    String digits = marked ? word.substring(2) : word;
    if (digits.isEmpty()
        || digits.length() > DECIMAL_DIGITS
        || !digits.chars().allMatch(VqEnd::isHexadecimal)) {
      return List.of();
    }
    boolean hexadecimal = marked || digits.chars().anyMatch(Character::isLetter);
    if (digits.length() > HEX_DIGITS) {
      OptionalLong number = hexadecimal ? OptionalLong.empty() : Texts.number(digits, 0xFFFF_FFFFL);
      return number.isEmpty() ? List.of() : List.of((int) number.getAsLong());
    }
    int asHexadecimal = Integer.parseUnsignedInt(digits, 16);
    if (hexadecimal || asHexadecimal == Integer.parseInt(digits)) {
      return List.of(asHexadecimal);
    }
    return List.of(Integer.parseInt(digits), asHexadecimal);
  }

  private static boolean isHexadecimal(int c) {
    return c < 0x80 && Character.digit(c, 16) >= 0;
  }

  /** The letters and digits that follow a name; none when it is not there. */
  private static String word(String line, String name) {
    int from = Math.max(0, valueAt(line, name));
    int to = from;
    while (to < line.length() && Character.isLetterOrDigit(line.charAt(to))) {
      to++;
    }
    return from == 0 ? "" : line.substring(from, to);
  }

  /** Where the value of a name begins that is a whole word; below 0 when nowhere. */
  private static int valueAt(String line, String name) {
    for (int at = 0; at + name.length() < line.length(); at++) {
      boolean word = at == 0 || !Character.isLetter(line.charAt(at - 1));
      if (word && line.regionMatches(true, at, name, 0, name.length())) {
        int separator = afterBlanks(line, at + name.length());
        if (separator < line.length() && "=:".indexOf(line.charAt(separator)) >= 0) {
          return afterBlanks(line, separator + 1);
        }
      }
    }
    return -1;
  }

  private static int afterBlanks(String line, int from) {
    int at = from;
    while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
      at++;
    }
    return at;
  }

  private static String mac(String text) {
    if (text.isEmpty()) {
      return "";
    }
    String digits = text.replaceAll("[:.-]", "").toLowerCase(Locale.ROOT);
    return digits.length() == MAC_DIGITS && digits.chars().allMatch(VqEnd::isHexadecimal)
        ? digits
        : "";
  }
}
