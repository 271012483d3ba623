package org.mosexporter.demo;

import java.nio.ByteBuffer;

/**
 * Writes Ethernet frames with IPv4 (RFC 791) and UDP (RFC 768).
 *
 * <pre>
 *  0 destination MAC  6 source MAC  12 0x0800
 * 14 0x45  15 DSCP&lt;&lt;2  16 length  18 identification  20 DF  22 TTL  23 17  24 checksum  26 source  30 destination
 * 34 source port  36 destination port  38 length  40 checksum  42 payload
 * </pre>
 */
final class FrameWriter {
  static final int ETHERNET_BYTES = 14;
  static final int IPV4_BYTES = 20;
  static final int UDP_BYTES = 8;
  static final int HEADER_BYTES = ETHERNET_BYTES + IPV4_BYTES + UDP_BYTES;

  private static final int UDP_PROTOCOL = 17;
  private static final int DO_NOT_FRAGMENT = 0x4000;

  /** Locally administered, unicast; the rest of the address is the host's IPv4 address. */
  private static final short MAC_PREFIX = 0x0200;

  /** Appends one frame at the buffer's position. */
  static void write(
      ByteBuffer into,
      UdpAddress from,
      UdpAddress to,
      int dscp,
      int identification,
      ByteBuffer payload) {
    into.putShort(MAC_PREFIX).putInt(to.address());
    into.putShort(MAC_PREFIX).putInt(from.address());
    into.putShort((short) 0x0800);
    writeIpv4(into, from, to, dscp, identification, payload);
  }

  /** Appends the packet from its IPv4 header on. */
  static void writeIpv4(
      ByteBuffer into,
      UdpAddress from,
      UdpAddress to,
      int dscp,
      int identification,
      ByteBuffer payload) {
    int udpLength = UDP_BYTES + payload.remaining();
    int ip = into.position();
    into.put((byte) 0x45).put((byte) (dscp << 2)).putShort((short) (IPV4_BYTES + udpLength));
    into.putShort((short) identification).putShort((short) DO_NOT_FRAGMENT);
    into.put((byte) 64).put((byte) UDP_PROTOCOL).putShort((short) 0);
    into.putInt(from.address()).putInt(to.address());
    into.putShort(ip + 10, (short) Checksum.finish(Checksum.add(0, into, ip, IPV4_BYTES)));
    int udp = into.position();
    into.putShort((short) from.port()).putShort((short) to.port());
    into.putShort((short) udpLength).putShort((short) 0).put(payload);
    // The pseudo header: both addresses, the protocol, the length.
    long sum = Checksum.add((long) UDP_PROTOCOL + udpLength, into, ip + 12, 8);
    int checksum = Checksum.finish(Checksum.add(sum, into, udp, udpLength));
    into.putShort(udp + 6, (short) (checksum == 0 ? 0xFFFF : checksum)); // 0 would say "none"
  }

  private FrameWriter() {}
}
