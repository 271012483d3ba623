package org.mosexporter.app.setup;

import java.util.List;
import java.util.Optional;
import org.mosexporter.config.Cidr;
import org.mosexporter.config.IpAddress;

/**
 * What a configuration could say; each with the reason, for whoever reads it. Names are fit for
 * labels.
 *
 * @param capture the interface to sniff; empty when that of the default route will do, or nobody
 *     knows better
 */
public record Findings(
    String site,
    Optional<Because<String>> capture,
    List<String> interfaces,
    List<Because<Cidr>> networks,
    List<Named<IpAddress>> servers,
    List<Named<List<Cidr>>> trunks,
    List<Router> routers,
    List<Cidr> reachable) {
  public Findings {
    interfaces = List.copyOf(interfaces);
    networks = List.copyOf(networks);
    servers = List.copyOf(servers);
    trunks = List.copyOf(trunks);
    routers = List.copyOf(routers);
    reachable = List.copyOf(reachable);
  }

  /** Something, and why. */
  public record Because<T>(T what, String why) {}

  /** Something that has a name. */
  public record Named<T>(String name, T what, String why) {}

  /** A device that SNMP could ask. */
  public record Router(String name, Optional<IpAddress> address, String why) {}

  Findings with(
      String otherSite,
      Optional<Because<String>> otherCapture,
      List<Because<Cidr>> otherNetworks,
      List<Named<IpAddress>> otherServers,
      List<Named<List<Cidr>>> otherTrunks) {
    return new Findings(
        otherSite,
        otherCapture,
        interfaces,
        otherNetworks,
        otherServers,
        otherTrunks,
        routers,
        reachable);
  }
}
