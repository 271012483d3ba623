package org.mosexporter.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mosexporter.config.Cidr;
import org.mosexporter.config.IpAddress;

/**
 * Where packets of this host go, as the kernel's main tables of routes have it (proc(5)).
 *
 * <p>They are read below /proc/self, which a service sees whose /proc holds processes only
 * (ProcSubset=pid); /proc/net it does not see.
 *
 * @param defaultInterface that by which packets leave for anywhere, by IPv4, else by IPv6
 * @param gateways of the default routes, the preferred first
 * @param networks to which routes lead, without the default routes, loopback and links
 */
public record HostRoutes(
    Optional<String> defaultInterface, List<IpAddress> gateways, List<Cidr> networks) {
  private static final Path SYSTEM = Path.of("/proc/self/net");

  /** RTF_UP and RTF_REJECT (linux/route.h, linux/ipv6_route.h). */
  private static final int UP = 0x1;

  private static final int REJECT = 0x200;

  private static final int IPV4_OFFSET = 96;
  private static final String LOOPBACK = "lo";
  private static final Cidr LINK_LOCAL = Cidr.parse("fe80::/10");
  private static final Cidr MULTICAST = Cidr.parse("ff00::/8");

  /** A line of a table; of several routes to one place the kernel prefers the least metric. */
  private record Route(String networkInterface, Cidr to, IpAddress gateway, long metric) {
    boolean isDefault() {
      return to.base().isUnspecified() && (to.prefixBits() == 0 || to.prefixBits() == IPV4_OFFSET);
    }
  }

  public HostRoutes {
    gateways = List.copyOf(gateways);
    networks = List.copyOf(networks);
  }

  /** As they are now. */
  public static HostRoutes read() {
    return read(SYSTEM);
  }

  /** Of a host of which nothing is known. */
  public static HostRoutes unknown() {
    return new HostRoutes(Optional.empty(), List.of(), List.of());
  }

  static HostRoutes read(Path system) {
    List<Route> ipv4 = routes(system.resolve("route"), HostRoutes::ipv4);
    List<Route> ipv6 = routes(system.resolve("ipv6_route"), HostRoutes::ipv6);
    List<Route> defaults = new ArrayList<>(defaults(ipv4));
    defaults.addAll(defaults(ipv6));
    return new HostRoutes(
        defaults.stream().findFirst().map(Route::networkInterface),
        defaults.stream().map(Route::gateway).filter(to -> !to.isUnspecified()).distinct().toList(),
        Stream.concat(ipv4.stream(), ipv6.stream())
            .filter(route -> !route.isDefault())
            .map(Route::to)
            .filter(to -> to.prefixBits() < 128)
            .filter(to -> !to.overlaps(LINK_LOCAL) && !to.overlaps(MULTICAST))
            .distinct()
            .toList());
  }

  private static List<Route> defaults(List<Route> routes) {
    return routes.stream()
        .filter(Route::isDefault)
        .sorted(Comparator.comparingLong(Route::metric))
        .toList();
  }

  /** Reads one line of a table. */
  private interface Reader {
    Optional<Route> read(String[] fields);
  }

  private static List<Route> routes(Path table, Reader reader) {
    try {
      return Files.readAllLines(table).stream()
          .map(line -> route(line, reader))
          .flatMap(Optional::stream)
          .toList();
    } catch (IOException absent) {
      return List.of(); // a kernel without this family of addresses
    }
  }

  private static Optional<Route> route(String line, Reader reader) {
    try {
      return reader
          .read(line.strip().split("\\s+"))
          .filter(route -> !route.networkInterface().equals(LOOPBACK));
    } catch (IllegalArgumentException heading) {
      return Optional.empty();
    }
  }

  /** Interface, destination, gateway, flags, two counters, metric, mask. */
  private static Optional<Route> ipv4(String[] fields) {
    if (fields.length < 8 || !leads(fields[3])) {
      return Optional.empty();
    }
    int mask = ipv4(fields[7]);
    Cidr to = new Cidr(IpAddress.ofIpv4(ipv4(fields[1])), IPV4_OFFSET + Integer.bitCount(mask));
    IpAddress gateway = IpAddress.ofIpv4(ipv4(fields[2]));
    return Optional.of(new Route(fields[0], to, gateway, Long.parseLong(fields[6])));
  }

  /** Eight digits, of a number in the byte order of the machine that holds network order. */
  private static int ipv4(String digits) {
    ByteBuffer octets = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder());
    return octets
        .putInt(0, Integer.parseUnsignedInt(digits, 16))
        .order(ByteOrder.BIG_ENDIAN)
        .getInt(0);
  }

  /**
   * Destination, its length, source, its length, gateway, metric, two counters, flags, interface.
   */
  private static Optional<Route> ipv6(String[] fields) {
    if (fields.length < 10 || !leads(fields[8])) {
      return Optional.empty();
    }
    Cidr to = new Cidr(ipv6(fields[0]), Integer.parseInt(fields[1], 16));
    return Optional.of(new Route(fields[9], to, ipv6(fields[4]), Long.parseLong(fields[5], 16)));
  }

  private static IpAddress ipv6(String digits) {
    return new IpAddress(
        Long.parseUnsignedLong(digits.substring(0, 16), 16),
        Long.parseUnsignedLong(digits.substring(16), 16));
  }

  private static boolean leads(String flags) {
    int bits = Integer.parseUnsignedInt(flags, 16);
    return (bits & UP) != 0 && (bits & REJECT) == 0;
  }
}
