package org.mosexporter.app.setup;

import java.util.List;
import java.util.Optional;
import org.mosexporter.config.Cidr;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Network;

/**
 * Which addresses SNMP may ask. Whoever is asked learns the community, and anybody on a link can
 * announce any address there: it does not leave the networks of an office because a frame says so.
 *
 * @param own networks to which this host is connected
 * @param gateways to which its default routes lead: its administrator named them
 */
record Askable(List<Cidr> own, List<IpAddress> gateways) {
  /** An IPv4 network of four addresses or more has one for all of its hosts (RFC 3021). */
  private static final int LONGEST_WITH_BROADCAST = 126;

  Askable {
    own = List.copyOf(own);
    gateways = List.copyOf(gateways);
  }

  static Askable by(HostNetwork host) {
    return new Askable(
        host.ports().stream().flatMap(port -> port.networks().stream()).toList(),
        host.routes().gateways());
  }

  /** Why it may not be asked; empty when it may. */
  Optional<String> doubt(IpAddress address) {
    if (address.isLinkLocal()) {
      return Optional.of("its address is one of the link alone");
    }
    if (address.isUnspecified()
        || address.isLoopback()
        || address.isMulticast()
        || address.isBroadcast()
        || own.stream().anyMatch(network -> isEnd(address, network))) {
      return Optional.of("its address is that of no single other host");
    }
    boolean near =
        gateways.contains(address)
            || own.stream().anyMatch(network -> network.contains(address))
            || Network.privateAddresses("").stream().anyMatch(one -> one.cidr().contains(address));
    return near
        ? Optional.empty()
        : Optional.of(
            "its address is public and in no network of this host: whoever has it would learn the"
                + " community");
  }

  /** The first of an IPv4 network is the network, the last are all of its hosts. */
  private static boolean isEnd(IpAddress address, Cidr network) {
    if (!address.isIpv4()
        || !network.contains(address)
        || network.prefixBits() > LONGEST_WITH_BROADCAST) {
      return false;
    }
    long hosts = (1L << (128 - network.prefixBits())) - 1;
    long host = address.low() & hosts;
    return host == 0 || host == hosts;
  }
}
