package org.mosexporter.diagnosis;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.mosexporter.call.CallEvents.ObservedInterval;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.Direction;
import org.mosexporter.config.Config;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Network;
import org.mosexporter.config.Site;
import org.mosexporter.config.Table;
import org.mosexporter.diagnosis.PartTrend.Arrival;
import org.mosexporter.network.PollWindows;
import org.mosexporter.network.RouterSnapshot;
import org.mosexporter.quality.Score;
import org.mosexporter.stream.Interval;
import org.mosexporter.stream.StreamSummary;

/**
 * Warns of sites whose MOS-LQ is on its way below the target (decisions 105 and 124): they lose
 * what they neither usually lose nor lost before without consequence; or their class of voice
 * begins to drop; or more listeners than chance explains lose more than is usual at that hour, it
 * grows, and where that leads is near. Silent on little data, below the target, and about what is
 * usual. Of more sites, networks and trunks than there is room for, the one not heard for longest
 * goes. Used by one thread.
 */
public final class Forecast {
  private static final int MOST = Table.FORECASTS.entries();
  private static final double NS_PER_SECOND = 1e9;

  private final Config config;
  private final Passages passages;
  private final SequencedMap<Part, PartTrend> parts = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, Warning> warnings = new HashMap<>();
  private final QueuePressure pressure = new QueuePressure();
  private final CrossingRule rule = new CrossingRule();
  private long lastNs;
  private volatile int entries;
  private volatile long evictions;

  public Forecast(Config config) {
    this.config = config;
    passages = new Passages(config);
  }

  /** A site, or what of it: kind and name as {@link Baseline} has them. */
  private record Part(String site, String kind, String name) {}

  /** What was said last. */
  private record Warning(long atNs, Arrival arrival) {}

  /** What a listener heard in an interval, each once. */
  public void onObservation(ObservedInterval observed) {
    Interval interval = observed.interval();
    if (interval.score().isEmpty() || observed.endpoint().site().isEmpty()) {
      return;
    }
    String site = observed.endpoint().site();
    PartTrend.Sample sample = sample(observed, interval, interval.score().get());
    List<PartTrend> within = parts(site, observed.endpoint().network(), observed.trunk());
    within.forEach(part -> part.add(sample));
    lost(within, observed.direction(), sample.atNs(), sample.points(), sample.packets());
  }

  /** A call is over: only then is known what far ends heard of it that a server passes on. */
  public void onCall(CallSummary call) {
    String site = call.site().isEmpty() ? config.site() : call.site();
    for (StreamSummary stream : call.streams()) {
      passages
          .passedOn(stream)
          .ifPresent(
              score ->
                  lost(
                      parts(site, network(stream.source()), call.trunk()),
                      Direction.SENT,
                      Math.max(lastNs, endNs(stream)),
                      points(score),
                      stream.expected()));
    }
  }

  private String network(IpAddress address) {
    return passages.network(address).map(Network::name).orElse("");
  }

  private static long endNs(StreamSummary stream) {
    return stream.startNs() + Math.round(stream.durationSeconds() * NS_PER_SECOND);
  }

  /** The site first, then what it is in. */
  private List<PartTrend> parts(String site, String network, String trunk) {
    List<PartTrend> all = new ArrayList<>();
    all.add(part(new Part(site, "site", "")));
    if (!network.isEmpty()) {
      all.add(part(new Part(site, "network", network)));
    }
    if (!trunk.isEmpty()) {
      all.add(part(new Part(site, "trunk", trunk)));
    }
    return all;
  }

  /** What is usual for the network, or for the trunk, is nothing new for the site. */
  void lost(List<PartTrend> within, Direction direction, long atNs, double points, long packets) {
    List<UsualLoss> usual = within.stream().map(part -> part.usualLoss(direction)).toList();
    double most =
        usual.stream()
            .filter(UsualLoss::isKnown)
            .mapToDouble(UsualLoss::most)
            .max()
            .orElse(Double.POSITIVE_INFINITY);
    within.getFirst().newLoss().add(atNs, Math.max(0, points - most), packets);
    usual.forEach(one -> one.learn(atNs, points));
    lastNs = Math.max(lastNs, atNs);
  }

  /** As the narrowband scale has them. */
  private static double points(Score score) {
    return (score.lostR().loss() + score.lostR().discard()) / score.scale().width();
  }

  private PartTrend.Sample sample(ObservedInterval observed, Interval interval, Score score) {
    long atNs = interval.startNs() + interval.durationNs();
    return new PartTrend.Sample(
        31L * observed.endpoint().address().hashCode()
            + (observed.direction() == Direction.SENT ? 0 : 1),
        atNs,
        hour(observed.endpoint().site(), atNs),
        points(score),
        score.mosLq(),
        interval.expected());
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer: the thread that concludes
  private PartTrend part(Part key) {
    PartTrend part = parts.computeIfAbsent(key, _ -> new PartTrend());
    if (parts.size() > MOST) {
      parts.pollFirstEntry();
      evictions = evictions + 1;
    }
    entries = parts.size();
    return part;
  }

  private int hour(String site, long atNs) {
    Instant at = Instant.ofEpochSecond(Math.floorDiv(atNs, 1_000_000_000L));
    ZonedDateTime there = at.atZone(site(site).timezone());
    return (there.getDayOfWeek().getValue() - 1) * 24 + there.getHour();
  }

  private Site site(String name) {
    return config.sites().getOrDefault(name, Site.defaults());
  }

  /** A router was polled. */
  public void onPoll(RouterSnapshot device, PollWindows windows) {
    pressure.onPoll(windows);
  }

  /** Sites that are expected below their target, by name. */
  public List<TargetCrossing> at(long nowNs) {
    List<TargetCrossing> all = new ArrayList<>();
    parts.keySet().stream()
        .filter(part -> part.kind.equals("site"))
        .map(Part::site)
        .sorted()
        .toList()
        .forEach(site -> crossing(site, nowNs).ifPresent(all::add));
    return all;
  }

  private Optional<TargetCrossing> crossing(String site, long nowNs) {
    PartTrend whole = parts.get(new Part(site, "site", ""));
    List<PartTrend> within = new ArrayList<>();
    parts.forEach(
        (part, trend) -> {
          if (part.site.equals(site) && !part.kind.equals("site")) {
            within.add(trend);
          }
        });
    if (whole == null) {
      return Optional.empty();
    }
    CrossingRule.Situation situation =
        new CrossingRule.Situation(
            whole,
            within,
            nowNs,
            hour(site, nowNs),
            site(site).targetMos(),
            pressure.voiceDrops(site, nowNs));
    if (rule.isBelow(situation)) {
      whole.newLoss().crossed(nowNs);
      warnings.remove(site);
      return Optional.empty();
    }
    Optional<Arrival> found = rule.arrival(situation);
    found.ifPresent(arrival -> warnings.put(site, new Warning(nowNs, arrival)));
    Warning last = warnings.get(site);
    if (last == null || !(found.isPresent() || rule.isStillSo(situation, last.atNs))) {
      warnings.remove(site);
      return Optional.empty();
    }
    return Optional.of(crossing(site, last, nowNs));
  }

  private static TargetCrossing crossing(String site, Warning warning, long nowNs) {
    double since = (nowNs - warning.atNs) / NS_PER_SECOND;
    Arrival arrival = warning.arrival;
    return new TargetCrossing(
        site,
        Math.max(0, 60 * arrival.minutes() - since),
        Math.max(0, 60 * arrival.low() - since),
        Math.max(0, 60 * Math.min(arrival.high(), CrossingRule.FARTHEST_MINUTES) - since));
  }

  /** What was learned, to be kept over restarts. */
  public List<Baseline> state() {
    List<Baseline> all = new ArrayList<>();
    parts.forEach((part, trend) -> all.add(trend.state(part.site, part.kind, part.name)));
    return all;
  }

  /** What was learned before; of more than there is room for, the last ones. */
  public void restore(List<Baseline> kept) {
    for (Baseline one : kept) {
      part(new Part(one.site(), one.kind(), one.name())).restore(one);
    }
  }

  /** Any thread may ask. */
  public void gauge(Table.Gauge gauge) {
    gauge.show(Table.FORECASTS, entries, evictions);
  }
}
