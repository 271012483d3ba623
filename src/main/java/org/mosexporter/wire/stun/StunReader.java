package org.mosexporter.wire.stun;

import java.nio.ByteBuffer;

/**
 * Tells STUN messages, and finds what TURN relays in them or in channels (RFC 8489 §5, RFC 8656
 * §12.4).
 *
 * <pre>
 * STUN     0 type, upper two bits 0   2 length behind 20   4 cookie 0x2112A442   8 transaction
 *          20 attributes: 0 type   2 length   4 value, filled up to four octets
 * channel  0 number 0x4000–0x4FFF     2 length             4 data
 * </pre>
 *
 * <p>A reader belongs to one thread. Nothing here allocates.
 */
public final class StunReader {
  private static final int HEADER_BYTES = 20;
  private static final int MAGIC_COOKIE = 0x2112_A442;
  private static final int SEND_INDICATION = 0x0016;
  private static final int DATA_INDICATION = 0x0017;
  private static final int DATA = 0x0013;
  private static final int ATTRIBUTE_BYTES = 4; // before its value
  private static final int CHANNEL_HEADER_BYTES = 4;
  private static final int FIRST_CHANNEL = 0x4000;
  private static final int LAST_CHANNEL = 0x4FFF;
  private static final int MOST_FILLING = 3;
  private static final int MOST_ATTRIBUTES = 16;

  /** What a datagram is. */
  public enum Kind {
    /** Neither STUN nor a channel. */
    NONE,
    /** STUN that carries nobody's data. */
    STUN,
    /** TURN, with relayed data at {@link #dataOffset}. */
    RELAYED
  }

  private int dataOffset;
  private int dataLength;

  /**
   * Reads a datagram's payload in [offset, offset + length).
   *
   * @param wireLength octets that were on the wire, at least {@code length}
   */
  public Kind read(ByteBuffer window, int offset, int length, int wireLength) {
    if (length < CHANNEL_HEADER_BYTES) {
      return Kind.NONE;
    }
    int first = window.getShort(offset) & 0xFFFF;
    if (first >= FIRST_CHANNEL && first <= LAST_CHANNEL) {
      return channel(window, offset, wireLength);
    }
    boolean stun =
        first >>> 14 == 0
            && length >= HEADER_BYTES
            && window.getInt(offset + 4) == MAGIC_COOKIE
            && HEADER_BYTES + lengthAt(window, offset + 2) == wireLength;
    if (!stun) {
      return Kind.NONE;
    }
    boolean carries = first == SEND_INDICATION || first == DATA_INDICATION;
    return carries ? data(window, offset, length, wireLength) : Kind.STUN;
  }

  private Kind channel(ByteBuffer window, int offset, int wireLength) {
    int octets = lengthAt(window, offset + 2);
    int filling = wireLength - CHANNEL_HEADER_BYTES - octets;
    if (filling < 0 || filling > MOST_FILLING) {
      return Kind.NONE;
    }
    dataOffset = offset + CHANNEL_HEADER_BYTES;
    dataLength = octets;
    return Kind.RELAYED;
  }

  /** Looks for the DATA attribute. */
  private Kind data(ByteBuffer window, int offset, int length, int wireLength) {
    int at = offset + HEADER_BYTES;
    for (int i = 0; i < MOST_ATTRIBUTES && at + ATTRIBUTE_BYTES <= offset + length; i++) {
      int octets = lengthAt(window, at + 2);
      if (lengthAt(window, at) == DATA) {
        if (at + ATTRIBUTE_BYTES + octets > offset + wireLength) {
          return Kind.STUN; // says more than there is
        }
        dataOffset = at + ATTRIBUTE_BYTES;
        dataLength = octets;
        return Kind.RELAYED;
      }
      at += ATTRIBUTE_BYTES + (octets + MOST_FILLING) / 4 * 4;
    }
    return Kind.STUN;
  }

  private static int lengthAt(ByteBuffer window, int at) {
    return window.getShort(at) & 0xFFFF;
  }

  /** Where the relayed data begins in the window. */
  public int dataOffset() {
    return dataOffset;
  }

  /** Octets of relayed data on the wire; as many as the message says. */
  public int dataLength() {
    return dataLength;
  }
}
