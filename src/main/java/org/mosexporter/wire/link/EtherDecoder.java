package org.mosexporter.wire.link;

import java.nio.ByteBuffer;

/**
 * What an Ethernet type says of the octets behind it: VLAN tags (IEEE 802.1Q), MPLS (RFC 3032),
 * PPPoE (RFC 2516), bridged Ethernet, IP.
 */
final class EtherDecoder {
  static final int IPV4 = 0x0800;
  static final int IPV6 = 0x86DD;

  private static final int ETHERNET_BYTES = 14;
  private static final int TAG_BYTES = 4;
  private static final int TAG = 0x8100;
  private static final int SERVICE_TAG = 0x88A8;
  private static final int OLD_SERVICE_TAG = 0x9100;
  private static final int MPLS = 0x8847;
  private static final int MPLS_UPSTREAM = 0x8848;
  private static final int PPPOE_SESSION = 0x8864;
  private static final int BRIDGED_ETHERNET = 0x6558;

  final Nesting nesting = new Nesting();
  final Fragments fragments = new Fragments();
  final IpDecoder ip = new IpDecoder(this);
  private final MplsDecoder mpls = new MplsDecoder(this);
  private final PppDecoder ppp = new PppDecoder(this);

  Frame ethernet(ByteBuffer window, int at, int end, int wireEnd, Datagram into) {
    return typed(window, at + ETHERNET_BYTES - 2, end, wireEnd, into);
  }

  /** Goes on from an Ethernet type, which the payload follows; skips VLAN tags. */
  Frame typed(ByteBuffer window, int typeAt, int end, int wireEnd, Datagram into) {
    int at = typeAt;
    while (at + 2 <= end) {
      int type = window.getShort(at) & 0xFFFF;
      if (!isTag(type)) {
        return payload(type, window, at + 2, end, wireEnd, into);
      }
      if (!nesting.goDeeper()) {
        return Frame.TOO_DEEP;
      }
      at += TAG_BYTES;
    }
    return Frame.TRUNCATED_LINK;
  }

  /** Goes on behind an Ethernet type that is no VLAN tag's. */
  Frame payload(int type, ByteBuffer window, int at, int end, int wireEnd, Datagram into) {
    return switch (type) {
      case IPV4, IPV6 -> ip.decode(window, at, end, wireEnd, into);
      case MPLS, MPLS_UPSTREAM -> mpls.decode(window, at, end, wireEnd, into);
      case PPPOE_SESSION -> ppp.session(window, at, end, wireEnd, into);
      default -> Frame.NOT_IP;
    };
  }

  /** Goes on behind an Ethernet type in a tunnel's header, where it may also announce Ethernet. */
  Frame tunnelled(int type, ByteBuffer window, int at, int end, int wireEnd, Datagram into) {
    return type == BRIDGED_ETHERNET
        ? ethernet(window, at, end, wireEnd, into)
        : payload(type, window, at, end, wireEnd, into);
  }

  static boolean isTag(int type) {
    return type == TAG || type == SERVICE_TAG || type == OLD_SERVICE_TAG;
  }

  /** Whether an Ethernet header may stand here: it announces something that we can take off. */
  static boolean looksLikeEthernet(ByteBuffer window, int at, int end) {
    if (at + ETHERNET_BYTES > end) {
      return false;
    }
    int type = window.getShort(at + ETHERNET_BYTES - 2) & 0xFFFF;
    return isTag(type) || type == IPV4 || type == IPV6 || type == MPLS || type == PPPOE_SESSION;
  }
}
