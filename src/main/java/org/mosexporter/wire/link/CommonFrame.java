package org.mosexporter.wire.link;

import java.nio.ByteBuffer;

/**
 * The frame that nearly every packet of a call comes in: Ethernet with one VLAN tag or none, IPv4
 * without options, UDP; captured whole, no fragment, and to no port of a tunnel.
 *
 * <pre>
 * Ethernet  12 type, or tag 0x8100 and 16 type
 * IPv4      0 0x45   1 DSCP   2 total length   4 identification   6 flags, fragment offset
 *           9 protocol   12 source   16 destination
 * UDP       20 source port   22 destination port   24 length   28 payload
 * </pre>
 *
 * <p>What {@link IpDecoder} finds out step by step is here a few reads of eight octets and one
 * answer. Whatever is not so, or not right, is left to it.
 */
final class CommonFrame {
  private static final int TYPE = 12;
  private static final int TAG = 0x8100;
  private static final int TAG_BYTES = 4;
  private static final int ETHERNET_BYTES = 14;
  private static final int IPV4_BYTES = 20;
  private static final int UDP_BYTES = 8;
  private static final int LEAST_BYTES = ETHERNET_BYTES + TAG_BYTES + IPV4_BYTES + UDP_BYTES;

  /** Type IPv4, then version 4 and a header of five words. */
  private static final int IPV4_WITHOUT_OPTIONS = 0x08_00_45;

  private static final int UDP = 17;
  private static final int MORE_AND_OFFSET = 0x3FFF;
  private static final long WORD = 0xFFFF_FFFFL;

  /** Whether it is such a frame: then the datagram is filled, but for where and when. */
  static boolean decode(ByteBuffer window, int offset, int length, Datagram into) {
    if (length < LEAST_BYTES) {
      return false;
    }
    long types = window.getLong(offset + TYPE);
    int tagBytes = types >>> 48 == TAG ? TAG_BYTES : 0;
    if ((types << (8 * tagBytes)) >>> 40 != IPV4_WITHOUT_OPTIONS) {
      return false;
    }
    int ip = offset + ETHERNET_BYTES + tagBytes;
    long first = window.getLong(ip);
    long second = window.getLong(ip + 8);
    long third = window.getLong(ip + 16);
    int ipBytes = (int) (first >>> 32) & 0xFFFF;
    int udpBytes = window.getShort(ip + IPV4_BYTES + 4) & 0xFFFF;
    int port = (int) third & 0xFFFF;
    if ((first & MORE_AND_OFFSET) != 0
        || (second >>> 48 & 0xFF) != UDP
        || udpBytes != ipBytes - IPV4_BYTES
        || udpBytes < UDP_BYTES
        || Tunnels.isPort(port)
        || ip + ipBytes > offset + length) {
      return false;
    }
    into.dscp = (int) (first >>> 50) & 0x3F;
    into.identification = (int) (first >>> 16) & 0xFFFF;
    into.sourceHigh = 0;
    into.sourceLow = IpDecoder.MAPPED | (second & WORD);
    into.destinationHigh = 0;
    into.destinationLow = IpDecoder.MAPPED | third >>> 32;
    into.sourcePort = (int) third >>> 16;
    into.destinationPort = port;
    into.payloadOffset = ip + IPV4_BYTES + UDP_BYTES;
    into.payloadLength = udpBytes - UDP_BYTES;
    into.wirePayloadLength = udpBytes - UDP_BYTES;
    return true;
  }

  private CommonFrame() {}
}
