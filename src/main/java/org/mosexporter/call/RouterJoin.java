package org.mosexporter.call;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.mosexporter.config.Config;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Site;
import org.mosexporter.config.Table;
import org.mosexporter.network.ClassWindow;
import org.mosexporter.network.Exit;
import org.mosexporter.network.PollWindows;
import org.mosexporter.network.RouterEvent;
import org.mosexporter.network.Topology;
import org.mosexporter.network.TrafficDirection;
import org.mosexporter.stream.Interval;
import org.mosexporter.stream.RtpStream;
import org.mosexporter.stream.StreamSummary;

/**
 * Joins calls with the queues they went through: by which interface of which router their media
 * leaves the site, and what the classes there did in the meantime (DESIGN §1). Owned by the
 * tracker's thread.
 */
final class RouterJoin {
  private static final String CLASS_DEFAULT = "class-default";

  /** A router need not be told more often that a call is bad. */
  private static final long ATTENTION_EVERY_NS = 5_000_000_000L;

  /** A link that is down carries no packets any more when the router tells of it. */
  private static final long STILL_UP_NS = 10_000_000_000L;

  private static final int MOST_ATTENDED = 1_000;

  private final Places places;
  private final Calls calls;
  private final Map<String, Site> sites;
  private final Map<String, Long> attendedNs = new HashMap<>();
  private Topology topology = Topology.none();

  /** As the topology has it by now. */
  private final RecentEntries<Path, Optional<Exit>> exits = new RecentEntries<>(Table.EXITS);

  private Consumer<String> attention = _ -> {};

  RouterJoin(Config config, Places places, Calls calls) {
    this.places = places;
    this.calls = calls;
    sites = config.sites();
  }

  /** Who is told which router a bad call goes through. */
  void attention(Consumer<String> told) {
    attention = told;
  }

  /** One direction of media, for a time. */
  private record Flow(
      IpAddress source,
      IpAddress destination,
      String trunk,
      Map<Integer, Long> dscp,
      long fromNs,
      long toNs) {
    static Flow of(RtpStream stream) {
      return new Flow(
          stream.source(),
          stream.destination(),
          StreamOwner.of(stream).trunk(),
          stream.dscpPackets(),
          stream.firstNs(),
          stream.lastNs());
    }

    static Flow of(StreamSummary stream, String trunk) {
      return new Flow(
          stream.source(),
          stream.destination(),
          trunk,
          stream.dscp(),
          stream.startNs(),
          stream.startNs() + Math.round(stream.durationSeconds() * 1e9));
    }

    boolean overlaps(ClassWindow window) {
      return fromNs < window.toNs() && toNs > window.fromNs();
    }

    /** That most of its packets bear. */
    Optional<Integer> codePoint() {
      return dscp.entrySet().stream()
          .max(
              Map.Entry.<Integer, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
          .map(Map.Entry::getKey);
    }
  }

  /** An interface of a router, as media passes it. */
  private record Way(Exit exit, TrafficDirection direction) {}

  /** From a station of the site to somewhere else. */
  private record Path(String site, String trunk, IpAddress station, IpAddress elsewhere) {}

  /** A class, and whether it is known to be the one. */
  private record Passed(ClassWindow window, boolean byCodePoint) {}

  /** A router was polled: what its classes did becomes known of the calls that went through. */
  void onPoll(PollWindows poll, Topology now) {
    follow(now);
    if (poll.classes().isEmpty()) {
      return;
    }
    Map<Passed, Set<Call>> passed = new LinkedHashMap<>();
    for (Call call : calls.all()) {
      for (Flow flow : flows(call)) {
        for (Way way : ways(flow)) {
          if (way.exit.router().equals(poll.router())) {
            classes(poll.classes(), way, flow)
                .forEach(one -> passed.computeIfAbsent(one, _ -> new HashSet<>()).add(call));
          }
        }
      }
    }
    passed.forEach((one, through) -> file(poll.router(), one, through));
  }

  @SuppressWarnings("ReferenceEquality") // joined anew it is another object
  private void follow(Topology now) {
    if (now != topology) {
      exits.clear();
    }
    topology = now;
  }

  void gauge(Table.Gauge gauge) {
    exits.gauge(gauge);
  }

  /**
   * What a router told by itself becomes known of the calls that go through it then: of the
   * interface that it names, or of all when it names none that they go by.
   */
  void onEvent(String router, RouterEvent event) {
    for (Call call : calls.all()) {
      boolean through =
          flows(call).stream()
              .filter(
                  flow -> flow.fromNs <= event.atNs() && flow.toNs >= event.atNs() - STILL_UP_NS)
              .flatMap(flow -> ways(flow).stream())
              .map(Way::exit)
              .anyMatch(exit -> exit.router().equals(router) && concerns(event, exit));
      if (through) {
        calls.routers.told(call, new CallEvent(router, event));
      }
    }
  }

  private static boolean concerns(RouterEvent event, Exit exit) {
    return switch (event.kind()) {
      case LINK_DOWN, LINK_UP ->
          event.subject().isEmpty() || event.subject().equals(exit.networkInterface());
      case IP_SLA, QUEUES, RESTART -> true;
    };
  }

  private void file(String router, Passed passed, Set<Call> through) {
    long conversations = through.stream().map(call -> call.conversation.head()).distinct().count();
    RouterWindow window =
        RouterWindow.of(router, passed.window, passed.byCodePoint, (int) conversations);
    through.stream()
        .sorted(Comparator.comparingLong(Call::serial))
        .forEach(call -> calls.routers.passed(call, window));
  }

  private static List<Flow> flows(Call call) {
    List<Flow> flows = new ArrayList<>();
    call.streams.forEach(stream -> flows.add(Flow.of(stream)));
    call.ended().forEach(stream -> flows.add(Flow.of(stream, call.trunk)));
    return flows;
  }

  /** Out of the speaker's site and into the listener's, when they are not in the same. */
  private List<Way> ways(Flow flow) {
    Optional<String> from = places.siteOf(flow.source);
    Optional<String> to = places.siteOf(flow.destination);
    if (from.equals(to)) {
      return List.of();
    }
    List<Way> ways = new ArrayList<>(2);
    from.flatMap(site -> exit(new Path(site, flow.trunk, flow.source, flow.destination)))
        .ifPresent(exit -> ways.add(new Way(exit, TrafficDirection.OUTPUT)));
    to.flatMap(site -> exit(new Path(site, flow.trunk, flow.destination, flow.source)))
        .ifPresent(exit -> ways.add(new Way(exit, TrafficDirection.INPUT)));
    return ways;
  }

  private Optional<Exit> exit(Path path) {
    return exits.computeIfAbsent(
        path, one -> topology.exit(one.site, one.trunk, one.station, one.elsewhere));
  }

  /**
   * The classes that it may have gone through: that which names its code point; else the default
   * class, when all others name theirs; else all of them.
   */
  private static List<Passed> classes(List<ClassWindow> all, Way way, Flow flow) {
    List<ClassWindow> here =
        all.stream()
            .filter(window -> window.key().networkInterface().equals(way.exit.networkInterface()))
            .filter(window -> window.key().direction() == way.direction)
            .filter(flow::overlaps)
            .toList();
    Optional<Integer> codePoint = flow.codePoint();
    List<Passed> named =
        here.stream()
            .filter(window -> codePoint.filter(window.dscp()::contains).isPresent())
            .map(window -> new Passed(window, true))
            .toList();
    if (!named.isEmpty()) {
      return named;
    }
    boolean allOthersNamed =
        codePoint.isPresent()
            && here.stream().allMatch(window -> isDefault(window) || !window.dscp().isEmpty());
    return here.stream()
        .filter(window -> !allOthersNamed || isDefault(window))
        .map(window -> new Passed(window, allOthersNamed))
        .toList();
  }

  private static boolean isDefault(ClassWindow window) {
    return window.key().name().equalsIgnoreCase(CLASS_DEFAULT);
  }

  /** An interval closed: the routers of a call that is below its site's target are attended. */
  void onInterval(RtpStream stream, StreamOwner owner, Interval interval) {
    Site site = sites.get(owner.site);
    boolean low =
        site != null
            && interval.score().filter(score -> score.mosLq() < site.targetMos()).isPresent();
    if (low) {
      long atNs = interval.startNs() + interval.durationNs();
      ways(Flow.of(stream)).forEach(way -> attend(way.exit.router(), atNs));
    }
  }

  private void attend(String router, long atNs) {
    Long before = attendedNs.get(router);
    boolean due = before == null || Math.abs(atNs - before) >= ATTENTION_EVERY_NS;
    if (due && (before != null || attendedNs.size() < MOST_ATTENDED)) {
      attendedNs.put(router, atNs);
      attention.accept(router);
    }
  }
}
