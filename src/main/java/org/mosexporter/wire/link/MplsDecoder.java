package org.mosexporter.wire.link;

import java.nio.ByteBuffer;

/**
 * MPLS label stacks (RFC 3032 §2.1), and what the first four bits behind them tell (RFC 4928 §2):
 * IP, or an Ethernet frame, with the control word of its pseudowire (RFC 4448 §4.6) or without.
 *
 * <pre>
 * label    0 label, 20 bits   2 traffic class, bottom of stack in the lowest bit   3 TTL
 * control  0 zero, 4 bits; flags   2 sequence number
 * </pre>
 */
final class MplsDecoder {
  private static final int LABEL_BYTES = 4;
  private static final int CONTROL_BYTES = 4;
  private static final int BOTTOM = 0x100;

  private final EtherDecoder ether;

  MplsDecoder(EtherDecoder ether) {
    this.ether = ether;
  }

  Frame decode(ByteBuffer window, int first, int end, int wireEnd, Datagram into) {
    int at = first;
    while (at + LABEL_BYTES <= end) {
      if (!ether.nesting.goDeeper()) {
        return Frame.TOO_DEEP;
      }
      boolean bottom = (window.getInt(at) & BOTTOM) != 0;
      at += LABEL_BYTES;
      if (bottom) {
        return payload(window, at, end, wireEnd, into);
      }
    }
    return Frame.TRUNCATED_LINK;
  }

  private Frame payload(ByteBuffer window, int at, int end, int wireEnd, Datagram into) {
    if (at >= end) {
      return Frame.TRUNCATED_LINK;
    }
    int nibble = (window.get(at) & 0xF0) >> 4;
    if (nibble == 4 || nibble == 6) {
      return ether.ip.decode(window, at, end, wireEnd, into);
    }
    int controlled = at + CONTROL_BYTES;
    // A control word begins with zeros, but so may the address of a frame that has none.
    if (nibble == 0 && EtherDecoder.looksLikeEthernet(window, controlled, end)) {
      return ether.ethernet(window, controlled, end, wireEnd, into);
    }
    return EtherDecoder.looksLikeEthernet(window, at, end)
        ? ether.ethernet(window, at, end, wireEnd, into)
        : Frame.NOT_IP;
  }
}
