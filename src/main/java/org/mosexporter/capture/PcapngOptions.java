package org.mosexporter.capture;

import java.nio.ByteBuffer;

/**
 * The options of a block (draft-ietf-opsawg-pcapng §3.5): code, length, value padded to 32 bits.
 * One that runs past the block ends the list.
 */
final class PcapngOptions {
  private static final int END = 0;
  private static final int HEAD_BYTES = 4;

  private final ByteBuffer fields;
  private final int end;
  private int next;
  private int code;
  private int length;
  private int value;

  /** Options from {@code at} on that end before {@code end}. */
  PcapngOptions(ByteBuffer fields, int at, int end) {
    this.fields = fields;
    this.next = at;
    this.end = end;
  }

  /** Moves to the next option; false when there is none. */
  boolean advance() {
    if (end - next < HEAD_BYTES) {
      return false;
    }
    code = fields.getShort(next) & 0xFFFF;
    length = fields.getShort(next + 2) & 0xFFFF;
    value = next + HEAD_BYTES;
    next = value + ((length + 3) & ~3);
    return code != END && length <= end - value;
  }

  int code() {
    return code;
  }

  /** Octets of the value. */
  int length() {
    return length;
  }

  /** Where the value is. */
  int value() {
    return value;
  }
}
