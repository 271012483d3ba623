package org.mosexporter.wire.link;

import java.nio.ByteBuffer;

/**
 * IPv4 (RFC 791), IPv6 with extension headers (RFC 8200, RFC 4302) and UDP (RFC 768).
 *
 * <pre>
 * IPv4  0 version, header words   1 DSCP   2 total length   6 flags, fragment offset
 *       9 protocol   12 source   16 destination   20 options
 * IPv6  0 version, traffic class   4 payload length   6 next header   8 source   24 destination
 * UDP   0 source port   2 destination port   4 length   8 payload
 * </pre>
 *
 * <p>Headers are read eight octets at a time: each read of a buffer has its bounds checked.
 *
 * <p>The IP length may be larger than the frame: switches that cut what they mirror leave it as it
 * was. It then says what was on the wire. A length of 0 means "to the end of the frame", as on
 * segments that the network card has yet to cut.
 */
final class IpDecoder {
  private static final int IPV4_BYTES = 20;
  private static final int IPV6_BYTES = 40;
  private static final int UDP_BYTES = 8;
  private static final int MAX_EXTENSIONS = 8;
  static final long MAPPED = 0xFFFF_0000_0000L;

  private static final int PROTOCOL_TCP = 6;
  private static final int PROTOCOL_UDP = 17;
  private static final int HOP_BY_HOP = 0;
  private static final int ROUTING = 43;
  private static final int FRAGMENT = 44;
  private static final int AUTHENTICATION = 51;
  private static final int DESTINATION_OPTIONS = 60;

  private static final int MORE_AND_OFFSET_IPV4 = 0x3FFF;
  private static final int MORE_AND_OFFSET_IPV6 = 0xFFF9;

  Frame decode(ByteBuffer window, int at, int end, int wireEnd, Datagram into) {
    if (at >= end) {
      return Frame.TRUNCATED_IP;
    }
    return switch ((window.get(at) & 0xF0) >> 4) {
      case 4 -> ipv4(window, at, end, wireEnd, into);
      case 6 -> ipv6(window, at, end, wireEnd, into);
      default -> Frame.BAD_IP_VERSION;
    };
  }

  private Frame ipv4(ByteBuffer window, int at, int end, int wireEnd, Datagram into) {
    if (at + IPV4_BYTES > end) {
      return Frame.TRUNCATED_IP;
    }
    long first = window.getLong(at);
    long second = window.getLong(at + 8);
    int headerBytes = (int) (first >>> 56 & 0x0F) * 4;
    int totalBytes = (int) (first >>> 32) & 0xFFFF;
    if (totalBytes == 0) {
      totalBytes = wireEnd - at;
    }
    if (headerBytes < IPV4_BYTES || totalBytes < headerBytes) {
      return Frame.BAD_IP_LENGTH;
    }
    int protocol = (int) (second >>> 48) & 0xFF;
    if (protocol != PROTOCOL_UDP && protocol != PROTOCOL_TCP) {
      return Frame.NOT_UDP;
    }
    if ((first & MORE_AND_OFFSET_IPV4) != 0) {
      return Frame.FRAGMENT;
    }
    into.dscp = (int) (first >>> 50) & 0x3F;
    into.identification = (int) (first >>> 16) & 0xFFFF;
    into.sourceHigh = 0;
    into.sourceLow = MAPPED | (second & 0xFFFF_FFFFL);
    into.destinationHigh = 0;
    into.destinationLow = MAPPED | Integer.toUnsignedLong(window.getInt(at + 16));
    int ipEnd = at + totalBytes;
    return transport(protocol, window, at + headerBytes, Math.min(end, ipEnd), ipEnd, into);
  }

  private Frame ipv6(ByteBuffer window, int at, int end, int wireEnd, Datagram into) {
    if (at + IPV6_BYTES > end) {
      return Frame.TRUNCATED_IP;
    }
    int payloadBytes = window.getShort(at + 4) & 0xFFFF;
    int ipEnd = payloadBytes == 0 ? wireEnd : at + IPV6_BYTES + payloadBytes;
    into.dscp = ((window.getShort(at) & 0x0FFF) >> 4) >> 2;
    into.identification = 0;
    into.sourceHigh = window.getLong(at + 8);
    into.sourceLow = window.getLong(at + 16);
    into.destinationHigh = window.getLong(at + 24);
    into.destinationLow = window.getLong(at + 32);
    int next = window.get(at + 6) & 0xFF;
    return extensions(window, at + IPV6_BYTES, next, Math.min(end, ipEnd), ipEnd, into);
  }

  /** Walks the extension headers; each begins with the next one's number and its own length. */
  private Frame extensions(
      ByteBuffer window, int first, int firstNumber, int end, int ipEnd, Datagram into) {
    int at = first;
    int number = firstNumber;
    for (int depth = 0; depth <= MAX_EXTENSIONS; depth++) {
      if (number == PROTOCOL_UDP || number == PROTOCOL_TCP) {
        return transport(number, window, at, end, ipEnd, into);
      }
      if (!isExtension(number)) {
        return Frame.NOT_UDP;
      }
      if (at + 8 > end) {
        return at + 8 > ipEnd ? Frame.BAD_IP_LENGTH : Frame.TRUNCATED_IP;
      }
      if (number == FRAGMENT && (window.getShort(at + 2) & MORE_AND_OFFSET_IPV6) != 0) {
        return fragment(window.get(at) & 0xFF);
      }
      int extensionBytes = extensionBytes(number, window.get(at + 1) & 0xFF);
      number = window.get(at) & 0xFF;
      at += extensionBytes;
      if (at > ipEnd) {
        return Frame.BAD_IP_LENGTH;
      }
    }
    return Frame.TOO_DEEP;
  }

  private static Frame fragment(int number) {
    return number == PROTOCOL_UDP || number == PROTOCOL_TCP || isExtension(number)
        ? Frame.FRAGMENT
        : Frame.NOT_UDP;
  }

  private static boolean isExtension(int number) {
    return number == HOP_BY_HOP
        || number == ROUTING
        || number == FRAGMENT
        || number == AUTHENTICATION
        || number == DESTINATION_OPTIONS;
  }

  private static int extensionBytes(int number, int length) {
    return switch (number) {
      case FRAGMENT -> 8;
      case AUTHENTICATION -> (length + 2) * 4; // counted in other units (RFC 4302 §2.2)
      default -> (length + 1) * 8;
    };
  }

  private static Frame transport(
      int protocol, ByteBuffer window, int at, int end, int ipEnd, Datagram into) {
    return protocol == PROTOCOL_UDP
        ? udp(window, at, end, ipEnd, into)
        : TcpDecoder.decode(window, at, end, ipEnd, into);
  }

  private static Frame udp(ByteBuffer window, int at, int end, int ipEnd, Datagram into) {
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
    into.sourcePort = (int) (header >>> 48);
    into.destinationPort = (int) (header >>> 32) & 0xFFFF;
    into.payloadOffset = at + UDP_BYTES;
    into.wirePayloadLength = udpBytes - UDP_BYTES;
    into.payloadLength = Math.min(into.wirePayloadLength, end - into.payloadOffset);
    return Frame.UDP;
  }
}
