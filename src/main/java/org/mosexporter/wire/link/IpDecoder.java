package org.mosexporter.wire.link;

import java.nio.ByteBuffer;

/**
 * IPv4 (RFC 791), IPv6 with extension headers (RFC 8200, RFC 4302), and both in each other (RFC
 * 2003, RFC 4213 §3, RFC 2473). Fragments that make a datagram whole are followed by what it holds.
 *
 * <pre>
 * IPv4  0 version, header words   1 DSCP   2 total length   4 identification
 *       6 flags, fragment offset   9 protocol   12 source   16 destination   20 options
 * IPv6  0 version, traffic class   4 payload length   6 next header   8 source   24 destination
 * fragment header   0 next header   2 offset, flags   4 identification
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
  private static final int MAX_EXTENSIONS = 8;
  static final long MAPPED = 0xFFFF_0000_0000L;

  private static final int PROTOCOL_IPV4 = 4;
  private static final int PROTOCOL_TCP = 6;
  private static final int PROTOCOL_UDP = 17;
  private static final int PROTOCOL_IPV6 = 41;
  private static final int PROTOCOL_GRE = 47;
  private static final int HOP_BY_HOP = 0;
  private static final int ROUTING = 43;
  private static final int FRAGMENT = 44;
  private static final int AUTHENTICATION = 51;
  private static final int DESTINATION_OPTIONS = 60;

  private static final int MORE_IPV4 = 0x2000;
  private static final int OFFSET_IPV4 = 0x1FFF;
  private static final int MORE_IPV6 = 0x0001;
  private static final int OFFSET_IPV6 = 0xFFF8;

  private final EtherDecoder ether;
  private final UdpDecoder udp;
  private final GreDecoder gre;

  IpDecoder(EtherDecoder ether) {
    this.ether = ether;
    udp = new UdpDecoder(ether);
    gre = new GreDecoder(ether);
  }

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
    if (!isFollowed(protocol)) {
      return Frame.NOT_UDP;
    }
    into.dscp = (int) (first >>> 50) & 0x3F;
    into.identification = (int) (first >>> 16) & 0xFFFF;
    into.sourceHigh = 0;
    into.sourceLow = MAPPED | (second & 0xFFFF_FFFFL);
    into.destinationHigh = 0;
    into.destinationLow = MAPPED | Integer.toUnsignedLong(window.getInt(at + 16));
    int ipEnd = at + totalBytes;
    int payload = at + headerBytes;
    if ((first & (MORE_IPV4 | OFFSET_IPV4)) == 0) {
      return payload(protocol, window, payload, Math.min(end, ipEnd), ipEnd, into);
    }
    return ipEnd > end
        ? Frame.TRUNCATED_IP
        : fragment(ipv4Fragment(first, protocol, window, payload, ipEnd, into), into);
  }

  private static Fragment ipv4Fragment(
      long first, int protocol, ByteBuffer window, int at, int ipEnd, Datagram path) {
    int identification = (int) (first >>> 16) & 0xFFFF;
    int offset = (int) (first & OFFSET_IPV4) * 8;
    boolean more = (first & MORE_IPV4) != 0;
    FragmentKey key = FragmentKey.of(path, protocol, identification);
    return new Fragment(key, path.atNs, protocol, offset, more, window, at, ipEnd - at);
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
      if (!isExtension(number)) {
        return payload(number, window, at, end, ipEnd, into);
      }
      if (at + 8 > end) {
        return at + 8 > ipEnd ? Frame.BAD_IP_LENGTH : Frame.TRUNCATED_IP;
      }
      if (number == FRAGMENT && (window.getShort(at + 2) & (MORE_IPV6 | OFFSET_IPV6)) != 0) {
        return ipv6Fragment(window, at, end, ipEnd, into);
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

  private Frame ipv6Fragment(ByteBuffer window, int at, int end, int ipEnd, Datagram into) {
    int number = window.get(at) & 0xFF;
    if (!isFollowed(number) && !isExtension(number)) {
      return Frame.NOT_UDP;
    }
    if (ipEnd > end) {
      return Frame.TRUNCATED_IP;
    }
    int offsetAndMore = window.getShort(at + 2);
    FragmentKey key = FragmentKey.of(into, FragmentKey.IPV6, window.getInt(at + 4));
    int offset = offsetAndMore & OFFSET_IPV6;
    boolean more = (offsetAndMore & MORE_IPV6) != 0;
    int payload = at + 8;
    return fragment(
        new Fragment(key, into.atNs, number, offset, more, window, payload, ipEnd - payload), into);
  }

  /** Goes on with the datagram that this fragment makes whole, if it does. */
  private Frame fragment(Fragment fragment, Datagram into) {
    return switch (ether.fragments.add(fragment)) {
      case INCOMPLETE -> Frame.FRAGMENT;
      case REFUSED -> Frame.BAD_FRAGMENT;
      case WHOLE -> {
        into.window = ether.fragments.whole();
        int end = ether.fragments.wholeOctets();
        int protocol = ether.fragments.wholeProtocol();
        yield ether.nesting.goDeeper()
            ? extensions(into.window, 0, protocol, end, end, into)
            : Frame.TOO_DEEP;
      }
    };
  }

  private Frame payload(
      int protocol, ByteBuffer window, int at, int end, int ipEnd, Datagram into) {
    return switch (protocol) {
      case PROTOCOL_UDP -> udp.decode(window, at, end, ipEnd, into);
      case PROTOCOL_TCP -> TcpDecoder.decode(window, at, end, ipEnd, into);
      case PROTOCOL_GRE -> gre.decode(window, at, end, ipEnd, into);
      case PROTOCOL_IPV4, PROTOCOL_IPV6 ->
          ether.nesting.goDeeper() ? decode(window, at, end, ipEnd, into) : Frame.TOO_DEEP;
      default -> Frame.NOT_UDP;
    };
  }

  private static boolean isFollowed(int protocol) {
    return switch (protocol) {
      case PROTOCOL_UDP, PROTOCOL_TCP, PROTOCOL_GRE, PROTOCOL_IPV4, PROTOCOL_IPV6 -> true;
      default -> false;
    };
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
}
