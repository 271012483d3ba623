package org.mosexporter.record;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Octets in the form of zlib (RFC 1950) where that is shorter, as sqlite3's own sqlar has it: what
 * is as long as it says is not packed. So {@code sqlar_uncompress(record, size)} reads it.
 */
final class Packed {
  static byte[] pack(byte[] plain) {
    try (Deflater deflater = new Deflater(Deflater.BEST_SPEED)) {
      return pack(plain, deflater);
    }
  }

  /** With one that is used again and again: its memory is more than what it packs. */
  static byte[] pack(byte[] plain, Deflater deflater) {
    byte[] packed = new byte[plain.length];
    deflater.reset();
    deflater.setInput(plain);
    deflater.finish();
    int length = deflater.deflate(packed);
    return deflater.finished() && length < plain.length ? Arrays.copyOf(packed, length) : plain;
  }

  /**
   * What was packed.
   *
   * @param size of it
   * @throws IllegalArgumentException when it is something else
   */
  static byte[] unpack(byte[] packed, int size) {
    if (packed.length == size) {
      return packed;
    }
    byte[] plain = new byte[size];
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(packed);
      int length = 0;
      while (length < size && !inflater.finished() && !inflater.needsInput()) {
        length += inflater.inflate(plain, length, size - length);
      }
      if (length != size) {
        throw new IllegalArgumentException("a record of another size");
      }
      return plain;
    } catch (DataFormatException damaged) {
      throw new IllegalArgumentException("a record that cannot be unpacked", damaged);
    }
  }

  private Packed() {}
}
