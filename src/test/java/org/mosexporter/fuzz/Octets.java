package org.mosexporter.fuzz;

import java.nio.ByteBuffer;

/** Buffers for fuzzed octets. */
final class Octets {
  /** The octets and nothing around them, so that a read past either end throws. */
  static ByteBuffer alone(byte[] octets) {
    return ByteBuffer.wrap(octets);
  }

  /** How many octets the capture may have cut off: as these tell. */
  static int cut(byte[] octets) {
    return octets.length == 0 ? 0 : octets[octets.length - 1] & 0xFF;
  }

  private Octets() {}
}
