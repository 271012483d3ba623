package org.mosexporter.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The interface by which packets leave this host for anywhere, as the kernel's main tables of
 * routes have it: that of IPv4 (proc_net route, {@code /proc/net/route}), else that of IPv6.
 *
 * <p>They are read below /proc/self, which a service sees whose /proc holds processes only
 * (ProcSubset=pid); /proc/net it does not see.
 */
public final class DefaultRoute {
  private static final Path SYSTEM = Path.of("/proc/self/net");

  /** RTF_UP and RTF_REJECT (linux/route.h, linux/ipv6_route.h). */
  private static final int UP = 0x1;

  private static final int REJECT = 0x200;

  private static final String IPV4_ANY = "00000000";
  private static final String IPV6_ANY = "0".repeat(32);
  private static final String LOOPBACK = "lo";

  /** A default route: where it leads, and how far the kernel prefers others. */
  private record Candidate(String networkInterface, long metric) {}

  /** Empty when there is no default route now. */
  public static Optional<String> networkInterface() {
    return networkInterface(SYSTEM);
  }

  static Optional<String> networkInterface(Path system) {
    return best(lines(system.resolve("route")).stream().map(DefaultRoute::ipv4).toList())
        .or(() -> best(lines(system.resolve("ipv6_route")).stream().map(DefaultRoute::ipv6).toList()));
  }

  private static Optional<String> best(List<Optional<Candidate>> candidates) {
    return candidates.stream()
        .flatMap(Optional::stream)
        .min(Comparator.comparingLong(Candidate::metric))
        .map(Candidate::networkInterface);
  }

  /** Interface, destination, gateway, flags, two counters, metric, mask; numbers in hexadecimal. */
  private static Optional<Candidate> ipv4(String line) {
    String[] fields = line.strip().split("\\s+");
    if (fields.length < 8 || !fields[1].equals(IPV4_ANY) || !fields[7].equals(IPV4_ANY)) {
      return Optional.empty();
    }
    return candidate(fields[0], fields[3], fields[6], 10);
  }

  /** Destination, its length, source, its length, gateway, metric, two counters, flags, interface. */
  private static Optional<Candidate> ipv6(String line) {
    String[] fields = line.strip().split("\\s+");
    if (fields.length < 10 || !fields[0].equals(IPV6_ANY) || !fields[1].equals("00")) {
      return Optional.empty();
    }
    return candidate(fields[9], fields[8], fields[5], 16);
  }

  private static Optional<Candidate> candidate(
      String networkInterface, String flags, String metric, int metricRadix) {
    try {
      int bits = Integer.parseUnsignedInt(flags, 16);
      boolean leads = (bits & UP) != 0 && (bits & REJECT) == 0;
      return leads && !networkInterface.equals(LOOPBACK)
          ? Optional.of(new Candidate(networkInterface, Long.parseLong(metric, metricRadix)))
          : Optional.empty();
    } catch (NumberFormatException anotherFormat) {
      return Optional.empty();
    }
  }

  private static List<String> lines(Path table) {
    try {
      return Files.readAllLines(table);
    } catch (IOException absent) {
      return List.of(); // a kernel without this family of addresses
    }
  }

  private DefaultRoute() {}
}
