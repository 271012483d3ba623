package org.mosexporter.fuzz;

import java.nio.ByteBuffer;

/** A decoder with the most common fault of all. */
final class Planted {
  private static final int FIXED_BYTES = 12;

  /**
   * Reads the list of contributing sources of an RTP packet (RFC 3550 §5.1) without asking whether
   * the packet is as long as its first octet claims.
   */
  static void readPastTheEnd(byte[] octets) {
    ByteBuffer window = Octets.alone(octets);
    if (octets.length < FIXED_BYTES || (octets[0] & 0xC0) != 0x80 || (octets[1] & 0x7F) > 34) {
      return;
    }
    int sources = octets[0] & 0x0F;
    for (int i = 0; i < sources; i++) {
      window.getInt(FIXED_BYTES + 4 * i);
    }
  }

  private Planted() {}
}
