package org.mosexporter.record;

import org.mosexporter.config.IpAddress;

/** An address and a port, as records write them: 10.1.20.7:16384 or [2001:db8::5]:30000. */
record Socket(IpAddress address, int port) {
  static Socket parse(String text) {
    int colon = text.lastIndexOf(':');
    String literal = text.substring(0, colon);
    boolean bracketed = literal.startsWith("[");
    return new Socket(
        IpAddress.parse(bracketed ? literal.substring(1, literal.length() - 1) : literal),
        Integer.parseInt(text.substring(colon + 1)));
  }
}
