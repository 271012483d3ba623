package org.mosexporter.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.mosexporter.config.IpAddress;

/**
 * The routes of all routers together: packets are followed from the first router to the last that
 * we know, by the longest prefix. Where there are several ways of the same length nothing is known.
 */
final class RouteTables {
  private static final int MOST_HOPS = 8;

  private record Router(String site, String name, List<Route> longestFirst, Set<IpAddress> arp) {

    Optional<Route> way(IpAddress to) {
      List<Route> ways =
          longestFirst.stream().filter(route -> route.destination().contains(to)).toList();
      int bits = ways.isEmpty() ? 0 : ways.getFirst().destination().prefixBits();
      List<Route> longest =
          ways.stream().filter(route -> route.destination().prefixBits() == bits).toList();
      return longest.stream().distinct().count() == 1
          ? Optional.of(longest.getFirst())
          : Optional.empty();
    }

    boolean isFirstHopOf(IpAddress from) {
      return arp.contains(from) || way(from).filter(r -> r.nextHop().isEmpty()).isPresent();
    }
  }

  private final Map<String, Router> routers = new LinkedHashMap<>();
  private final Map<IpAddress, String> owners = new HashMap<>();

  void add(RouterSnapshot device) {
    Surroundings known = device.surroundings();
    known.addresses().forEach(address -> owners.putIfAbsent(address, device.router()));
    if (!known.routes().isEmpty()) {
      List<Route> routes = new ArrayList<>(known.routes());
      routes.sort(Comparator.comparingInt((Route r) -> r.destination().prefixBits()).reversed());
      Set<IpAddress> arp =
          known.arp().stream().map(ArpEntry::address).collect(Collectors.toUnmodifiableSet());
      routers.put(device.router(), new Router(device.site(), device.router(), routes, arp));
    }
  }

  /** Whether the router has a route by that interface. */
  boolean lead(String router, String networkInterface) {
    Router known = routers.get(router);
    return known != null
        && known.longestFirst.stream()
            .anyMatch(route -> route.networkInterface().equals(networkInterface));
  }

  /** By which interface packets of a station of the site leave. */
  Optional<Exit> exit(String site, IpAddress from, IpAddress to) {
    List<Router> ours = routers.values().stream().filter(r -> r.site().equals(site)).toList();
    List<Router> first = ours.stream().filter(router -> router.isFirstHopOf(from)).toList();
    Set<Optional<Exit>> exits = new HashSet<>();
    for (Router router : first.isEmpty() && ours.size() == 1 ? ours : first) {
      exits.add(follow(router, to));
    }
    return exits.size() == 1 ? exits.iterator().next() : Optional.empty();
  }

  private Optional<Exit> follow(Router first, IpAddress to) {
    Router at = first;
    for (int hop = 0; hop < MOST_HOPS; hop++) {
      Optional<Route> way = at.way(to);
      if (way.isEmpty()) {
        return Optional.empty();
      }
      Router next =
          way.flatMap(Route::nextHop)
              .flatMap(address -> Optional.ofNullable(owners.get(address)))
              .flatMap(name -> Optional.ofNullable(routers.get(name)))
              .orElse(null);
      if (next == null) {
        return Optional.of(new Exit(at.name(), way.get().networkInterface()));
      }
      at = next;
    }
    return Optional.empty(); // they send it in a circle
  }
}
