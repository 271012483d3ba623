package org.mosexporter.demo;

import java.nio.ByteBuffer;

/**
 * The Internet checksum: ones' complement of the ones' complement sum of 16-bit words (RFC 1071).
 */
final class Checksum {
  /** Adds the words of a range to a running sum; an odd last octet counts as a high one. */
  static long add(long sum, ByteBuffer buffer, int from, int length) {
    long total = sum;
    int even = from + (length & ~1);
    for (int at = from; at < even; at += 2) {
      total += buffer.getShort(at) & 0xFFFF;
    }
    return (length & 1) == 0 ? total : total + ((buffer.get(even) & 0xFF) << 8);
  }

  /** The 16 bits that go into the header. */
  static int finish(long sum) {
    long folded = sum;
    while (folded >>> 16 != 0) {
      folded = (folded & 0xFFFF) + (folded >>> 16);
    }
    return (int) ~folded & 0xFFFF;
  }

  private Checksum() {}
}
