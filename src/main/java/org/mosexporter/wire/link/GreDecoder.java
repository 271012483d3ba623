package org.mosexporter.wire.link;

import java.nio.ByteBuffer;

/**
 * GRE (RFC 2784, RFC 2890), with PPP as PPTP sends it (RFC 2637 §4.1), and mirrored frames in it:
 * ERSPAN (draft-foschiano-erspan-03 §4).
 *
 * <pre>
 * GRE  0 flags, version   2 protocol, an Ethernet type   4 as flagged: checksum, key, sequence
 *      number, of version 1 also acknowledgment; 4 octets each
 * ERSPAN I has no header, and no sequence number before it
 * ERSPAN II   0 version 1, VLAN   2 session   4 index   8 the frame
 * ERSPAN III  0 version 2, VLAN   2 session   4 time   8 group   10 flags, of which the lowest says
 *             that 8 more octets follow   12 the frame
 * </pre>
 */
final class GreDecoder {
  private static final int GRE_BYTES = 4;
  private static final int CHECKSUM = 0x8000;
  private static final int ROUTING = 0x4000;
  private static final int KEY = 0x2000;
  private static final int SEQUENCE = 0x1000;
  private static final int ACKNOWLEDGMENT = 0x0080;
  private static final int VERSION = 0x0007;

  private static final int PPP = 0x880B;
  private static final int ERSPAN_1_OR_2 = 0x88BE;
  private static final int ERSPAN_3 = 0x22EB;
  private static final int ERSPAN_2_BYTES = 8;
  private static final int ERSPAN_3_BYTES = 12;
  private static final int ERSPAN_3_SUBHEADER_BYTES = 8;

  private final EtherDecoder ether;
  private final PppDecoder ppp;

  GreDecoder(EtherDecoder ether) {
    this.ether = ether;
    ppp = new PppDecoder(ether);
  }

  Frame decode(ByteBuffer window, int at, int end, int wireEnd, Datagram into) {
    if (!ether.nesting.goDeeper()) {
      return Frame.TOO_DEEP;
    }
    if (at + GRE_BYTES > end) {
      return Frame.TRUNCATED_LINK;
    }
    int flags = window.getShort(at) & 0xFFFF;
    if ((flags & VERSION) > 1 || (flags & ROUTING) != 0) {
      return Frame.NOT_IP; // nobody sends source routes (RFC 1701) any more
    }
    int inner = at + GRE_BYTES + optionBytes(flags);
    int protocol = window.getShort(at + 2) & 0xFFFF;
    return switch (protocol) {
      case PPP -> ppp.decode(window, inner, end, wireEnd, into);
      case ERSPAN_1_OR_2 -> erspan2((flags & SEQUENCE) != 0, window, inner, end, wireEnd, into);
      case ERSPAN_3 -> erspan3(window, inner, end, wireEnd, into);
      default -> ether.tunnelled(protocol, window, inner, end, wireEnd, into);
    };
  }

  private static int optionBytes(int flags) {
    int present = flags & (CHECKSUM | KEY | SEQUENCE);
    if ((flags & VERSION) == 1) {
      present |= flags & ACKNOWLEDGMENT;
    }
    return 4 * Integer.bitCount(present);
  }

  private Frame erspan2(
      boolean numbered, ByteBuffer window, int at, int end, int wireEnd, Datagram into) {
    if (!numbered) {
      return ether.ethernet(window, at, end, wireEnd, into);
    }
    return hasVersion(1, window, at, end)
        ? ether.ethernet(window, at + ERSPAN_2_BYTES, end, wireEnd, into)
        : notErspan(at, end);
  }

  private Frame erspan3(ByteBuffer window, int at, int end, int wireEnd, Datagram into) {
    if (!hasVersion(2, window, at, end) || at + ERSPAN_3_BYTES > end) {
      return notErspan(at, end);
    }
    int flags = window.getShort(at + 10);
    int frame = at + ERSPAN_3_BYTES + ((flags & 1) == 0 ? 0 : ERSPAN_3_SUBHEADER_BYTES);
    boolean ip = (flags >> 10 & 0x1F) == 2; // frame type
    return ip
        ? ether.ip.decode(window, frame, end, wireEnd, into)
        : ether.ethernet(window, frame, end, wireEnd, into);
  }

  private static boolean hasVersion(int version, ByteBuffer window, int at, int end) {
    return at < end && (window.get(at) & 0xF0) >> 4 == version;
  }

  private static Frame notErspan(int at, int end) {
    return at + ERSPAN_3_BYTES > end ? Frame.TRUNCATED_LINK : Frame.NOT_IP;
  }
}
