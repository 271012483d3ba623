package org.mosexporter.call;

import java.nio.ByteBuffer;

/** RTP headers of kept packets (RFC 3550 §5.1, §5.3.1). */
final class RtpHeaders {
  private static final int FIXED_BYTES = 12;
  private static final int EXTENSION_HEADER_BYTES = 4;
  private static final int PADDING = 0x20;
  private static final int EXTENSION = 0x10;

  /** Octets of a header that are kept: fixed part, sources, and how long its extension is. */
  static int keptBytes(int firstOctet) {
    return FIXED_BYTES
        + 4 * (firstOctet & 0x0F)
        + ((firstOctet & EXTENSION) == 0 ? 0 : EXTENSION_HEADER_BYTES);
  }

  /**
   * The header with its extension's words, as zeros: levels of speech and names stand in them, and
   * zeros are padding (RFC 8285 §4.1.2). The padding bit is off, for the octet that counts the
   * padding belongs to the payload.
   *
   * @param wireLength octets of the packet there were; the header is no longer
   */
  static ByteBuffer whole(ByteBuffer entry, int at, int wireLength) {
    int first = entry.get(at);
    int kept = Math.min(keptBytes(first), Math.min(wireLength, entry.limit() - at));
    boolean extended = (first & EXTENSION) != 0 && kept == keptBytes(first);
    int words = extended ? entry.getShort(at + kept - 2) & 0xFFFF : 0;
    ByteBuffer header = ByteBuffer.allocate(Math.min(kept + 4 * words, wireLength));
    header.put(0, entry, at, kept);
    return header.put(0, (byte) (first & ~PADDING));
  }

  private RtpHeaders() {}
}
