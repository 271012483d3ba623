package org.mosexporter.call;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Table;

/**
 * Phones that have no series of their own, and what is counted of all of them together (decision
 * 93). Bounded: the longest unheard of makes room, and those first that never had series, for of
 * the others it is known where these go on.
 *
 * <p>The tracker's thread writes; readers on other threads see immutable records.
 */
final class FoldedEndpoints {
  /** Of no host (RFC 4291 §2.5.2): whose figures are of many. */
  static final IpAddress NOBODY = new IpAddress(0, 0);

  private static final Comparator<Kind> BY_SITE_AND_KIND =
      Comparator.comparing(Kind::site).thenComparing(Kind::direction).thenComparing(Kind::source);

  private final int maxEntries;
  private final Map<IpAddress, Endpoint> former = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<IpAddress, Endpoint> strangers = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<Kind, FigureSlot> together = new ConcurrentSkipListMap<>(BY_SITE_AND_KIND);
  private final Map<IpAddress, EndpointInfo> infos = new ConcurrentHashMap<>();
  private long evictions;

  private record Kind(String site, Direction direction, Source source) {}

  FoldedEndpoints(int maxEntries) {
    this.maxEntries = maxEntries;
  }

  /**
   * Takes one in.
   *
   * @return who had to make room, and is forgotten
   */
  Optional<Endpoint> add(Endpoint endpoint) {
    Optional<Endpoint> gone =
        size() >= maxEntries ? Optional.of(longestUnheardOf()) : Optional.empty();
    gone.ifPresent(this::evict);
    table(endpoint).put(endpoint.address, endpoint);
    return gone;
  }

  private Map<IpAddress, Endpoint> table(Endpoint endpoint) {
    return endpoint.totals.isEmpty() ? strangers : former;
  }

  private Endpoint longestUnheardOf() {
    Map<IpAddress, Endpoint> first = strangers.isEmpty() ? former : strangers;
    return first.values().iterator().next();
  }

  private void evict(Endpoint endpoint) {
    remove(endpoint);
    evictions++;
  }

  void remove(Endpoint endpoint) {
    table(endpoint).remove(endpoint.address);
    infos.remove(endpoint.address);
  }

  /** It was heard of. */
  void touch(Endpoint endpoint) {
    table(endpoint).get(endpoint.address);
  }

  void publish(EndpointInfo info) {
    infos.put(info.address(), info);
  }

  /** What is counted of all of them, of that kind. */
  FigureSlot slot(String site, Direction direction, Source source, long atNs) {
    return together.computeIfAbsent(
        new Kind(site, direction, source),
        _ -> new FigureSlot(site, NOBODY, new FigureTotals(direction, source), atNs));
  }

  /** Shows sums that have stood at 0 for long enough. */
  void settle(long nowNs) {
    if (together.isEmpty()) {
      return; // as nearly always
    }
    for (FigureSlot slot : together.values()) {
      if (slot.settle(nowNs)) {
        slot.publish();
      }
    }
  }

  void finish() {
    together.values().forEach(FigureSlot::finish);
  }

  Collection<Endpoint> all() {
    List<Endpoint> all = new ArrayList<>(size());
    all.addAll(former.values());
    all.addAll(strangers.values());
    return all;
  }

  /** Removes and gives those not heard of since. */
  List<Endpoint> expire(long sinceNs) {
    List<Endpoint> expired = new ArrayList<>();
    expire(former, sinceNs, expired);
    expire(strangers, sinceNs, expired);
    expired.forEach(endpoint -> infos.remove(endpoint.address));
    return expired;
  }

  private static void expire(Map<IpAddress, Endpoint> from, long sinceNs, List<Endpoint> expired) {
    Iterator<Endpoint> eldestFirst = from.values().iterator();
    while (eldestFirst.hasNext()) {
      Endpoint eldest = eldestFirst.next();
      if (eldest.lastNs > sinceNs) {
        return;
      }
      eldestFirst.remove();
      expired.add(eldest);
    }
  }

  int size() {
    return former.size() + strangers.size();
  }

  void gauge(Table.Gauge gauge) {
    gauge.show(Table.FOLDED_ENDPOINTS, size(), evictions);
  }

  /** Callable from any thread. */
  List<EndpointInfo> infos() {
    return List.copyOf(infos.values());
  }

  /** Callable from any thread. */
  List<EndpointFigures> figures() {
    return together.values().stream().map(FigureSlot::published).toList();
  }
}
