package org.mosexporter.snmp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.mosexporter.config.IpAddress;
import org.mosexporter.network.MacAddress;
import org.snmp4j.smi.OID;

/** Addresses that stand as sub-identifiers in the index of a row. */
final class IndexAddress {
  private static final int IPV4_OCTETS = 4;
  private static final int MAC_OCTETS = 6;

  /** IPv4 and IPv6 of InetAddressType (RFC 4001), which IANA's address families agree with. */
  private static final int IPV4 = 1;

  private static final int IPV6 = 2;

  /** Four sub-identifiers from there. */
  static Optional<IpAddress> ipv4(OID index, int from) {
    return ipv4Prefix(index, from).filter(IndexAddress::isOfOneHost);
  }

  /** Type, length and octets from there; nothing for other kinds of address. */
  static Optional<IpAddress> typed(OID index, int from) {
    return typedPrefix(index, from).filter(IndexAddress::isOfOneHost);
  }

  /** The same of a network, which may be all zeros. */
  static Optional<IpAddress> ipv4Prefix(OID index, int from) {
    return octets(index, from, IPV4_OCTETS).flatMap(IndexAddress::any);
  }

  /** The same of a network. */
  static Optional<IpAddress> typedPrefix(OID index, int from) {
    int length = lengthAt(index, from + 1);
    boolean known = length > 0 && length == lengthOf(index.get(from));
    return known ? octets(index, from + 2, length).flatMap(IndexAddress::any) : Optional.empty();
  }

  /** Where the sub-identifiers of a typed address end that begins there; −1 when they do not. */
  static int endOfTyped(OID index, int from) {
    int length = lengthAt(index, from + 1);
    int end = from + 2 + length;
    return length < 0 || end > index.size() ? -1 : end;
  }

  private static int lengthAt(OID index, int at) {
    return at < index.size() && index.get(at) >= 0 && index.get(at) <= index.size()
        ? index.get(at)
        : -1;
  }

  private static int lengthOf(int type) {
    return switch (type) {
      case IPV4 -> 4;
      case IPV6 -> 16;
      default -> 0;
    };
  }

  /** Six sub-identifiers from there, which end the index. */
  static Optional<MacAddress> lastMac(OID index, int from) {
    return index.size() == from + MAC_OCTETS
        ? octets(index, from, MAC_OCTETS).flatMap(MacAddress::of)
        : Optional.empty();
  }

  private static Optional<byte[]> octets(OID index, int from, int count) {
    if (from < 0 || from + count > index.size()) {
      return Optional.empty();
    }
    byte[] octets = new byte[count];
    for (int i = 0; i < count; i++) {
      int value = index.get(from + i);
      if (value < 0 || value > 255) {
        return Optional.empty();
      }
      octets[i] = (byte) value;
    }
    return Optional.of(octets);
  }

  /** 4 or 16 octets; nothing for an address that stands for none, for oneself or for many. */
  static Optional<IpAddress> address(byte[] octets) {
    return any(octets).filter(IndexAddress::isOfOneHost);
  }

  /** 4 or 16 octets. */
  private static Optional<IpAddress> any(byte[] octets) {
    if (octets.length != lengthOf(IPV4) && octets.length != lengthOf(IPV6)) {
      return Optional.empty();
    }
    try {
      return Optional.of(IpAddress.of(InetAddress.getByAddress(octets)));
    } catch (UnknownHostException notAnAddress) {
      return Optional.empty();
    }
  }

  private static boolean isOfOneHost(IpAddress address) {
    InetAddress java = address.toInetAddress();
    return !java.isAnyLocalAddress() && !java.isLoopbackAddress() && !address.isMulticast();
  }

  private IndexAddress() {}
}
