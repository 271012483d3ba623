package org.mosexporter.call;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.mosexporter.config.Config;
import org.mosexporter.config.Group;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Network;
import org.mosexporter.config.Table;
import org.mosexporter.network.Whereabouts;

/**
 * The phones of ours that were seen, at most {@code limits.endpoints}; the longest idle makes room.
 *
 * <p>The tracker's thread owns the endpoints and alone writes the two sorted maps of immutable
 * records; readers on other threads walk these. About 2 KiB per endpoint.
 */
final class Endpoints {
  private static final long IDLE_NS = 3600_000_000_000L;
  private static final long GAUGES_KEPT_NS = 120_000_000_000L;

  private static final Comparator<EndpointKey> BY_SITE_AND_ADDRESS =
      Comparator.comparing(EndpointKey::site).thenComparing(EndpointKey::address);

  private static final Comparator<FigureKey> BY_ENDPOINT_AND_KIND =
      Comparator.comparing(FigureKey::endpoint, BY_SITE_AND_ADDRESS)
          .thenComparing(FigureKey::direction)
          .thenComparing(FigureKey::source);

  private final Places places;
  private final List<Group> groups;
  private final UserAgents userAgents;
  private final Names names;
  private final int maxEntries;
  private final long gaugesKeptNs;
  private long evictions;
  private final Map<IpAddress, Endpoint> byAddress = new HashMap<>();
  private final List<Endpoint> all = new ArrayList<>();
  private final ConcurrentSkipListMap<EndpointKey, EndpointInfo> infos =
      new ConcurrentSkipListMap<>(BY_SITE_AND_ADDRESS);
  private final ConcurrentSkipListMap<FigureKey, FigureSlot> figures =
      new ConcurrentSkipListMap<>(BY_ENDPOINT_AND_KIND);

  private record EndpointKey(String site, IpAddress address) {}

  private record FigureKey(EndpointKey endpoint, Direction direction, Source source) {}

  Endpoints(Config config, Places places, Names names) {
    this.places = places;
    groups = config.groups();
    userAgents = new UserAgents(config.userAgents());
    this.names = names;
    maxEntries = config.limits().endpoints();
    gaugesKeptNs = Math.max(GAUGES_KEPT_NS, 2 * config.quality().interval().toNanos());
  }

  /** The phone at the address, which becomes an endpoint now if it was none; empty for others. */
  Optional<Endpoint> see(IpAddress address, long atNs) {
    Optional<Endpoint> known = known(address);
    Optional<Endpoint> seen =
        known.isPresent()
            ? known
            : places.phoneNetwork(address).map(network -> add(address, network, atNs));
    seen.ifPresent(endpoint -> endpoint.touch(atNs));
    return seen;
  }

  /** Whose hardware address that is; else the only one who has that user. */
  Optional<Endpoint> owner(String mac, String user) {
    List<Endpoint> named =
        all.stream().filter(phone -> !mac.isEmpty() && phone.mac().equals(mac)).toList();
    if (named.isEmpty()) {
      named = all.stream().filter(phone -> !user.isEmpty() && phone.user().equals(user)).toList();
    }
    return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
  }

  /** Whether some phone surely has that user. */
  boolean isUser(String user) {
    return all.stream().anyMatch(phone -> phone.isUser(user));
  }

  Optional<Endpoint> known(IpAddress address) {
    return Optional.ofNullable(byAddress.get(address));
  }

  private Endpoint add(IpAddress address, Network network, long atNs) {
    if (all.size() >= maxEntries) {
      evictLongestIdle();
    }
    Endpoint endpoint = new Endpoint(address, network, atNs);
    byAddress.put(address, endpoint);
    all.add(endpoint);
    publish(endpoint);
    return endpoint;
  }

  private void evictLongestIdle() {
    int idlest = 0;
    for (int i = 1; i < all.size(); i++) {
      if (all.get(i).lastNs < all.get(idlest).lastNs) {
        idlest = i;
      }
    }
    remove(idlest);
    evictions++;
  }

  private void remove(int index) {
    Endpoint gone = all.remove(index);
    byAddress.remove(gone.address);
    infos.remove(key(gone));
    gone.slots.forEach(slot -> figures.remove(key(gone, slot)));
  }

  /** Figures of one kind; they exist at 0 from the moment they are first asked for. */
  FigureSlot slot(Endpoint endpoint, Direction direction, Source source) {
    for (FigureSlot slot : endpoint.slots) {
      if (slot.direction() == direction && slot.source() == source) {
        return slot;
      }
    }
    FigureSlot slot =
        new FigureSlot(
            endpoint.network.site(), endpoint.address, direction, source, endpoint.lastNs);
    endpoint.slots.add(slot);
    if (byAddress.get(endpoint.address) == endpoint) { // it may just have had to make room
      figures.put(key(endpoint, slot), slot);
    }
    return slot;
  }

  /** Notes facts that a message told. */
  void learn(Endpoint endpoint, String user, String userAgent) {
    boolean newUser = endpoint.user(SipAddress.user(user));
    if (endpoint.userAgent(userAgent, userAgents) || newUser) {
      publish(endpoint);
    }
  }

  /** Notes its hardware address, as it says itself; empty when it does not. */
  void learnMac(Endpoint endpoint, String mac) {
    if (endpoint.mac(mac)) {
      publish(endpoint);
    }
  }

  /** A user is registered from there. */
  void register(Endpoint endpoint, String user, long untilNs) {
    if (endpoint.registered(SipAddress.user(user), untilNs)) {
      publish(endpoint);
    }
  }

  /** A user is not registered from there any more. */
  void unregister(Endpoint endpoint, String user) {
    if (endpoint.unregistered(SipAddress.user(user))) {
      publish(endpoint);
    }
  }

  private void publish(Endpoint endpoint) {
    infos.put(key(endpoint), info(endpoint));
  }

  EndpointInfo info(Endpoint endpoint) {
    String user = endpoint.user();
    return new EndpointInfo(
        endpoint.network.site(),
        endpoint.address,
        endpoint.network.name(),
        endpoint.network.access(),
        names.user(user),
        endpoint.users(),
        group(user),
        endpoint.device.vendor(),
        endpoint.device.model(),
        endpoint.device.firmware(),
        endpoint.mac(),
        Whereabouts.UNKNOWN);
  }

  private String group(String user) {
    return groups.stream()
        .filter(group -> !user.isEmpty() && group.users().matcher(user).matches())
        .findFirst()
        .map(Group::name)
        .orElse("");
  }

  /** Lets old gauges go, and endpoints that nobody heard of for an hour. */
  void advance(long nowNs) {
    for (int i = all.size() - 1; i >= 0; i--) {
      if (all.get(i).lastNs <= nowNs - IDLE_NS) {
        remove(i);
      } else {
        expireGauges(all.get(i), nowNs - gaugesKeptNs);
        if (all.get(i).expireUsers(nowNs)) {
          publish(all.get(i));
        }
      }
    }
  }

  void onClockStep(long stepNs) {
    all.forEach(endpoint -> endpoint.onClockStep(stepNs));
  }

  private void expireGauges(Endpoint endpoint, long olderThanNs) {
    for (int i = 0; i < endpoint.slots.size(); i++) {
      FigureSlot slot = endpoint.slots.get(i);
      if (slot.expire(olderThanNs)) {
        slot.publish();
      }
    }
  }

  void gauge(Table.Gauge gauge) {
    gauge.show(Table.ENDPOINTS, all.size(), evictions);
  }

  /** Callable from any thread. */
  List<EndpointInfo> infos() {
    return List.copyOf(infos.values());
  }

  /** Callable from any thread. */
  List<EndpointFigures> figures() {
    return figures.values().stream().map(FigureSlot::published).toList();
  }

  private static EndpointKey key(Endpoint endpoint) {
    return new EndpointKey(endpoint.network.site(), endpoint.address);
  }

  private static FigureKey key(Endpoint endpoint, FigureSlot slot) {
    return new FigureKey(key(endpoint), slot.direction(), slot.source());
  }
}
