package org.mosexporter.web;

import java.util.Optional;

/**
 * Where to listen, as {@code --web.listen-address} says it: {@code :10199}, {@code 127.0.0.1:0} or
 * {@code [::1]:10199}.
 *
 * @param host empty for all addresses of the machine
 * @param port 0 for any free one
 */
record ListenAddress(Optional<String> host, int port) {
  private static final int MAX_PORT = 65_535;

  /**
   * Reads the text.
   *
   * @throws IllegalArgumentException with a message for the user
   */
  static ListenAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    if (colon < 0 || (host.indexOf(':') >= 0 && !bracketed)) {
      throw malformed(text);
    }
    int port;
    try {
      port = Integer.parseInt(text.substring(colon + 1));
    } catch (NumberFormatException notANumber) {
      throw malformed(text);
    }
    if (port < 0 || port > MAX_PORT) {
      throw malformed(text);
    }
    String bare = bracketed ? host.substring(1, host.length() - 1) : host;
    return new ListenAddress(bare.isEmpty() ? Optional.empty() : Optional.of(bare), port);
  }

  private static IllegalArgumentException malformed(String text) {
    return new IllegalArgumentException(
        "listen address \""
            + text
            + "\" is not host:port; write :10199, 127.0.0.1:10199 or"
            + " [::1]:10199");
  }
}
