package org.mosexporter.wire.link;

import java.nio.ByteBuffer;

/**
 * UDP (RFC 768), and what tunnels carry in it.
 *
 * <pre>
 * 0 source port   2 destination port   4 length   8 payload
 * </pre>
 */
final class UdpDecoder {
  private static final int UDP_BYTES = 8;

  private final Tunnels tunnels;

  UdpDecoder(EtherDecoder ether) {
    tunnels = new Tunnels(ether);
  }

  Frame decode(ByteBuffer window, int at, int end, int ipEnd, Datagram into) {
    if (at + UDP_BYTES > end) {
      return Frame.TRUNCATED_UDP;
    }
    long header = window.getLong(at);
    int udpBytes = (int) (header >>> 16) & 0xFFFF;
    if (udpBytes == 0) {
      udpBytes = ipEnd - at; // jumbograms (RFC 2675 §4), and segments not yet cut
    }
    if (udpBytes < UDP_BYTES || udpBytes > ipEnd - at) {
      return Frame.BAD_UDP_LENGTH;
    }
    int port = (int) (header >>> 32) & 0xFFFF;
    int payload = at + UDP_BYTES;
    int udpEnd = at + udpBytes;
    if (Tunnels.isPort(port)) {
      Frame inner = tunnels.decode(port, window, payload, Math.min(end, udpEnd), udpEnd, into);
      if (inner != Frame.NOT_IP) {
        return inner;
      }
    }
    into.sourcePort = (int) (header >>> 48);
    into.destinationPort = port;
    into.payloadOffset = payload;
    into.wirePayloadLength = udpEnd - payload;
    into.payloadLength = Math.min(into.wirePayloadLength, end - payload);
    return Frame.UDP;
  }
}
