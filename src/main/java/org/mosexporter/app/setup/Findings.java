package org.mosexporter.app.setup;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;
import org.mosexporter.config.Cidr;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Network;

/**
 * What a configuration could say; each with the reason, for whoever reads it. Names are fit for
 * labels.
 *
 * @param capture the interface to sniff; empty when that of the default route will do, or nobody
 *     knows better
 */
public record Findings(
    Office office,
    Optional<Because<String>> capture,
    List<String> interfaces,
    List<PhoneNetwork> networks,
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

  /**
   * What no packet tells.
   *
   * @param zone of the office hours
   * @param hours such as "Mon-Fri 08:00-18:00"; empty when nobody said so
   */
  public record Office(String name, Zone zone, Optional<String> hours) {}

  /**
   * A time zone.
   *
   * @param said somebody said so; else it is this host's, or what is taken where that says nothing
   */
  public record Zone(ZoneId id, boolean said) {
    /** Servers often keep UTC wherever they are: offices hardly ever do. */
    public boolean isUtcByDefault() {
      ZoneRules rules = id.getRules();
      return !said && rules.equals(ZoneOffset.UTC.getRules());
    }
  }

  /**
   * Where phones are.
   *
   * @param access how they reach it; unknown until somebody says so
   */
  public record PhoneNetwork(Cidr cidr, Network.Access access, String why) {}

  /** Something, and why. */
  public record Because<T>(T what, String why) {}

  /** Something that has a name. */
  public record Named<T>(String name, T what, String why) {}

  /**
   * A device that SNMP could ask.
   *
   * @param doubt why it is not asked until somebody says so; empty when it may be
   */
  public record Router(
      String name, Optional<IpAddress> address, String why, Optional<String> doubt) {}

  Findings with(
      Office otherOffice,
      Optional<Because<String>> otherCapture,
      List<PhoneNetwork> otherNetworks,
      List<Named<IpAddress>> otherServers,
      List<Named<List<Cidr>>> otherTrunks) {
    return new Findings(
        otherOffice,
        otherCapture,
        interfaces,
        otherNetworks,
        otherServers,
        otherTrunks,
        routers,
        reachable);
  }
}
