package org.mosexporter.app.setup;

import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mosexporter.capture.HostRoutes;
import org.mosexporter.config.Cidr;
import org.mosexporter.config.IpAddress;

/** The interfaces of this host and its routes. */
public record HostNetwork(List<Port> ports, HostRoutes routes) {
  private static final Path SYSTEM = Path.of("/sys/class/net");
  private static final int IFF_UP = 0x1;
  private static final int IFF_LOOPBACK = 0x8;
  private static final int IPV4_OFFSET = 96;

  /**
   * An interface that is up; loopback is none.
   *
   * @param networks of its addresses, but for links' own (RFC 4291 §2.5.6)
   */
  public record Port(String name, List<Cidr> networks) {
    public Port {
      networks = List.copyOf(networks);
    }
  }

  public HostNetwork {
    ports = List.copyOf(ports);
  }

  /** This host, now. */
  public static HostNetwork read() throws IOException {
    try (Stream<Path> folders = Files.list(SYSTEM)) {
      List<Port> ports =
          folders
              .filter(HostNetwork::isUp)
              .map(folder -> String.valueOf(folder.getFileName()))
              .sorted()
              .map(name -> new Port(name, networks(name)))
              .toList();
      return new HostNetwork(ports, HostRoutes.read());
    }
  }

  /** Where nothing but a capture file is known. */
  public static HostNetwork unknown() {
    return new HostNetwork(List.of(), HostRoutes.unknown());
  }

  private static boolean isUp(Path folder) {
    try {
      int flags = Integer.decode(Files.readString(folder.resolve("flags")).strip());
      return (flags & IFF_UP) != 0 && (flags & IFF_LOOPBACK) == 0;
    } catch (IOException | NumberFormatException gone) {
      return false;
    }
  }

  private static List<Cidr> networks(String name) {
    try {
      return Optional.ofNullable(NetworkInterface.getByName(name)).stream()
          .flatMap(port -> port.getInterfaceAddresses().stream())
          .filter(at -> !at.getAddress().isLinkLocalAddress())
          .map(at -> network(IpAddress.of(at.getAddress()), at.getNetworkPrefixLength()))
          .distinct()
          .toList();
    } catch (SocketException gone) {
      return List.of();
    }
  }

  private static Cidr network(IpAddress address, int prefixLength) {
    return new Cidr(address, prefixLength + (address.isIpv4() ? IPV4_OFFSET : 0));
  }
}
