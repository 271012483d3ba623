package org.mosexporter.wire.link;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * Finds the UDP datagram or TCP segment in a captured frame: link header and VLAN tags (IEEE 802.3, 802.1Q).
 *
 * <p>Checksums are not looked at, and a frame may be larger than any MTU: a host's own traffic is
 * captured before the network card fills in the one and cuts the other. One decoder belongs to one
 * thread. Nothing here allocates.
 */
public final class FrameDecoder {
  private static final int ETHERNET_BYTES = 14;
  private static final int COOKED_BYTES = 16;
  private static final int COOKED_2_BYTES = 20;
  private static final int FAMILY_BYTES = 4;
  private static final int TAG_BYTES = 4;
  private static final int MAX_TAGS = 8;

  private static final int TYPE_IPV4 = 0x0800;
  private static final int TYPE_IPV6 = 0x86DD;
  private static final int TYPE_TAG = 0x8100;
  private static final int TYPE_SERVICE_TAG = 0x88A8;
  private static final int TYPE_OLD_SERVICE_TAG = 0x9100;

  private final IpDecoder ip = new IpDecoder();

  /**
   * Reads only octets in [offset, offset + length), and fills the datagram when the result is UDP or TCP.
   *
   * @param window big endian
   * @param wireLength octets that were on the wire; more than {@code length} when the capture cuts
   *     frames
   */
  public Frame decode(
      LinkType link,
      ByteBuffer window,
      int offset,
      int length,
      int wireLength,
      long atNs,
      int observationPoint,
      Datagram into) {
    Objects.checkFromIndexSize(offset, length, window.limit());
    int end = offset + length;
    int wireEnd = offset + Math.max(length, wireLength);
    into.window = window;
    into.atNs = atNs;
    into.observationPoint = observationPoint;
    if (link == LinkType.ETHERNET && CommonFrame.decode(window, offset, length, into)) {
      return Frame.UDP;
    }
    return switch (link) {
      case ETHERNET -> typed(window, offset + ETHERNET_BYTES - 2, end, wireEnd, into);
      case LINUX_COOKED -> typed(window, offset + COOKED_BYTES - 2, end, wireEnd, into);
      case LINUX_COOKED_2 -> cooked2(window, offset, end, wireEnd, into);
      case NULL, LOOP -> family(window, offset, end, wireEnd, into);
      case RAW_IP, RAW_IPV4, RAW_IPV6 -> ip.decode(window, offset, end, wireEnd, into);
    };
  }

  /** Goes on from an Ethernet type, which the payload follows; skips VLAN tags. */
  private Frame typed(ByteBuffer window, int typeAt, int end, int wireEnd, Datagram into) {
    int at = typeAt;
    for (int tags = 0; tags <= MAX_TAGS; tags++) {
      if (at + 2 > end) {
        return Frame.TRUNCATED_LINK;
      }
      int type = window.getShort(at) & 0xFFFF;
      if (!isTag(type)) {
        return payload(type, window, at + 2, end, wireEnd, into);
      }
      at += TAG_BYTES;
    }
    return Frame.TOO_DEEP;
  }

  /** Linux cooked 2: the type comes first, and the tags, if any, follow the header. */
  private Frame cooked2(ByteBuffer window, int offset, int end, int wireEnd, Datagram into) {
    int at = offset + COOKED_2_BYTES;
    if (at > end) {
      return Frame.TRUNCATED_LINK;
    }
    int type = window.getShort(offset) & 0xFFFF;
    return isTag(type)
        ? typed(window, at + TAG_BYTES - 2, end, wireEnd, into)
        : payload(type, window, at, end, wireEnd, into);
  }

  /** BSD loopback: the address family, in the byte order of the machine that captured. */
  private Frame family(ByteBuffer window, int offset, int end, int wireEnd, Datagram into) {
    if (offset + FAMILY_BYTES > end) {
      return Frame.TRUNCATED_LINK;
    }
    int family = window.getInt(offset);
    return switch ((family & 0xFFFF_0000) == 0 ? family : Integer.reverseBytes(family)) {
      // IPv4; then IPv6 as Linux, NetBSD, FreeBSD and macOS number it.
      case 2, 10, 24, 28, 30 -> ip.decode(window, offset + FAMILY_BYTES, end, wireEnd, into);
      default -> Frame.NOT_IP;
    };
  }

  private Frame payload(int type, ByteBuffer window, int at, int end, int wireEnd, Datagram into) {
    return type == TYPE_IPV4 || type == TYPE_IPV6
        ? ip.decode(window, at, end, wireEnd, into)
        : Frame.NOT_IP;
  }

  private static boolean isTag(int type) {
    return type == TYPE_TAG || type == TYPE_SERVICE_TAG || type == TYPE_OLD_SERVICE_TAG;
  }
}
