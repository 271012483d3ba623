package org.mosexporter.network;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.mosexporter.config.IpAddress;
import org.mosexporter.network.Neighbour.Kind;
import org.mosexporter.network.Whereabouts.Medium;

/**
 * Stations by hardware address over all devices. A station is where it was heard as a neighbour,
 * else where it was learned, but not at a port that leads to another switch, which learns all
 * stations behind it. Of several such ports the one with the fewest stations is nearest; where two
 * are as near, nothing is known.
 */
final class StationIndex {
  private final Map<MacAddress, List<Sighting>> heard = new HashMap<>();
  private final Map<IpAddress, List<Sighting>> heardByAddress = new HashMap<>();
  private final Map<MacAddress, List<Place>> learned = new HashMap<>();
  private final Map<Attachment, Attachment> ports = new HashMap<>();
  private final Map<Attachment, Integer> stations = new HashMap<>();
  private final Map<Attachment, Integer> neighbours = new HashMap<>();
  private final Map<Attachment, VoicePolicy> policies = new HashMap<>();
  private final Set<Attachment> toBridges = new HashSet<>();
  private final Set<Attachment> toAccessPoints = new HashSet<>();

  private record Place(Attachment at, OptionalInt vlan) {}

  void add(String device, Surroundings known) {
    for (Sighting sighting : sightings(device, known)) {
      sighting.neighbour().mac().ifPresent(mac -> list(heard, mac).add(sighting));
      sighting.neighbour().address().ifPresent(a -> list(heardByAddress, a).add(sighting));
      neighbours.merge(sighting.at(), 1, Integer::sum);
      if (sighting.is(Kind.BRIDGE)) {
        toBridges.add(sighting.at());
      } else if (sighting.is(Kind.ACCESS_POINT)) {
        toAccessPoints.add(sighting.at());
      }
    }
    known.learned().forEach(station -> addLearned(device, station));
    known.policies().forEach(p -> policies.putIfAbsent(port(device, p.port()), p));
  }

  private static <K, V> List<V> list(Map<K, List<V>> map, K key) {
    return map.computeIfAbsent(key, _ -> new ArrayList<>(1));
  }

  private void addLearned(String device, LearnedAddress station) {
    Attachment at = port(device, station.port());
    List<Place> places = list(learned, station.mac());
    if (places.stream().noneMatch(place -> place.at().equals(at))) {
      stations.merge(at, 1, Integer::sum);
    }
    places.add(new Place(at, station.vlan()));
  }

  /** One object for each port. */
  private Attachment port(String device, String name) {
    Attachment at = new Attachment(device, name);
    return ports.computeIfAbsent(at, _ -> at);
  }

  /** A neighbour that has no port of a name is still a neighbour, but nowhere. */
  private Collection<Sighting> sightings(String device, Surroundings known) {
    Map<Object, Sighting> byStation = new LinkedHashMap<>();
    List<Neighbour> all = new ArrayList<>(known.lldp());
    all.addAll(known.cdp());
    for (Neighbour neighbour : all) {
      Sighting seen = new Sighting(port(device, neighbour.port()), neighbour);
      byStation.merge(station(neighbour), seen, Sighting::with);
    }
    return byStation.values();
  }

  private record Station(
      String port, Optional<MacAddress> mac, Optional<IpAddress> address, String name) {}

  private static Station station(Neighbour of) {
    boolean known = of.mac().isPresent();
    return new Station(
        of.port(), of.mac(), known ? Optional.empty() : of.address(), known ? "" : of.name());
  }

  /** Hardware addresses of those that say they have this address, in order. */
  Set<MacAddress> saying(IpAddress address) {
    Set<MacAddress> macs = new HashSet<>();
    for (Sighting sighting : heardByAddress.getOrDefault(address, List.of())) {
      sighting.neighbour().mac().ifPresent(macs::add);
    }
    return macs;
  }

  /** Of one that says it has this address and names no hardware address. */
  Optional<Whereabouts> nameless(IpAddress address) {
    return only(heardByAddress.getOrDefault(address, List.of()), _ -> 0)
        .map(seen -> at(Optional.empty(), Optional.of(seen.at()), Optional.of(seen)));
  }

  boolean isPlaced(MacAddress mac) {
    return find(mac).attachment().isPresent();
  }

  Whereabouts find(MacAddress mac) {
    List<Sighting> seen = heard.getOrDefault(mac, List.of());
    Optional<Attachment> edge = edge(mac);
    Optional<Sighting> direct =
        only(
            atPorts(seen).stream().filter(s -> !toBridges.contains(s.at())).toList(),
            s -> edge.equals(Optional.of(s.at())) ? 0 : neighbours.getOrDefault(s.at(), 0));
    Optional<Attachment> at =
        direct
            .map(Sighting::at)
            .or(() -> edge)
            .or(() -> only(atPorts(seen), _ -> 0).map(Sighting::at));
    return at(Optional.of(mac), at, direct.or(() -> merged(seen)));
  }

  private static List<Sighting> atPorts(List<Sighting> seen) {
    return seen.stream().filter(s -> !s.at().port().isEmpty()).toList();
  }

  private Optional<Attachment> edge(MacAddress mac) {
    List<Attachment> edges =
        learned.getOrDefault(mac, List.of()).stream()
            .map(Place::at)
            .filter(at -> !toBridges.contains(at))
            .distinct()
            .toList();
    return only(edges, at -> stations.getOrDefault(at, 0));
  }

  /** The only one of the lowest rank. */
  private static <T> Optional<T> only(List<T> all, ToIntFunction<T> rank) {
    if (all.size() < 2) {
      return all.stream().findFirst();
    }
    List<T> sorted = all.stream().sorted(Comparator.comparingInt(rank)).toList();
    return rank.applyAsInt(sorted.get(0)) < rank.applyAsInt(sorted.get(1))
        ? Optional.of(sorted.getFirst())
        : Optional.empty();
  }

  private static Optional<Sighting> merged(List<Sighting> seen) {
    return seen.stream().sorted(Comparator.comparing(Sighting::at)).reduce(Sighting::with);
  }

  private Whereabouts at(
      Optional<MacAddress> mac, Optional<Attachment> at, Optional<Sighting> seen) {
    boolean heardThere = seen.map(Sighting::at).equals(at);
    Optional<VoicePolicy> policy =
        heardThere ? at.flatMap(port -> Optional.ofNullable(policies.get(port))) : Optional.empty();
    OptionalInt reported = seen.map(s -> s.neighbour().dscp()).orElse(OptionalInt.empty());
    return new Whereabouts(
        mac,
        at,
        at.flatMap(port -> medium(port, heardThere)),
        seen.map(Sighting::neighbour),
        vlan(mac, at, seen, policy),
        policy.map(p -> OptionalInt.of(p.dscp())).orElse(reported),
        reported);
  }

  /** What is heard of itself speaks over the wire; what is only learned may be behind anything. */
  private Optional<Medium> medium(Attachment port, boolean heardThere) {
    if (heardThere) {
      return Optional.of(Medium.WIRED);
    }
    return toAccessPoints.contains(port) ? Optional.of(Medium.WIFI) : Optional.empty();
  }

  /** The one it was learned in; else the one for voice, as it or the switch says. */
  private OptionalInt vlan(
      Optional<MacAddress> mac,
      Optional<Attachment> at,
      Optional<Sighting> seen,
      Optional<VoicePolicy> policy) {
    List<OptionalInt> in =
        mac.stream()
            .flatMap(m -> learned.getOrDefault(m, List.of()).stream())
            .filter(place -> at.equals(Optional.of(place.at())))
            .map(Place::vlan)
            .filter(OptionalInt::isPresent)
            .toList();
    if (in.size() == 1) {
      return in.getFirst();
    }
    OptionalInt told = seen.map(s -> s.neighbour().vlan()).orElse(OptionalInt.empty());
    return told.isPresent() ? told : policy.map(VoicePolicy::vlan).orElse(told);
  }
}
