package org.mosexporter.wire.link;

import java.nio.ByteBuffer;

/**
 * Frames and packets carried in UDP: GTP-U (3GPP TS 29.281 §5), L2TP (RFC 2661 §3.1), VXLAN (RFC
 * 7348 §5), Geneve (RFC 8926 §3.4), TZSP, HP's encapsulated remote mirroring.
 *
 * <pre>
 * L2TP    0 flags, version 2   2 as flagged: length, 2; tunnel and session, 4; numbers, 4; offset, 2
 *         and as many octets   PPP
 * GTP-U   0 flags   1 type, 255   2 length   4 tunnel   8 if flagged: number, 2; N-PDU, 1; type of
 *         the next extension, 1   extensions: words, 1; contents; next type, 1   IP
 * VXLAN   0 flags   4 network   8 Ethernet
 * Geneve  0 version, option words   1 flags   2 protocol   4 network   8 options
 * TZSP    0 version   1 type   2 encapsulation   4 fields: type, length, value   Ethernet
 * HP      12 Ethernet
 * </pre>
 *
 * <p>A phone may send media to any of these ports. A datagram is opened only when the tunnel's
 * header reads right and so do the link, IP and UDP or TCP headers in it; else it is a datagram
 * like any other.
 */
final class Tunnels {
  private static final int L2TP = 1701;
  private static final int GTP_U = 2152;
  private static final int VXLAN = 4789;
  private static final int GENEVE = 6081;
  private static final int HP_MIRROR = 7932;
  private static final int OLD_VXLAN = 8472;
  private static final int TZSP = 37_008;

  /** The ports modulo 64, a bit each: most others are ruled out by one shift. */
  private static final long PORT_BITS =
      1L << L2TP
          | 1L << GTP_U
          | 1L << VXLAN
          | 1L << GENEVE
          | 1L << HP_MIRROR
          | 1L << OLD_VXLAN
          | 1L << TZSP;

  private static final int HEADER_BYTES = 8;
  private static final int HP_MIRROR_BYTES = 12;

  /** No tunnel's header: where what it carries begins is unknown. */
  private static final int NONE = -1;

  private final EtherDecoder ether;
  private final PppDecoder ppp;
  private final Datagram[] outer = new Datagram[Nesting.MAX + 1];

  Tunnels(EtherDecoder ether) {
    this.ether = ether;
    ppp = new PppDecoder(ether);
    for (int i = 0; i < outer.length; i++) {
      outer[i] = new Datagram();
    }
  }

  /** Whether datagrams to this port may be a tunnel's. */
  static boolean isPort(int port) {
    return (PORT_BITS >>> port & 1) != 0 && isTunnel(port);
  }

  private static boolean isTunnel(int port) {
    return switch (port) {
      case L2TP, GTP_U, VXLAN, GENEVE, HP_MIRROR, OLD_VXLAN, TZSP -> true;
      default -> false;
    };
  }

  /** {@link Frame#NOT_IP} when it is no tunnel's datagram; addresses are as they were then. */
  Frame decode(int port, ByteBuffer window, int at, int end, int wireEnd, Datagram into) {
    if (at + HEADER_BYTES > end) {
      return Frame.NOT_IP;
    }
    if (!ether.nesting.goDeeper()) {
      return Frame.TOO_DEEP;
    }
    Datagram kept = outer[ether.nesting.layers()];
    kept.copyPath(into);
    Frame inner = inner(port, window, at, end, wireEnd, into);
    if (isConsistent(inner, end < wireEnd)) {
      return inner;
    }
    into.copyPath(kept);
    return Frame.NOT_IP;
  }

  private Frame inner(int port, ByteBuffer window, int at, int end, int wireEnd, Datagram into) {
    return switch (port) {
      case GTP_U -> {
        int ip = gtp(window, at, end);
        yield ip == NONE ? Frame.NOT_IP : ether.ip.decode(window, ip, end, wireEnd, into);
      }
      case L2TP -> {
        int frame = l2tp(window, at, end);
        yield frame == NONE ? Frame.NOT_IP : ppp.decode(window, frame, end, wireEnd, into);
      }
      case GENEVE -> geneve(window, at, end, wireEnd, into);
      default -> {
        int frame = frame(port, window, at, end);
        yield frame == NONE ? Frame.NOT_IP : ether.ethernet(window, frame, end, wireEnd, into);
      }
    };
  }

  private static int frame(int port, ByteBuffer window, int at, int end) {
    return switch (port) {
      case VXLAN, OLD_VXLAN -> (window.get(at) & 0x08) == 0 ? NONE : at + HEADER_BYTES;
      case TZSP -> tzsp(window, at, end);
      default -> at + HP_MIRROR_BYTES;
    };
  }

  /** Version 1, type 0 or 1, Ethernet; then fields, of which 0 and 1 have no length. */
  private static int tzsp(ByteBuffer window, int first, int end) {
    if ((window.getInt(first) & 0xFFFE_FFFF) != 0x0100_0001) {
      return NONE;
    }
    int at = first + 4;
    while (at + 2 <= end) {
      int type = window.get(at);
      if (type == 1) {
        return at + 1;
      }
      at += type == 0 ? 1 : 2 + (window.get(at + 1) & 0xFF);
    }
    return NONE;
  }

  private Frame geneve(ByteBuffer window, int at, int end, int wireEnd, Datagram into) {
    int first = window.get(at);
    if ((first & 0xC0) != 0) {
      return Frame.NOT_IP;
    }
    int type = window.getShort(at + 2) & 0xFFFF;
    return ether.tunnelled(type, window, at + HEADER_BYTES + 4 * first, end, wireEnd, into);
  }

  private static int gtp(ByteBuffer window, int first, int end) {
    int flags = window.get(first) & 0xFF;
    if ((flags & 0xF0) != 0x30 || window.get(first + 1) != (byte) 255) {
      return NONE;
    }
    int at = first + HEADER_BYTES;
    if ((flags & 0x07) == 0) {
      return at;
    }
    at += 4;
    boolean extended = (flags & 0x04) != 0;
    while (extended && at < end && window.get(at - 1) != 0) {
      int words = window.get(at) & 0xFF;
      if (words == 0) {
        return NONE;
      }
      at += 4 * words;
      if (at > end) {
        return NONE;
      }
    }
    return at;
  }

  /** Data, not control; version 2. */
  private static int l2tp(ByteBuffer window, int first, int end) {
    int flags = window.getShort(first) & 0xFFFF;
    if ((flags & 0x800F) != 2) {
      return NONE;
    }
    int at = first + 2 + ((flags & 0x4000) != 0 ? 2 : 0) + 4 + ((flags & 0x0800) != 0 ? 4 : 0);
    if ((flags & 0x0200) == 0) {
      return at;
    }
    return at + 2 > end ? NONE : at + 2 + (window.getShort(at) & 0xFFFF);
  }

  private static boolean isConsistent(Frame inner, boolean cut) {
    return switch (inner) {
      case UDP, TCP, NOT_UDP, FRAGMENT, BAD_FRAGMENT, TOO_DEEP -> true;
      case TRUNCATED_IP, TRUNCATED_UDP, TRUNCATED_TCP -> cut;
      case NOT_IP, TRUNCATED_LINK, BAD_IP_VERSION, BAD_IP_LENGTH, BAD_UDP_LENGTH, BAD_TCP_LENGTH ->
          false;
    };
  }
}
