package org.mosexporter.stream;

import org.mosexporter.config.IpAddress;
import org.mosexporter.wire.link.Datagram;

/** From where to where a stream goes, and its SSRC: what names it. */
class AddressedStream extends PacketCounts {
  private static final long[] NO_ADDRESSES = {};

  /** Both halves of the sender's and the receiver's IPv6 address; IPv4's are in the key. */
  private final long[] ipv6;

  /**
   * @param addresses as {@link StreamIndex#addresses} has them
   */
  AddressedStream(Datagram datagram, long addresses, int ssrc, BufferDepth buffer) {
    super(
        addresses,
        StreamIndex.flow(datagram.sourcePort(), datagram.destinationPort(), ssrc),
        StreamIndex.isIpv4(datagram),
        buffer);
    ipv6 = ipv4 ? NO_ADDRESSES : addresses(datagram);
  }

  private static long[] addresses(Datagram datagram) {
    return new long[] {
      datagram.sourceHigh(),
      datagram.sourceLow(),
      datagram.destinationHigh(),
      datagram.destinationLow()
    };
  }

  /** Whether these are its addresses; nothing to ask a stream of IPv4, whose key tells. */
  final boolean isBetween(long fromHigh, long fromLow, long toHigh, long toLow) {
    return ipv6[1] == fromLow && ipv6[3] == toLow && ipv6[0] == fromHigh && ipv6[2] == toHigh;
  }

  final long sourceHigh() {
    return ipv4 ? 0 : ipv6[0];
  }

  final long sourceLow() {
    return ipv4 ? StreamIndex.MAPPED | addresses >>> 32 : ipv6[1];
  }

  final long destinationHigh() {
    return ipv4 ? 0 : ipv6[2];
  }

  final long destinationLow() {
    return ipv4 ? StreamIndex.MAPPED | (addresses & 0xFFFF_FFFFL) : ipv6[3];
  }

  public final IpAddress source() {
    return new IpAddress(sourceHigh(), sourceLow());
  }

  public final int sourcePort() {
    return (int) (flow >>> 48);
  }

  public final IpAddress destination() {
    return new IpAddress(destinationHigh(), destinationLow());
  }

  public final int destinationPort() {
    return (int) (flow >>> 32) & 0xFFFF;
  }

  public final int ssrc() {
    return (int) flow;
  }
}
