package org.mosexporter.record;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.mosexporter.call.KeptPacket;
import org.mosexporter.config.IpAddress;

/**
 * Kept packets as IP packets again (RFC 791, RFC 8200, RFC 768, RFC 9293). What is not kept of the
 * payload is missing behind their ends, and counts as zeros in their checksums. Numbers of a
 * connection's octets are our own, for its messages have other lengths than they had.
 */
final class IpPackets {
  private static final int IPV4_BYTES = 20;
  private static final int IPV6_BYTES = 40;
  private static final int UDP_BYTES = 8;
  private static final int TCP_BYTES = 20;
  private static final int UDP = 17;
  private static final int TCP = 6;
  private static final int HOPS = 64;
  private static final int LARGEST = 0xFFFF;
  private static final short DO_NOT_FRAGMENT = 0x4000;
  private static final short PUSH_AND_ACKNOWLEDGE = 0x5018;
  private static final int HEADERS_BYTES = IPV6_BYTES + TCP_BYTES;

  /** One end of a connection. */
  private record End(IpAddress address, int port) {}

  /** One direction of a connection. */
  private record Way(End from, End to) {}

  /** The number of the next octet of each. */
  private final Map<Way, Integer> sequences = new HashMap<>();

  /** No two packets have the same, or one would seem to be a mirror's copy of the other. */
  private int identification;

  /**
   * A packet.
   *
   * @param captured its octets from 0 to the limit
   * @param wireLength of the whole
   */
  record Packet(ByteBuffer captured, int wireLength) {}

  Packet of(KeptPacket kept) {
    boolean ipv4 = kept.source().isIpv4() && kept.destination().isIpv4();
    int ipBytes = ipv4 ? IPV4_BYTES : IPV6_BYTES;
    int transportBytes = kept.isTcp() ? TCP_BYTES : UDP_BYTES;
    int most = LARGEST - transportBytes - (ipv4 ? IPV4_BYTES : 0);
    int payload = Math.min(kept.wireLength(), most);
    ByteBuffer octets = ByteBuffer.allocate(HEADERS_BYTES + kept.octets().limit());
    ByteBuffer content = kept.octets().duplicate().position(0);
    octets.position(ipBytes);
    if (kept.isTcp()) {
      tcp(kept, payload, octets);
    } else {
      udp(kept, payload, octets);
    }
    octets.put(content.limit(Math.min(content.limit(), payload))).flip();
    int length = transportBytes + payload;
    checksum(kept, ipBytes, length, octets);
    if (ipv4) {
      ipv4(kept, length, octets);
    } else {
      ipv6(kept, length, octets);
    }
    return new Packet(octets, ipBytes + length);
  }

  private static void udp(KeptPacket kept, int payload, ByteBuffer octets) {
    octets.putShort((short) kept.sourcePort()).putShort((short) kept.destinationPort());
    octets.putShort((short) (UDP_BYTES + payload)).putShort((short) 0);
  }

  private void tcp(KeptPacket kept, int payload, ByteBuffer octets) {
    End from = new End(kept.source(), kept.sourcePort());
    End to = new End(kept.destination(), kept.destinationPort());
    Way way = new Way(from, to);
    int sequence = sequences.getOrDefault(way, 1);
    sequences.put(way, sequence + payload);
    octets.putShort((short) kept.sourcePort()).putShort((short) kept.destinationPort());
    octets.putInt(sequence).putInt(sequences.getOrDefault(new Way(to, from), 1));
    octets.putShort(PUSH_AND_ACKNOWLEDGE).putShort((short) LARGEST);
    octets.putShort((short) 0).putShort((short) 0);
  }

  private void ipv4(KeptPacket kept, int length, ByteBuffer octets) {
    octets.put(0, (byte) 0x45).put(1, (byte) (kept.dscp() << 2));
    octets.putShort(2, (short) (IPV4_BYTES + length));
    octets.putShort(4, (short) ++identification).putShort(6, DO_NOT_FRAGMENT);
    octets.put(8, (byte) HOPS).put(9, (byte) protocol(kept));
    octets.putInt(12, (int) kept.source().low()).putInt(16, (int) kept.destination().low());
    octets.putShort(10, (short) ~folded(sum(octets, 0, IPV4_BYTES)));
  }

  private static void ipv6(KeptPacket kept, int length, ByteBuffer octets) {
    octets.putInt(0, 6 << 28 | kept.dscp() << 22).putShort(4, (short) length);
    octets.put(6, (byte) protocol(kept)).put(7, (byte) HOPS);
    octets.putLong(8, kept.source().high()).putLong(16, kept.source().low());
    octets.putLong(24, kept.destination().high()).putLong(32, kept.destination().low());
  }

  private static int protocol(KeptPacket kept) {
    return kept.isTcp() ? TCP : UDP;
  }

  /** Of the transport, with the pseudo header of the addresses before it (RFC 8200 §8.1). */
  private static void checksum(KeptPacket kept, int at, int length, ByteBuffer octets) {
    ByteBuffer pseudo = ByteBuffer.allocate(IPV6_BYTES);
    boolean ipv4 = at == IPV4_BYTES;
    if (ipv4) {
      pseudo.putInt((int) kept.source().low()).putInt((int) kept.destination().low());
    } else {
      pseudo.putLong(kept.source().high()).putLong(kept.source().low());
      pseudo.putLong(kept.destination().high()).putLong(kept.destination().low());
    }
    pseudo.putInt(length).putInt(protocol(kept));
    int sum = sum(pseudo, 0, pseudo.position()) + sum(octets, at, octets.limit());
    int checksum = ~folded(sum) & LARGEST;
    octets.putShort(
        at + (kept.isTcp() ? 16 : 6),
        (short) (checksum == 0 && !kept.isTcp() ? LARGEST : checksum));
  }

  private static int sum(ByteBuffer octets, int from, int to) {
    int sum = 0;
    for (int i = from; i < to; i++) {
      sum += (octets.get(i) & 0xFF) << ((i - from) % 2 == 0 ? 8 : 0);
    }
    return sum;
  }

  private static int folded(int sum) {
    int folded = (sum & LARGEST) + (sum >>> 16);
    return (folded & LARGEST) + (folded >>> 16);
  }
}
