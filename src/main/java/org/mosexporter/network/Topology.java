package org.mosexporter.network;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mosexporter.config.Egress;
import org.mosexporter.config.IpAddress;

/**
 * What all devices know of their surroundings, joined: which station has an address, at which port
 * of which switch it is, and by which interface of which router it reaches another. Immutable.
 */
public final class Topology {
  private final StationIndex stations = new StationIndex();
  private final RouteTables routes = new RouteTables();
  private final Map<IpAddress, Set<MacAddress>> arp = new HashMap<>();
  private final List<Egress> egress;

  private Topology(List<Egress> egress) {
    this.egress = List.copyOf(egress);
  }

  /** Where no device is known. */
  public static Topology none() {
    return of(List.of(), List.of());
  }

  /**
   * Joins devices.
   *
   * @param egress what the user says of the ways out; it holds against the routers' own routes
   */
  public static Topology of(List<RouterSnapshot> devices, List<Egress> egress) {
    Topology topology = new Topology(egress);
    for (RouterSnapshot device : devices) {
      topology.stations.add(device.router(), device.surroundings());
      topology.routes.add(device);
      device.surroundings().arp().forEach(topology::add);
    }
    return topology;
  }

  private void add(ArpEntry entry) {
    arp.merge(entry.address(), Set.of(entry.mac()), Topology::both);
  }

  private static Set<MacAddress> both(Set<MacAddress> some, Set<MacAddress> others) {
    if (some.containsAll(others)) {
      return some;
    }
    Set<MacAddress> both = new HashSet<>(some);
    both.addAll(others);
    return both;
  }

  /**
   * Where the station with that address is.
   *
   * @param said its hardware address as it says itself, which holds against what others say
   */
  public Whereabouts find(IpAddress address, Optional<MacAddress> said) {
    return said.or(() -> mac(address))
        .map(stations::find)
        .or(() -> stations.nameless(address))
        .orElse(Whereabouts.UNKNOWN);
  }

  /** Of several, some of which may be of yesterday, the only one that is somewhere. */
  private Optional<MacAddress> mac(IpAddress address) {
    Set<MacAddress> all = both(stations.saying(address), arp.getOrDefault(address, Set.of()));
    List<MacAddress> placed =
        all.size() < 2 ? List.copyOf(all) : all.stream().filter(stations::isPlaced).toList();
    return placed.size() == 1 ? Optional.of(placed.getFirst()) : Optional.empty();
  }

  /**
   * By which interface packets between a station and an address elsewhere leave the site: as
   * configured, else as the routers' routes have it.
   *
   * @param trunk that the call uses; empty when none
   */
  public Optional<Exit> exit(String site, String trunk, IpAddress station, IpAddress elsewhere) {
    return configured(site, trunk)
        .or(() -> configured(site, Egress.ALL))
        .or(() -> routes.exit(site, station, elsewhere));
  }

  /** Whether anything is known to leave by that interface. */
  public boolean mayLeaveBy(String router, String networkInterface) {
    return egress.stream()
            .anyMatch(
                e -> e.router().equals(router) && e.networkInterface().equals(networkInterface))
        || routes.lead(router, networkInterface);
  }

  private Optional<Exit> configured(String site, String trunk) {
    return egress.stream()
        .filter(e -> e.site().equals(site) && e.trunk().equals(trunk))
        .findFirst()
        .map(e -> new Exit(e.router(), e.networkInterface()));
  }
}
