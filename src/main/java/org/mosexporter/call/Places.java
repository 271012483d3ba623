package org.mosexporter.call;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.mosexporter.config.Cidr;
import org.mosexporter.config.Config;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Network;
import org.mosexporter.config.Trunk;

/** Whose an address is: a phone of ours, a server of ours, a provider's, or somebody else's. */
final class Places {
  private static final List<Cidr> PRIVATE =
      Stream.concat(
              Network.privateAddresses("").stream().map(Network::cidr),
              Stream.of("127.0.0.0/8", "::1/128").map(Cidr::parse))
          .toList();

  private final String defaultSite;
  private final List<Network> mostSpecificFirst;
  private final Set<IpAddress> servers = new HashSet<>();
  private final List<Trunk> trunks;

  Places(Config config) {
    defaultSite = config.site();
    mostSpecificFirst =
        config.networks().stream()
            .sorted(Comparator.comparingInt((Network n) -> n.cidr().prefixBits()).reversed())
            .toList();
    config.servers().forEach(server -> servers.addAll(server.addresses()));
    trunks = config.trunks();
  }

  /** The network of a phone at the address; empty for servers of ours and for strangers. */
  Optional<Network> phoneNetwork(IpAddress address) {
    return servers.contains(address) ? Optional.empty() : network(address);
  }

  boolean isServer(IpAddress address) {
    return servers.contains(address);
  }

  private Optional<Network> network(IpAddress address) {
    for (Network network : mostSpecificFirst) {
      if (network.cidr().contains(address)) {
        return Optional.of(network);
      }
    }
    return Optional.empty();
  }

  /**
   * The site whose network holds it, or, of a server that none holds, ours when its address is a
   * private one; empty when it is elsewhere.
   */
  Optional<String> siteOf(IpAddress address) {
    return network(address)
        .map(Network::site)
        .or(
            () ->
                isServer(address) && isPrivate(address)
                    ? Optional.of(defaultSite)
                    : Optional.empty());
  }

  private static boolean isPrivate(IpAddress address) {
    return PRIVATE.stream().anyMatch(cidr -> cidr.contains(address));
  }

  /** Site of the listener, else of the speaker, else of a server between them, else the default. */
  String site(IpAddress listener, IpAddress speaker) {
    return phoneNetwork(listener)
        .or(() -> phoneNetwork(speaker))
        .or(() -> network(listener))
        .or(() -> network(speaker))
        .map(Network::site)
        .orElse(defaultSite);
  }

  /** Name of the provider link that one of the addresses is behind; empty when none is. */
  String trunk(IpAddress one, IpAddress other) {
    for (Trunk trunk : trunks) {
      if (trunk.cidrs().stream().anyMatch(cidr -> cidr.contains(one) || cidr.contains(other))) {
        return trunk.name();
      }
    }
    return "";
  }
}
