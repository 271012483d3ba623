package org.mosexporter.wire.link;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * Finds the UDP datagram or TCP segment in a captured frame: link header VLAN tags, MPLS, PPPoE and
 * tunnels, up to eight of them in each other.
 *
 * <p>The outermost VLAN tag may be missing: a ring hands it on beside the frame. It is not asked
 * for, since nothing here is told apart by VLAN.
 *
 * <p>Checksums are not looked at, and a frame may be larger than any MTU: a host's own traffic is
 * captured before the network card fills in the one and cuts the other. One decoder belongs to one
 * thread. Nothing here allocates but what puts fragments together.
 */
public final class FrameDecoder {
  private static final int COOKED_BYTES = 16;
  private static final int COOKED_2_BYTES = 20;
  private static final int FAMILY_BYTES = 4;
  private static final int TAG_BYTES = 4;

  private final EtherDecoder ether = new EtherDecoder();

  /** The datagrams that are being put together; keeps whole ones until it is told to let go. */
  public Fragments fragments() {
    return ether.fragments;
  }

  /**
   * Reads only octets in [offset, offset + length), and fills the datagram when the result is UDP
   * or TCP.
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
    ether.nesting.begin();
    return switch (link) {
      case ETHERNET -> ether.ethernet(window, offset, end, wireEnd, into);
      case LINUX_COOKED -> ether.typed(window, offset + COOKED_BYTES - 2, end, wireEnd, into);
      case LINUX_COOKED_2 -> cooked2(window, offset, end, wireEnd, into);
      case NULL, LOOP -> family(window, offset, end, wireEnd, into);
      case RAW_IP, RAW_IPV4, RAW_IPV6 -> ether.ip.decode(window, offset, end, wireEnd, into);
    };
  }

  /** Linux cooked 2: the type comes first, and the tags, if any, follow the header. */
  private Frame cooked2(ByteBuffer window, int offset, int end, int wireEnd, Datagram into) {
    int at = offset + COOKED_2_BYTES;
    if (at > end) {
      return Frame.TRUNCATED_LINK;
    }
    int type = window.getShort(offset) & 0xFFFF;
    if (!EtherDecoder.isTag(type)) {
      return ether.payload(type, window, at, end, wireEnd, into);
    }
    ether.nesting.goDeeper();
    return ether.typed(window, at + TAG_BYTES - 2, end, wireEnd, into);
  }

  /** BSD loopback: the address family, in the byte order of the machine that captured. */
  private Frame family(ByteBuffer window, int offset, int end, int wireEnd, Datagram into) {
    if (offset + FAMILY_BYTES > end) {
      return Frame.TRUNCATED_LINK;
    }
    int family = window.getInt(offset);
    return switch ((family & 0xFFFF_0000) == 0 ? family : Integer.reverseBytes(family)) {
      // IPv4; then IPv6 as Linux, NetBSD, FreeBSD and macOS number it.
      case 2, 10, 24, 28, 30 -> ether.ip.decode(window, offset + FAMILY_BYTES, end, wireEnd, into);
      default -> Frame.NOT_IP;
    };
  }
}
