package org.mosexporter.load;

import org.mosexporter.config.IpAddress;

/** Where to listen, written host:port or [v6]:port; an empty host is every address. */
record HostPort(String host, int port) {
  static HostPort parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("address:port is expected, such as 0.0.0.0:5005");
    }
    int port;
    try {
      port = Units.whole(text.substring(colon + 1), 0, 65535);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException("the port must be 0 to 65535", wrong);
    }
    String host = text.substring(0, colon).replaceAll("^\\[|\\]$", "");
    String literal = host.isEmpty() ? "0.0.0.0" : host;
    try {
      return new HostPort(IpAddress.parse(literal).toString(), port);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException("an IP address is expected before the port", wrong);
    }
  }
}
