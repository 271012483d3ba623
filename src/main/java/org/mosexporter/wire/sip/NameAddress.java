package org.mosexporter.wire.sip;

/**
 * The value of From, To, Contact and their like: {@code "Name" <sip:user@host:port>;tag=…} (RFC
 * 3261 §20.10, §25.1). Parts that are not there are empty.
 */
record NameAddress(String user, String host, String parameters) {
  static NameAddress parse(String value) {
    int open = Quoted.indexOf(value, '<', 0);
    if (open < 0) {
      open = value.lastIndexOf('<'); // quotes that do not pair: some phones escape the first one
    }
    if (open < 0) {
      // Without brackets the parameters are the header's, not the address's (§20.10).
      int semicolon = value.indexOf(';');
      int end = semicolon < 0 ? value.length() : semicolon;
      return ofUri(value.substring(0, end).strip(), value.substring(end));
    }
    int close = value.indexOf('>', open);
    int end = close < 0 ? value.length() : close;
    return ofUri(value.substring(open + 1, end).strip(), value.substring(end));
  }

  private static NameAddress ofUri(String uri, String parameters) {
    int colon = uri.indexOf(':');
    String scheme = colon < 0 ? "" : uri.substring(0, colon);
    String rest = uri.substring(colon + 1);
    if (scheme.equalsIgnoreCase("tel")) {
      return of(upTo(rest, ";?"), "", parameters);
    }
    if (!scheme.equalsIgnoreCase("sip") && !scheme.equalsIgnoreCase("sips")) {
      return of("", "", parameters);
    }
    int at = rest.indexOf('@');
    // The user part may hold parameters of its own, and a password (§19.1.1).
    String user = at < 0 ? "" : upTo(rest.substring(0, at), ":;");
    return of(user, host(rest.substring(at + 1)), parameters);
  }

  private static NameAddress of(String user, String host, String parameters) {
    return new NameAddress(Texts.bounded(user), Texts.bounded(host), parameters);
  }

  private static String host(String hostPort) {
    if (hostPort.startsWith("[")) {
      return upTo(hostPort.substring(1), "]");
    }
    return upTo(hostPort, ":;?");
  }

  private static String upTo(String text, String stops) {
    for (int i = 0; i < text.length(); i++) {
      if (stops.indexOf(text.charAt(i)) >= 0) {
        return text.substring(0, i);
      }
    }
    return text;
  }

  /** A parameter's value; empty when it is not there. */
  String parameter(String name) {
    return Quoted.parameter(parameters, name);
  }
}
