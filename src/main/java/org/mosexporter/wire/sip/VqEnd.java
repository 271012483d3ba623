package org.mosexporter.wire.sip;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mosexporter.config.IpAddress;
import org.mosexporter.wire.sip.VqReport.End;

/** Reads {@code IP=10.0.0.1 PORT=4000 SSRC=0x1a2b} and its dialects. */
final class VqEnd {
  private static final Pattern IP =
      Pattern.compile("(?i)(?<![A-Z])IP\\s*[=:]\\s*\\[?([0-9A-F.:]+)");
  private static final Pattern PORT =
      Pattern.compile("(?i)(?<![A-Z])PORT\\s*[=:]\\s*(\\d{1,5})\\b");
  private static final Pattern SSRC =
      Pattern.compile("(?i)(?<![A-Z])SSRC\\s*[=:]\\s*(0x)?([0-9A-F]{1,10})\\b");
  private static final int MAX_PORT = 65_535;
  private static final int HEX_DIGITS = 8;
  private static final int MAC_DIGITS = 12;

  private VqEnd() {}

  static End read(String line, String mac) {
    return new End(address(line), port(line), ssrcs(line), mac(mac));
  }

  private static Optional<IpAddress> address(String line) {
    Matcher ip = IP.matcher(line);
    if (!ip.find()) {
      return Optional.empty();
    }
    try {
      return Optional.of(IpAddress.parse(ip.group(1)));
    } catch (IllegalArgumentException noAddress) {
      return Optional.empty();
    }
  }

  private static OptionalInt port(String line) {
    Matcher port = PORT.matcher(line);
    OptionalLong number =
        port.find() ? Texts.number(port.group(1), MAX_PORT) : OptionalLong.empty();
    return number.orElse(0) == 0 ? OptionalInt.empty() : OptionalInt.of((int) number.getAsLong());
  }

  /**
   * Digits after 0x are hexadecimal, and so are those with a letter; nine or ten are decimal. Fewer
   * may be either.
   */
  private static List<Integer> ssrcs(String line) {
    Matcher ssrc = SSRC.matcher(line);
    if (!ssrc.find()) {
      return List.of();
    }
    String digits = ssrc.group(2);
    boolean hexadecimal = ssrc.group(1) != null || digits.chars().anyMatch(Character::isLetter);
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

  private static String mac(String text) {
    String digits = text.replaceAll("[:.-]", "").toLowerCase(Locale.ROOT);
    return digits.length() == MAC_DIGITS
            && digits.chars().allMatch(c -> Character.digit(c, 16) >= 0)
        ? digits
        : "";
  }
}
