package org.mosexporter.wire.sip;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A URI that is written anew: its user as it may be told, and its host where that is an address or
 * its owner is told (RFC 3261 §19.1). Of passwords and headers in it nothing is left.
 */
final class RedactedUri {
  /** Who may not be told (RFC 3261 §8.1.1.3, RFC 3323 §4.1.1.3). */
  private static final String NOBODY = "anonymous";

  private static final String NOWHERE = "anonymous.invalid";
  private static final int LARGEST_PORT = 65_535;
  private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F]*:[0-9a-fA-F:.]{1,45}");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]{1,256}");
  private static final Pattern SERVICE = Pattern.compile("urn:service:[a-z.-]{1,64}");
  private static final Pattern NO_USER_CHAR = Pattern.compile("[^A-Za-z0-9_.!~*'()&=+$,/%#-]");

  private final Disclosure names;
  private final RedactedParameters parameters;

  RedactedUri(Disclosure names, RedactedParameters parameters) {
    this.names = names;
    this.parameters = parameters;
  }

  /** What is none of SIP's names nobody. */
  String of(String given) {
    String uri = given.strip();
    int colon = uri.indexOf(':');
    String scheme = colon < 0 ? "" : uri.substring(0, colon).toLowerCase(Locale.ROOT);
    String rest = uri.substring(colon + 1);
    return switch (scheme) {
      case "sip", "sips" -> sip(scheme, rest);
      case "tel" -> tel(Texts.bounded(upTo(rest, ";?")));
      default -> SERVICE.matcher(uri).matches() ? uri : "sip:" + NOBODY + "@" + NOWHERE;
    };
  }

  private String tel(String number) {
    String told = names.user(number, "");
    return told.equals(number) ? "tel:" + user(told) : "sip:" + user(told) + "@" + NOWHERE;
  }

  private String sip(String scheme, String rest) {
    int at = rest.indexOf('@');
    // The user part may hold parameters of its own, and a password (§19.1.1).
    String user = at < 0 ? "" : Texts.bounded(upTo(rest.substring(0, at), ":;"));
    String place = upTo(rest.substring(at + 1), "?> ");
    String hostPort = upTo(place, ";");
    String more = parameters.of(place.substring(hostPort.length()), RedactedParameters.OF_URI);
    if (user.isEmpty()) {
      return scheme + ":" + host(hostPort, names.isOpen()) + more;
    }
    String told = names.user(user, Texts.bounded(bare(hostPort)));
    return scheme + ":" + user(told) + "@" + host(hostPort, told.equals(user)) + more;
  }

  private static String user(String told) {
    return told.isEmpty() ? NOBODY : NO_USER_CHAR.matcher(told.replace(":", "%3A")).replaceAll("_");
  }

  /**
   * Host and port.
   *
   * @param named whether its owner is told, so that it may be a name
   */
  static String host(String hostPort, boolean named) {
    String host = bare(hostPort);
    String port = port(hostPort);
    if (hostPort.startsWith("[") && isAddress(host)) {
      return "[" + host + "]" + port;
    }
    boolean told = isAddress(host) || (named && HOST.matcher(host).matches());
    return (told ? host : NOWHERE) + port;
  }

  static boolean isAddress(String host) {
    return IPV4.matcher(host).matches() || IPV6.matcher(host).matches();
  }

  private static String bare(String hostPort) {
    return hostPort.startsWith("[") ? upTo(hostPort.substring(1), "]") : upTo(hostPort, ":");
  }

  private static String port(String hostPort) {
    int colon = hostPort.lastIndexOf(':');
    String port = colon <= hostPort.indexOf(']') ? "" : hostPort.substring(colon + 1).strip();
    return Texts.number(port, LARGEST_PORT).isEmpty() ? "" : ":" + port;
  }

  private static String upTo(String text, String stops) {
    for (int i = 0; i < text.length(); i++) {
      if (stops.indexOf(text.charAt(i)) >= 0) {
        return text.substring(0, i);
      }
    }
    return text;
  }
}
