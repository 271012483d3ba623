package org.mosexporter.fuzz;

import java.nio.ByteBuffer;

/** Buffers for fuzzed octets. */
final class Octets {
  /** The octets and nothing around them, so that a read past either end throws. */
  static ByteBuffer alone(byte[] octets) {
    return ByteBuffer.wrap(octets);
  }

  private Octets() {}
}
