package org.mosexporter.wire.link;

import java.nio.ByteBuffer;

/**
 * IP in PPP (RFC 1661, RFC 1662 §3.1, with its fields compressed or not), and PPPoE sessions (RFC
 * 2516 §4).
 *
 * <pre>
 * PPPoE  0 version and type, 0x11   1 code, 0 for a session   2 session   4 length   6 PPP
 * PPP    [0xFF03]  protocol, one octet if odd, else two  payload
 * </pre>
 */
final class PppDecoder {
  private static final int PPPOE_BYTES = 6;
  private static final int PPPOE_SESSION = 0x1100;
  private static final int ADDRESS_AND_CONTROL = 0xFF03;
  private static final int IPV4 = 0x21;
  private static final int IPV6 = 0x57;

  private final EtherDecoder ether;

  PppDecoder(EtherDecoder ether) {
    this.ether = ether;
  }

  Frame session(ByteBuffer window, int at, int end, int wireEnd, Datagram into) {
    if (!ether.nesting.goDeeper()) {
      return Frame.TOO_DEEP;
    }
    if (at + PPPOE_BYTES > end) {
      return Frame.TRUNCATED_LINK;
    }
    return (window.getShort(at) & 0xFFFF) == PPPOE_SESSION
        ? decode(window, at + PPPOE_BYTES, end, wireEnd, into)
        : Frame.NOT_IP;
  }

  Frame decode(ByteBuffer window, int first, int end, int wireEnd, Datagram into) {
    int at = first;
    if (at + 2 <= end && (window.getShort(at) & 0xFFFF) == ADDRESS_AND_CONTROL) {
      at += 2;
    }
    if (at + 2 > end) {
      return Frame.TRUNCATED_LINK;
    }
    boolean compressed = (window.get(at) & 1) == 1;
    int protocol = compressed ? window.get(at) & 0xFF : window.getShort(at) & 0xFFFF;
    return protocol == IPV4 || protocol == IPV6
        ? ether.ip.decode(window, at + (compressed ? 1 : 2), end, wireEnd, into)
        : Frame.NOT_IP;
  }
}
