package org.mosexporter.wire.rtp;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * One RTP header, read in place (RFC 3550 §5.1).
 *
 * <pre>
 * 0 V=2 P X CC   1 M PT   2 sequence number   4 timestamp   8 SSRC   12 CSRC × CC
 * with X: 2 octets of profile, length in words, that many words; then the payload;
 * with P: the last octet counts the padding before it and itself
 * </pre>
 *
 * <p>What it tells changes at the next {@link #wrap}. Nothing here allocates.
 */
public final class RtpView {
  private static final int HEADER_BYTES = 12;
  private static final int EXTENSION_HEADER_BYTES = 4;

  /** What {@link RtpView#wrap} found (RFC 3550 §A.1). */
  public enum Check {
    RTP("none"),
    TOO_SHORT("too_short"),
    VERSION("version"),
    CSRC_PAST_END("csrc_past_end"),
    EXTENSION_PAST_END("extension_past_end"),
    /** Nothing is wrong, but the capture cut the packet before all that this view tells. */
    TRUNCATED("truncated"),
    /**
     * The padding count does not fit the packet. The header reads right all the same, and the
     * payload counts as unpadded: SRTP encrypts the count (RFC 3711 §3.1).
     */
    PADDING("padding");

    private final String reason;

    Check(String reason) {
      this.reason = reason;
    }

    /** The fault as a metric label. */
    public String reason() {
      return reason;
    }
  }

  /** The first eight octets. */
  private long head;

  private int ssrc;
  private int payloadBytes;

  /**
   * Points this view at a datagram's payload; the one bounds check for all fields.
   *
   * <p>Twelve octets must have been captured, and of an extension its length; sizes are those of
   * the wire. The padding of a cut packet cannot be known and counts as payload.
   *
   * @param wireLength octets that were on the wire, at least {@code length}
   */
  public Check wrap(ByteBuffer window, int offset, int length, int wireLength) {
    Objects.checkFromIndexSize(offset, length, window.limit());
    if (length < HEADER_BYTES) {
      return wireLength >= HEADER_BYTES ? Check.TRUNCATED : Check.TOO_SHORT;
    }
    long eight = window.getLong(offset);
    int first = (int) (eight >>> 56);
    if (first >> 6 != 2) {
      return Check.VERSION;
    }
    int headerBytes = HEADER_BYTES + 4 * (first & 0x0F);
    int octets = Math.max(length, wireLength);
    if (headerBytes > octets) {
      return Check.CSRC_PAST_END;
    }
    if ((first & 0x10) != 0) {
      headerBytes += EXTENSION_HEADER_BYTES;
      if (headerBytes > length) {
        return headerBytes > octets ? Check.EXTENSION_PAST_END : Check.TRUNCATED;
      }
      headerBytes += 4 * (window.getShort(offset + headerBytes - 2) & 0xFFFF);
      if (headerBytes > octets) {
        return Check.EXTENSION_PAST_END;
      }
    }
    head = eight;
    ssrc = window.getInt(offset + 8);
    this.payloadBytes = octets - headerBytes;
    boolean padded = (first & 0x20) != 0 && length >= wireLength;
    return padded ? withoutPadding(window.get(offset + length - 1) & 0xFF) : Check.RTP;
  }

  private Check withoutPadding(int paddingBytes) {
    if (paddingBytes == 0 || paddingBytes > payloadBytes) {
      return Check.PADDING;
    }
    payloadBytes -= paddingBytes;
    return Check.RTP;
  }

  public boolean marker() {
    return (head & 1L << 55) != 0;
  }

  /** Payload type, 0–127. */
  public int payloadType() {
    return (int) (head >>> 48) & 0x7F;
  }

  /** Sequence number, 0–65535; the one after 65535 is 0. */
  public int sequenceNumber() {
    return (int) (head >>> 32) & 0xFFFF;
  }

  /** The 32 bits as they are: subtract, never compare. */
  public int timestamp() {
    return (int) head;
  }

  /** An identifier, not a number: compare it, never order it. */
  public int ssrc() {
    return ssrc;
  }

  /** Octets of payload on the wire, without header and padding. */
  public int payloadBytes() {
    return payloadBytes;
  }
}
