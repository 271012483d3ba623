package org.mosexporter.wire.link;

import java.nio.ByteBuffer;

/**
 * A piece of a datagram as a packet brought it; all its octets were captured.
 *
 * @param protocol what it says that the datagram is
 * @param offset of its first octet in the datagram
 * @param more whether others follow it
 * @param at where its octets are in the window
 * @param length of them
 */
record Fragment(
    FragmentKey key,
    long atNs,
    int protocol,
    int offset,
    boolean more,
    ByteBuffer window,
    int at,
    int length) {
  private static final int MAX_OCTETS = 65_535;

  int end() {
    return offset + length;
  }

  /** Whether it may be part of any datagram (RFC 791 §3.2, RFC 8200 §4.5). */
  boolean isPossible() {
    return length > 0 && (!more || length % 8 == 0) && end() <= MAX_OCTETS;
  }

  byte[] copy() {
    byte[] octets = new byte[length];
    window.get(at, octets);
    return octets;
  }
}
