package org.mosexporter.snmp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.mosexporter.config.Cidr;
import org.mosexporter.config.IpAddress;
import org.mosexporter.network.Route;
import org.snmp4j.smi.OID;

/**
 * IP-FORWARD-MIB (RFC 4292): inetCidrRouteTable, else ipCidrRouteTable. A router that carries the
 * routes of the internet is not asked for them.
 */
final class RouteMib {
  /** More than the router of an office has. */
  static final int MOST_ROUTES = 1_000;

  private static final OID INET_COUNT = new OID("1.3.6.1.2.1.4.24.6.0");
  private static final OID CIDR_COUNT = new OID("1.3.6.1.2.1.4.24.3.0");

  private static final OID INET_ENTRY = new OID("1.3.6.1.2.1.4.24.7.1");
  private static final int INET_INTERFACE = 7;
  private static final int INET_TYPE = 8;

  private static final OID CIDR_ENTRY = new OID("1.3.6.1.2.1.4.24.4.1");
  private static final int CIDR_INTERFACE = 5;
  private static final int CIDR_TYPE = 6;
  private static final int CIDR_INDEX_SIZE = 13;

  private static final long LOCAL = 3;
  private static final long REMOTE = 4;

  /** An IPv4 prefix in {@link Cidr}'s count. */
  private static final int IPV4_OFFSET = 96;

  private static final OID ADDRESS_ENTRY = new OID("1.3.6.1.2.1.4.20.1");
  private static final int ADDRESS_INTERFACE = 2;

  private final Ports ports;
  private final List<Route> routes = new ArrayList<>();

  private RouteMib(Ports ports) {
    this.ports = ports;
  }

  /** Nothing when the device has none, or more than an office has. */
  static Optional<List<Route>> read(Session session, Ports ports) throws SnmpFault {
    var counts = session.get(List.of(INET_COUNT, CIDR_COUNT));
    RouteMib mib = new RouteMib(ports);
    if (isFew(counts.get(0).map(Columns::number).orElse(OptionalLong.empty()))) {
      mib.addInet(table(session, INET_ENTRY, INET_INTERFACE, INET_TYPE));
    }
    if (mib.routes.isEmpty()
        && isFew(counts.get(1).map(Columns::number).orElse(OptionalLong.empty()))) {
      mib.addCidr(table(session, CIDR_ENTRY, CIDR_INTERFACE, CIDR_TYPE));
    }
    return mib.routes.isEmpty() || mib.routes.size() > MOST_ROUTES
        ? Optional.empty()
        : Optional.of(mib.routes);
  }

  private static Columns table(Session session, OID entry, int... columns) throws SnmpFault {
    Columns rows = TableWalk.read(session, entry, columns);
    rows.refuseCutColumns(columns);
    return rows;
  }

  private static boolean isFew(OptionalLong count) {
    return count.isPresent() && count.getAsLong() > 0 && count.getAsLong() <= MOST_ROUTES;
  }

  /** Index: destination, prefix length, policy, next hop. */
  private void addInet(Columns rows) {
    for (OID index : rows.indexes(INET_INTERFACE)) {
      int bitsAt = IndexAddress.endOfTyped(index, 0);
      int hopAt = bitsAt < 0 ? -1 : endOfPolicy(index, bitsAt + 1);
      if (hopAt >= 0) {
        add(
            IndexAddress.typedPrefix(index, 0),
            index.get(bitsAt),
            IndexAddress.typed(index, hopAt),
            rows.number(INET_TYPE, index),
            rows.number(INET_INTERFACE, index));
      }
    }
  }

  /** The policy is an object identifier: its length, then its parts. */
  private static int endOfPolicy(OID index, int at) {
    if (at >= index.size() || index.get(at) < 0 || index.get(at) > index.size()) {
      return -1;
    }
    int end = at + 1 + index.get(at);
    return end + 1 < index.size() ? end : -1;
  }

  /** Index: destination, mask, type of service, next hop. */
  private void addCidr(Columns rows) {
    for (OID index : rows.indexes(CIDR_INTERFACE)) {
      if (index.size() == CIDR_INDEX_SIZE && index.get(8) == 0) {
        add(
            IndexAddress.ipv4Prefix(index, 0),
            maskBits(index),
            IndexAddress.ipv4(index, 9),
            rows.number(CIDR_TYPE, index),
            rows.number(CIDR_INTERFACE, index));
      }
    }
  }

  /** −1 when the mask has holes. */
  private static int maskBits(OID index) {
    long mask = IndexAddress.ipv4Prefix(index, 4).map(IpAddress::low).orElse(0L) & 0xFFFF_FFFFL;
    int bits = Long.bitCount(mask);
    return mask == (0xFFFF_FFFFL << (32 - bits) & 0xFFFF_FFFFL) ? bits : -1;
  }

  private void add(
      Optional<IpAddress> destination,
      int prefixBits,
      Optional<IpAddress> nextHop,
      OptionalLong type,
      OptionalLong ifIndex) {
    boolean used = type.isPresent() && (type.getAsLong() == LOCAL || type.getAsLong() == REMOTE);
    Optional<String> port = ports.ofIndex(ifIndex.orElse(-1));
    if (!used || destination.isEmpty() || port.isEmpty() || prefixBits < 0) {
      return;
    }
    int bits = prefixBits + (destination.get().isIpv4() ? IPV4_OFFSET : 0);
    if (bits <= 128) {
      boolean direct = type.getAsLong() == LOCAL;
      routes.add(
          new Route(
              new Cidr(destination.get(), bits), direct ? Optional.empty() : nextHop, port.get()));
    }
  }

  /** The device's own addresses (RFC 4293 ipAddrTable). */
  static Optional<List<IpAddress>> readAddresses(Session session) throws SnmpFault {
    Columns rows = TableWalk.read(session, ADDRESS_ENTRY, ADDRESS_INTERFACE);
    List<IpAddress> addresses = new ArrayList<>();
    for (OID index : rows.indexes(ADDRESS_INTERFACE)) {
      IndexAddress.ipv4(index, 0).ifPresent(addresses::add);
    }
    return addresses.isEmpty() ? Optional.empty() : Optional.of(addresses);
  }
}
