package org.mosexporter.wire.rtcp;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * Walks an RTCP compound packet (RFC 3550 §6, checks of §A.2; reduced size by RFC 5506).
 *
 * <pre>
 * 0 V=2 P count   1 packet type   2 length in words − 1   4 SSRC of the sender   8 …
 * </pre>
 *
 * <p>What parsed before a fault has been handed on. A reader belongs to one thread. Nothing here
 * allocates.
 */
public final class RtcpReader {
  private static final int HEADER_BYTES = 4;
  private static final int RECEIVER_REPORT_BYTES = 8;
  private static final int SENDER_REPORT_BYTES = 28;

  private static final int SENDER_REPORT = 200;
  private static final int RECEIVER_REPORT = 201;
  private static final int SOURCE_DESCRIPTION = 202;
  private static final int BYE = 203;
  private static final int EXTENDED_REPORT = 207;

  /** Of SRTCP: the first header, and whose it is. */
  private static final int LEAST_CLEAR = 8;

  /** Of SRTCP: the index, and a tag of ten octets. */
  private static final int LEAST_TRAILER = 14;

  private static final int FIRST_TYPE = 192;
  private static final int LAST_TYPE = 223;

  /** How the walk ended. */
  public enum Check {
    RTCP("none"),
    TOO_SHORT("too_short"),
    /** Nothing is wrong as far as it goes, but the capture cut the compound. */
    TRUNCATED("truncated"),
    VERSION("version"),
    /** A type that is none of RTCP's, or one that no compound begins with. */
    TYPE("type"),
    LENGTH_PAST_END("length_past_end"),
    /** More blocks, chunks or sources announced than the packet holds. */
    COUNT_PAST_END("count_past_end"),
    /** Padding before the last packet, or more than the packet holds. */
    PADDING("padding"),
    /** Looks like SRTCP (RFC 3711 §3.4); nothing was handed on. */
    ENCRYPTED("encrypted");

    private final String reason;

    Check(String reason) {
      this.reason = reason;
    }

    /** The fault as a metric label. */
    public String reason() {
      return reason;
    }
  }

  private final ReportBlockView block = new ReportBlockView();

  /** Whether a datagram on a port shared with RTP is RTCP (RFC 5761 §4). */
  public static boolean looksLikeRtcp(ByteBuffer window, int offset, int length) {
    return length >= HEADER_BYTES && isHeader(window, offset);
  }

  /** Reads the compound in [offset, offset + length). */
  public Check read(ByteBuffer window, int offset, int length, RtcpHandler handler) {
    return read(window, offset, length, length, handler);
  }

  /**
   * Reads what was captured of a compound in [offset, offset + length); packets that were cut are
   * not handed on.
   *
   * @param wireLength octets that were on the wire, at least {@code length}
   */
  public Check read(
      ByteBuffer window, int offset, int length, int wireLength, RtcpHandler handler) {
    Objects.checkFromIndexSize(offset, length, window.limit());
    int end = offset + length;
    int wireEnd = offset + Math.max(length, wireLength);
    int at = offset;
    Check check = first(window, offset, end, wireEnd);
    while (check == Check.RTCP && at < wireEnd) {
      check = header(window, at, end, wireEnd);
      if (check == Check.RTCP) {
        int next = at + sizeBytes(window, at);
        check = packet(window, at, next, next == wireEnd, handler);
        at = next;
      }
    }
    return check;
  }

  /** What only the first packet of a compound tells. */
  private static Check first(ByteBuffer window, int offset, int end, int wireEnd) {
    Check check = header(window, offset, end, wireEnd);
    boolean headed =
        check == Check.RTCP || (check == Check.TRUNCATED && end - offset >= LEAST_CLEAR);
    if (!headed) {
      return check;
    }
    int type = type(window, offset);
    if (type < SENDER_REPORT || type > EXTENDED_REPORT) {
      return Check.TYPE;
    }
    int size = sizeBytes(window, offset);
    int length = wireEnd - offset;
    if (size == length) {
      return check;
    }
    if (size >= LEAST_CLEAR && length % 4 != 0) {
      return Check.ENCRYPTED;
    }
    if (offset + size + HEADER_BYTES > end && end < wireEnd) {
      return Check.TRUNCATED; // it may be SRTCP
    }
    boolean encrypted = size >= LEAST_CLEAR && isEncrypted(window, offset + size, length - size);
    return encrypted ? Check.ENCRYPTED : check;
  }

  /**
   * SRTCP leaves eight octets as they were and puts an index and a tag behind the last packet (RFC
   * 3711 §3.4): what follows the first packet then is no packet that ends within the datagram.
   */
  private static boolean isEncrypted(ByteBuffer window, int at, int rest) {
    return !isHeader(window, at) || (rest >= LEAST_TRAILER && sizeBytes(window, at) > rest);
  }

  private static Check header(ByteBuffer window, int at, int end, int wireEnd) {
    if (end - at < HEADER_BYTES) {
      return wireEnd - at < HEADER_BYTES ? Check.TOO_SHORT : Check.TRUNCATED;
    }
    if ((window.get(at) & 0xC0) != 0x80) {
      return Check.VERSION;
    }
    if (!isHeader(window, at)) {
      return Check.TYPE;
    }
    int size = sizeBytes(window, at);
    if (size > wireEnd - at) {
      return Check.LENGTH_PAST_END;
    }
    return size > end - at ? Check.TRUNCATED : Check.RTCP;
  }

  private static boolean isHeader(ByteBuffer window, int at) {
    int type = type(window, at);
    return (window.get(at) & 0xC0) == 0x80 && type >= FIRST_TYPE && type <= LAST_TYPE;
  }

  private static int type(ByteBuffer window, int at) {
    return window.get(at + 1) & 0xFF;
  }

  private static int sizeBytes(ByteBuffer window, int at) {
    return ((window.getShort(at + 2) & 0xFFFF) + 1) * 4;
  }

  private Check packet(ByteBuffer window, int at, int end, boolean last, RtcpHandler handler) {
    int bodyEnd = end;
    if ((window.get(at) & 0x20) != 0) {
      int paddingBytes = window.get(end - 1) & 0xFF;
      bodyEnd = end - paddingBytes;
      if (!last || paddingBytes == 0 || paddingBytes % 4 != 0 || bodyEnd < at + HEADER_BYTES) {
        return Check.PADDING;
      }
    }
    int count = window.get(at) & 0x1F;
    int type = type(window, at);
    return switch (type) {
      case SENDER_REPORT -> report(window, at, SENDER_REPORT_BYTES, bodyEnd, count, handler);
      case RECEIVER_REPORT -> report(window, at, RECEIVER_REPORT_BYTES, bodyEnd, count, handler);
      case SOURCE_DESCRIPTION -> descriptions(window, at, bodyEnd, count, handler);
      case BYE -> bye(window, at, bodyEnd, count, handler);
      default -> {
        handler.onUnknown(type, at, bodyEnd - at);
        yield Check.RTCP;
      }
    };
  }

  private Check report(
      ByteBuffer window, int at, int headBytes, int end, int count, RtcpHandler handler) {
    int blocksAt = at + headBytes;
    if (blocksAt + count * ReportBlockView.SIZE_BYTES > end) {
      return Check.COUNT_PAST_END;
    }
    int reporter = window.getInt(at + 4);
    if (headBytes == SENDER_REPORT_BYTES) {
      handler.onSenderReport(
          reporter,
          window.getLong(at + 8),
          window.getInt(at + 16),
          Integer.toUnsignedLong(window.getInt(at + 20)),
          Integer.toUnsignedLong(window.getInt(at + 24)));
    }
    for (int i = 0; i < count; i++) {
      handler.onReportBlock(
          reporter, block.wrap(window, blocksAt + i * ReportBlockView.SIZE_BYTES));
    }
    return Check.RTCP;
  }

  private static Check descriptions(
      ByteBuffer window, int packetAt, int end, int count, RtcpHandler handler) {
    int at = packetAt + HEADER_BYTES;
    for (int chunk = 0; chunk < count; chunk++) {
      if (at + 4 > end) {
        return Check.COUNT_PAST_END;
      }
      int ssrc = window.getInt(at);
      at += 4;
      while (at < end && window.get(at) != 0) {
        int textAt = at + 2;
        int textEnd = textAt > end ? textAt : textAt + (window.get(at + 1) & 0xFF);
        if (textEnd > end) {
          return Check.COUNT_PAST_END;
        }
        handler.onSourceDescription(ssrc, window.get(at) & 0xFF, window, textAt, textEnd - textAt);
        at = textEnd;
      }
      // The list ends with a null octet and is filled up to the next word of the packet.
      at += 4 - ((at - packetAt) & 3);
    }
    return Check.RTCP;
  }

  private static Check bye(ByteBuffer window, int at, int end, int count, RtcpHandler handler) {
    if (at + HEADER_BYTES + 4 * count > end) {
      return Check.COUNT_PAST_END;
    }
    for (int i = 0; i < count; i++) {
      handler.onBye(window.getInt(at + HEADER_BYTES + 4 * i));
    }
    return Check.RTCP;
  }
}
