package org.mosexporter.snmp;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mosexporter.network.MacAddress;

/** What the texts that neighbours send tell of them where they say no more. */
final class NeighbourText {
  private static final Pattern CISCO_PHONE = Pattern.compile("SEP(\\p{XDigit}{12})(?:\\..*)?");
  private static final Pattern PHONE =
      Pattern.compile("(?i).*(?:\\bIP[ -]?Phone|SoundPoint|SoundStation|DECT).*");

  private static final Pattern ACCESS_POINT =
      Pattern.compile("(?i)(?:cisco )?(?:AIR-|C9[12]\\d\\dAX).*");

  /** Cisco's phones are called by their hardware address. */
  static Optional<MacAddress> mac(String name) {
    Matcher matcher = CISCO_PHONE.matcher(name);
    return matcher.matches() ? MacAddress.parse(matcher.group(1)) : Optional.empty();
  }

  static boolean isPhone(String name, String description) {
    return CISCO_PHONE.matcher(name).matches()
        || PHONE.matcher(name).matches()
        || PHONE.matcher(description).matches();
  }

  /** As Cisco's call themselves: cisco AIR-CAP3702I-E-K9, cisco C9120AXI-E. */
  static boolean isAccessPoint(String platform) {
    return ACCESS_POINT.matcher(platform).matches();
  }

  private NeighbourText() {}
}
