package org.mosexporter.wire.link;

import java.nio.ByteBuffer;

/**
 * The TCP header (RFC 9293 §3.1); options are skipped.
 *
 * <pre>
 * 0 source port   2 destination port   4 sequence number   8 acknowledgment number
 * 12 header words   13 flags   14 window   20 options
 * </pre>
 */
final class TcpDecoder {
  private static final int TCP_BYTES = 20;

  static Frame decode(ByteBuffer window, int at, int end, int ipEnd, Datagram into) {
    if (at + TCP_BYTES > end) {
      return at + TCP_BYTES > ipEnd ? Frame.BAD_TCP_LENGTH : Frame.TRUNCATED_TCP;
    }
    int headerBytes = (window.get(at + 12) & 0xF0) >>> 2;
    if (headerBytes < TCP_BYTES || at + headerBytes > ipEnd) {
      return Frame.BAD_TCP_LENGTH;
    }
    if (at + headerBytes > end) {
      return Frame.TRUNCATED_TCP;
    }
    into.sourcePort = window.getShort(at) & 0xFFFF;
    into.destinationPort = window.getShort(at + 2) & 0xFFFF;
    into.tcpSequence = window.getInt(at + 4);
    into.tcpFlags = window.get(at + 13) & 0xFF;
    into.payloadOffset = at + headerBytes;
    into.payloadLength = end - into.payloadOffset;
    into.wirePayloadLength = ipEnd - into.payloadOffset;
    return Frame.TCP;
  }

  private TcpDecoder() {}
}
