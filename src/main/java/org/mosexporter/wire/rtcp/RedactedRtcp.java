package org.mosexporter.wire.rtcp;

import java.nio.ByteBuffer;

/**
 * Writes an RTCP compound anew with its figures only: sender and receiver reports (RFC 3550 §6.4),
 * the blocks of extended reports that RFC 3611 §4 defines, and who said goodbye. Names, addresses,
 * reasons, what a profile or an application adds, and what nobody knows are left out.
 *
 * <p>A writer belongs to one thread. Nothing here allocates.
 */
public final class RedactedRtcp {
  private static final int HEADER_BYTES = 4;
  private static final int RECEIVER_REPORT_BYTES = 8;
  private static final int SENDER_REPORT_BYTES = 28;
  private static final int SENDER_REPORT = 200;
  private static final int RECEIVER_REPORT = 201;
  private static final int BYE = 203;
  private static final int EXTENDED_REPORT = 207;
  private static final int LAST_KNOWN_BLOCK = 7;
  private static final int MOST_BYTES = 2_048;
  private static final int VERSION = 0x80;
  private static final int COUNT_BITS = 0x1F;

  private final ByteBuffer told = ByteBuffer.allocate(MOST_BYTES);

  /** What was written last, from 0 on. */
  public ByteBuffer octets() {
    return told;
  }

  /**
   * Writes a compound that {@link RtcpReader} found to decode.
   *
   * @return how many octets are left of it; 0 when it has no figures
   */
  public int write(ByteBuffer window, int offset, int length) {
    told.clear();
    int end = offset + length;
    int at = offset;
    while (end - at >= HEADER_BYTES) {
      int size = ((window.getShort(at + 2) & 0xFFFF) + 1) * 4;
      if (size > end - at || size > told.remaining()) {
        break;
      }
      packet(window, at, at + size);
      at += size;
    }
    return told.position();
  }

  private void packet(ByteBuffer window, int at, int end) {
    int count = window.get(at) & COUNT_BITS;
    int type = window.get(at + 1) & 0xFF;
    switch (type) {
      case SENDER_REPORT -> copy(window, at, end, SENDER_REPORT_BYTES, count);
      case RECEIVER_REPORT -> copy(window, at, end, RECEIVER_REPORT_BYTES, count);
      case BYE -> goodbye(window, at, end, count);
      case EXTENDED_REPORT -> extended(window, at, end);
      default -> {} // descriptions, applications, feedback
    }
  }

  private void copy(ByteBuffer window, int at, int end, int headBytes, int count) {
    int size = headBytes + count * ReportBlockView.SIZE_BYTES;
    if (size <= end - at) {
      header(count, window.get(at + 1), size);
      append(window, at + HEADER_BYTES, size - HEADER_BYTES);
    }
  }

  private void goodbye(ByteBuffer window, int at, int end, int count) {
    int size = HEADER_BYTES * (1 + count);
    if (count > 0 && size <= end - at) {
      header(count, (byte) BYE, size);
      append(window, at + HEADER_BYTES, size - HEADER_BYTES);
    }
  }

  /** Header and sender first, whose length is known when the blocks are there. */
  private void extended(ByteBuffer window, int at, int end) {
    if (end - at < RECEIVER_REPORT_BYTES) {
      return;
    }
    int begin = told.position();
    header(0, (byte) EXTENDED_REPORT, RECEIVER_REPORT_BYTES);
    append(window, at + HEADER_BYTES, HEADER_BYTES);
    int block = at + RECEIVER_REPORT_BYTES;
    while (end - block >= HEADER_BYTES) {
      int size = ((window.getShort(block + 2) & 0xFFFF) + 1) * 4;
      if (size > end - block) {
        break;
      }
      int type = window.get(block) & 0xFF;
      if (type >= 1 && type <= LAST_KNOWN_BLOCK) {
        append(window, block, size);
      }
      block += size;
    }
    int words = (told.position() - begin) / 4;
    told.putShort(begin + 2, (short) (words - 1));
  }

  private void header(int count, byte type, int size) {
    told.put((byte) (VERSION | count)).put(type).putShort((short) (size / 4 - 1));
  }

  private void append(ByteBuffer window, int at, int length) {
    told.put(told.position(), window, at, length).position(told.position() + length);
  }
}
