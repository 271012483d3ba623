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
 * The phones of ours that were seen. At most {@code limits.endpoints} have series of their own; all
 * others are counted together ({@link FoldedEndpoints}). Who has is decided again every ten minutes
 * ({@link Membership}).
 *
 * <p>The tracker's thread owns the endpoints and alone writes the two sorted maps of immutable
 * records; readers on other threads walk these.
 */
final class Endpoints {
  private static final long IDLE_NS = 3600_000_000_000L;
  private static final long DECIDE_EVERY_NS = 600_000_000_000L;

  /** The longest usual time between two scrapes. */
  private static final long SCRAPED_WITHIN_NS = 60_000_000_000L;

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
  private final int maxMembers;
  private final long gaugesKeptNs;
  private final Map<IpAddress, Endpoint> byAddress = new HashMap<>();

  /** Those with series of their own. */
  private final List<Endpoint> members = new ArrayList<>();

  private final FoldedEndpoints folded;
  private final List<Membership.Change> changes = new ArrayList<>();
  private long decidedNs;

  /** When {@link #changes} were decided, or made; endless when there is nothing more to do. */
  private long changesNs = Long.MAX_VALUE;

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
    maxMembers = config.limits().endpoints();
    folded = new FoldedEndpoints(Table.FOLDED_ENDPOINTS.entries(config.limits()));
    gaugesKeptNs = Math.max(GAUGES_KEPT_NS, 2 * config.quality().interval().toNanos());
  }

  /** The phone at the address, which becomes an endpoint now if it was none; empty for others. */
  Optional<Endpoint> see(IpAddress address, long atNs) {
    Optional<Endpoint> known = known(address);
    Optional<Endpoint> seen =
        known.isPresent()
            ? known
            : places.phoneNetwork(address).map(network -> add(address, network, atNs));
    seen.ifPresent(endpoint -> touch(endpoint, atNs));
    return seen;
  }

  private void touch(Endpoint endpoint, long atNs) {
    endpoint.touch(atNs);
    if (endpoint.folded) {
      folded.touch(endpoint);
    }
  }

  /** Whose hardware address that is; else the only one who has that user. */
  Optional<Endpoint> owner(String mac, String user) {
    List<Endpoint> named =
        byAddress.values().stream()
            .filter(phone -> !mac.isEmpty() && phone.mac().equals(mac))
            .toList();
    if (named.isEmpty()) {
      named =
          byAddress.values().stream()
              .filter(phone -> !user.isEmpty() && phone.user().equals(user))
              .toList();
    }
    return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
  }

  /** Whether some phone surely has that user. */
  boolean isUser(String user) {
    return byAddress.values().stream().anyMatch(phone -> phone.isUser(user));
  }

  Optional<Endpoint> known(IpAddress address) {
    return Optional.ofNullable(byAddress.get(address));
  }

  private Endpoint add(IpAddress address, Network network, long atNs) {
    Endpoint endpoint = new Endpoint(address, network, atNs);
    if (members.size() < maxMembers && folded.size() == 0) {
      members.add(endpoint);
    } else {
      endpoint.fold();
      folded.add(endpoint).ifPresent(gone -> byAddress.remove(gone.address));
    }
    byAddress.put(address, endpoint);
    publish(endpoint);
    return endpoint;
  }

  private void remove(int index) {
    Endpoint gone = members.remove(index);
    byAddress.remove(gone.address);
    hide(gone);
  }

  private void hide(Endpoint member) {
    infos.remove(key(member));
    member.slots.forEach(slot -> figures.remove(key(member, slot)));
  }

  /** Who shall have series of their own. */
  private void decide(long nowNs) {
    decidedNs = nowNs;
    if (folded.size() == 0) {
      return;
    }
    int free = maxMembers - members.size();
    Membership.worst(folded.all()).stream().limit(free).forEach(this::enter);
    changes.addAll(Membership.changes(members, folded.all()));
    changes.forEach(change -> change.leaves().mute = true);
    changesNs = nowNs;
  }

  /**
   * Series that stop have been scraped with their last value, and those that begin with their
   * first, before anything is counted elsewhere: what both count meanwhile is with the others.
   */
  private void change(long nowNs) {
    if (nowNs - changesNs < SCRAPED_WITHIN_NS) {
      return;
    }
    members.forEach(endpoint -> endpoint.mute = false);
    for (Membership.Change change : changes) {
      boolean left = members.remove(change.leaves());
      if (isFolded(change.enters()) && members.size() < maxMembers) {
        enter(change.enters());
      }
      if (left) {
        leave(change.leaves());
      }
    }
    changesNs = changes.isEmpty() ? Long.MAX_VALUE : nowNs;
    changes.clear();
  }

  private boolean isFolded(Endpoint endpoint) {
    return endpoint.folded && byAddress.get(endpoint.address) == endpoint;
  }

  private void enter(Endpoint endpoint) {
    folded.remove(endpoint);
    endpoint.unfold();
    endpoint.mute = true;
    members.add(endpoint);
    endpoint.slots.forEach(slot -> figures.put(key(endpoint, slot), slot));
    publish(endpoint);
  }

  private void leave(Endpoint endpoint) {
    hide(endpoint);
    endpoint.fold();
    folded.add(endpoint).ifPresent(gone -> byAddress.remove(gone.address));
    publish(endpoint);
  }

  /** Figures of one kind; they exist at 0 from the moment they are first asked for. */
  FigureSlot slot(Endpoint endpoint, Direction direction, Source source) {
    String site = endpoint.network.site();
    if (endpoint.folded) {
      endpoint.sawFolded(direction, source);
      return folded.slot(site, direction, source, endpoint.lastNs);
    }
    FigureSlot own =
        endpoint.slot(direction, source).orElseGet(() -> open(endpoint, direction, source));
    return endpoint.mute ? folded.slot(site, direction, source, endpoint.lastNs) : own;
  }

  private FigureSlot open(Endpoint endpoint, Direction direction, Source source) {
    String site = endpoint.network.site();
    FigureTotals totals = new FigureTotals(direction, source);
    FigureSlot slot = new FigureSlot(site, endpoint.address, totals, endpoint.lastNs);
    endpoint.slots.add(slot);
    if (byAddress.get(endpoint.address) == endpoint) { // it may just have been forgotten
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
    if (!endpoint.folded) {
      infos.put(key(endpoint), info(endpoint));
    } else if (byAddress.get(endpoint.address) == endpoint) { // it may just have been forgotten
      folded.publish(info(endpoint));
    }
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
    for (int i = members.size() - 1; i >= 0; i--) {
      if (members.get(i).lastNs <= nowNs - IDLE_NS) {
        remove(i);
      } else {
        settle(members.get(i), nowNs);
        if (members.get(i).expireUsers(nowNs)) {
          publish(members.get(i));
        }
      }
    }
    folded.settle(nowNs);
    if (folded.size() > 0) {
      folded.expire(nowNs - IDLE_NS).forEach(gone -> byAddress.remove(gone.address));
    }
    change(nowNs);
    if (nowNs - decidedNs >= DECIDE_EVERY_NS) {
      decide(nowNs);
    }
  }

  void onClockStep(long stepNs) {
    decidedNs += stepNs;
    changesNs += changesNs == Long.MAX_VALUE ? 0 : stepNs;
    byAddress.values().forEach(endpoint -> endpoint.onClockStep(stepNs));
  }

  /** Nothing more is to come. */
  void finish() {
    members.forEach(endpoint -> endpoint.slots.forEach(FigureSlot::finish));
    folded.finish();
  }

  private void settle(Endpoint endpoint, long nowNs) {
    for (int i = 0; i < endpoint.slots.size(); i++) {
      FigureSlot slot = endpoint.slots.get(i);
      boolean settled = slot.settle(nowNs);
      if (slot.expire(nowNs - gaugesKeptNs) || settled) {
        slot.publish();
      }
    }
  }

  void gauge(Table.Gauge gauge) {
    gauge.show(Table.ENDPOINTS, members.size(), 0); // who has no room is folded
    folded.gauge(gauge);
  }

  /** Callable from any thread. */
  List<EndpointInfo> infos() {
    return List.copyOf(infos.values());
  }

  /** Callable from any thread. */
  List<EndpointInfo> foldedInfos() {
    return folded.infos();
  }

  /** Callable from any thread. */
  List<EndpointFigures> foldedFigures() {
    return folded.figures();
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
