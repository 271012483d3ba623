package org.mosexporter.wire.sip;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A session description without what is none of a reader's business (RFC 8866): names, titles, mail
 * addresses and telephone numbers, keys, passwords and fingerprints. Only lines that are known to
 * tell of media are left.
 */
final class RedactedDescription {
  private static final int MAX_LINES = 1000;
  private static final int MAX_LINE_CHARS = 256;
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "rtpmap",
          "fmtp",
          "ptime",
          "maxptime",
          "sendrecv",
          "sendonly",
          "recvonly",
          "inactive",
          "rtcp",
          "rtcp-mux",
          "rtcp-rsize",
          "rtcp-xr",
          "rtcp-fb",
          "silencesupp",
          "mid",
          "setup",
          "connection");

  private static final Pattern NUMBERS = Pattern.compile("[0-9 ]+");
  private static final Pattern MEDIA = Pattern.compile("[A-Za-z0-9 /._*-]+");
  private static final Pattern BANDWIDTH = Pattern.compile("[A-Za-z-]+:[0-9]+");
  private static final String UNKNOWN = "IN IP4 0.0.0.0";

  private final StringBuilder told = new StringBuilder("v=0\r\n");

  private RedactedDescription() {}

  /** Of a description's text. */
  static String of(String text) {
    RedactedDescription description = new RedactedDescription();
    text.lines()
        .limit(MAX_LINES)
        .map(line -> Texts.clean(line, MAX_LINE_CHARS))
        .filter(line -> line.length() > 2 && line.charAt(1) == '=')
        .forEach(line -> description.line(line.charAt(0), line.substring(2)));
    return description.told.toString();
  }

  private void line(char type, String value) {
    switch (type) {
      case 'o' -> origin(value);
      case 'c' -> add(type, connection(value));
      case 't' -> addIf(NUMBERS.matcher(value).matches(), type, value);
      case 'b' -> addIf(BANDWIDTH.matcher(value).matches(), type, value);
      case 'm' -> addIf(MEDIA.matcher(value).matches(), type, value);
      case 'a' -> addIf(ATTRIBUTES.contains(attribute(value)), type, value);
      default -> {} // i, u, e, p and k tell of people and keys; v and s are written anyway
    }
  }

  private static String attribute(String value) {
    int colon = value.indexOf(':');
    return (colon < 0 ? value : value.substring(0, colon)).toLowerCase(Locale.ROOT);
  }

  /** {@code user number version IN IP4 address}, and the title that must follow. */
  private void origin(String value) {
    String[] words = value.split(" +", 4);
    boolean numbered = words.length == 4 && NUMBERS.matcher(words[1] + words[2]).matches();
    String session = numbered ? words[1] + " " + words[2] : "0 0";
    add('o', "- " + session + " " + connection(words.length == 4 ? words[3] : ""));
    add('s', "-");
  }

  /** Hosts are told by their addresses only. */
  private static String connection(String value) {
    String[] words = value.split("[ /]+", 4);
    boolean known =
        words.length >= 3
            && words[0].equals("IN")
            && (words[1].equals("IP4") || words[1].equals("IP6"))
            && RedactedUri.isAddress(words[2]);
    return known ? "IN " + words[1] + " " + words[2] : UNKNOWN;
  }

  private void addIf(boolean fit, char type, String value) {
    if (fit) {
      add(type, value);
    }
  }

  private void add(char type, String value) {
    told.append(type).append('=').append(value.strip()).append("\r\n");
  }
}
