package org.mosexporter.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Ways that are long without being full: a detour of media, a far provider, a satellite. */
final class LongPathRules {
  private static final double LEAST_ROUND_TRIP_SECONDS = 0.13;
  private static final int LEAST_CALLS = 2;
  private static final double LEAST_EXCESS_SECONDS = 0.06;
  private static final double LEAST_EXCESS_BESIDE_QUEUE_SECONDS = 0.1;
  private static final long BEFORE_NS = 1_800_000_000_000L;
  private static final double MOST_HARM_R = 3;
  private static final double MOST_LOST_RATIO = 0.0025;
  private static final double MOST_SPREAD_SECONDS = 0.04;
  private static final double MOST_JITTER_SECONDS = 0.01;

  private static final Set<Cause> WAITING =
      EnumSet.of(
          Cause.WAN_CONGESTION_WITHOUT_QOS,
          Cause.VOICE_IN_WRONG_CLASS,
          Cause.QUEUE_DROPS_IN_VOICE_CLASS,
          Cause.CANNOT_TELL);

  private static final int LEAST_BEFORE = 5;
  private static final double NEW_JITTER = 2;
  private static final double LEAST_NEW_SECONDS = 0.003;

  private static final double OUR_PART_SECONDS = 0.08;

  private final Situation site;

  LongPathRules(Situation site) {
    this.site = site;
  }

  void look() {
    Map<String, List<Passage>> ways = new TreeMap<>();
    site.passages().stream()
        .filter(one -> one.listener() == Passage.End.ELSEWHERE)
        .filter(one -> !Double.isNaN(one.roundTripSeconds()))
        .forEach(one -> ways.computeIfAbsent(one.trunk(), _ -> new ArrayList<>()).add(one));
    Map<String, Double> usual = new TreeMap<>();
    ways.forEach((way, its) -> usual.put(way, usual(its)));
    ways.forEach((way, its) -> look(way, its, elsewhere(way, usual)));
  }

  /** Since it became long, three quarters of calls take at least so long. */
  private static double usual(List<Passage> its) {
    double[] seconds =
        since(its).stream().mapToDouble(Passage::roundTripSeconds).sorted().toArray();
    return seconds.length == 0 ? shortest(its) : seconds[seconds.length / 4];
  }

  /** Of nearly all: a queue fills and empties, a path is as long as it is. */
  private static double spread(List<Passage> its) {
    double[] seconds = its.stream().mapToDouble(Passage::roundTripSeconds).sorted().toArray();
    int tenth = seconds.length / 10;
    return seconds[seconds.length - 1 - tenth] - seconds[tenth];
  }

  /** A long path loses nothing by being long. */
  private static double harm(List<Passage> its) {
    return its.stream()
        .mapToDouble(Passage::behindR)
        .filter(points -> !Double.isNaN(points))
        .average()
        .orElse(0);
  }

  /** Packets that go missing behind us, by their receivers' counts. */
  private static double lostRatio(List<Passage> its) {
    return its.stream()
        .mapToDouble(one -> Math.max(0, one.toldLossRatio() - one.lossRatio()))
        .filter(ratio -> !Double.isNaN(ratio))
        .average()
        .orElse(0);
  }

  private static double shortest(List<Passage> its) {
    return its.stream().mapToDouble(Passage::roundTripSeconds).min().orElse(0);
  }

  /** Those that ended after the last one that was short. */
  private static List<Passage> since(List<Passage> its) {
    List<Passage> ended = its.stream().sorted(Comparator.comparingLong(Passage::endNs)).toList();
    int first = ended.size();
    while (first > 0 && ended.get(first - 1).roundTripSeconds() >= LEAST_ROUND_TRIP_SECONDS) {
      first--;
    }
    return ended.subList(first, ended.size());
  }

  /** Shortest of the other ways; NaN when there are none. */
  private static double elsewhere(String way, Map<String, Double> usual) {
    return usual.entrySet().stream()
        .filter(other -> !other.getKey().equals(way))
        .mapToDouble(Map.Entry::getValue)
        .min()
        .orElse(Double.NaN);
  }

  private void look(String trunk, List<Passage> its, double elsewhere) {
    List<Passage> group = since(its);
    double usual = usual(its);
    if (group.size() < LEAST_CALLS
        || usual < LEAST_ROUND_TRIP_SECONDS
        || usual - elsewhere < LEAST_EXCESS_SECONDS
        || spread(group) > MOST_SPREAD_SECONDS
        || harm(group) > MOST_HARM_R
        || lostRatio(group) > MOST_LOST_RATIO
        || (Double.isNaN(elsewhere) && isQueue(group))
        || isJitterNew(trunk, group)
        || isOthersToo(trunk, group)) {
      return;
    }
    Scope scope =
        trunk.isEmpty()
            ? Scope.ofSite(site.site())
            : new Scope(site.site(), Scope.Kind.TRUNK, trunk);
    site.found(
        new Draft(Cause.LONG_PATH, scope)
            .confidence(Double.isNaN(elsewhere) ? 0.7 : 0.9)
            .toll(
                Toll.of(
                    group,
                    one ->
                        Delays.points(one.scale(), one.roundTripSeconds() / 2 + OUR_PART_SECONDS),
                    0))
            .says(
                "to the far end and back, three quarters of calls at least",
                usual,
                "seconds",
                "rtcp")
            .says("calls looked at", group.size(), "calls", "rtcp")
            .finding(site.calls()));
  }

  /** What comes back waits in a queue: it has far more jitter than calls of that way had before. */
  private boolean isJitterNew(String trunk, List<Passage> group) {
    Set<String> calls = group.stream().map(Passage::call).collect(Collectors.toSet());
    List<Passage> back =
        Stream.concat(site.earlier().stream(), site.passages().stream())
            .filter(one -> one.speaker() == Passage.End.ELSEWHERE && one.trunk().equals(trunk))
            .filter(one -> one.jitterSeconds() >= 0)
            .toList();
    double[] before =
        back.stream()
            .filter(one -> !calls.contains(one.call()))
            .mapToDouble(Passage::jitterSeconds)
            .sorted()
            .toArray();
    double[] now =
        back.stream()
            .filter(one -> calls.contains(one.call()))
            .mapToDouble(Passage::jitterSeconds)
            .sorted()
            .toArray();
    return before.length >= LEAST_BEFORE
        && now.length > 0
        && now[now.length / 2] > NEW_JITTER * before[before.length / 4] + LEAST_NEW_SECONDS;
  }

  /** Where our line is bad, calls of other ways wait as well. */
  private boolean isOthersToo(String trunk, List<Passage> group) {
    long sinceNs = group.stream().mapToLong(Passage::startNs).min().orElse(0);
    double others =
        site.passages().stream()
            .filter(one -> one.listener() == Passage.End.ELSEWHERE)
            .filter(one -> !one.trunk().equals(trunk) && one.endNs() >= sinceNs - BEFORE_NS)
            .mapToDouble(Passage::roundTripSeconds)
            .filter(value -> !Double.isNaN(value))
            .max()
            .orElse(0);
    return site.isLineBad() && shortest(group) - others < LEAST_EXCESS_BESIDE_QUEUE_SECONDS;
  }

  /** Whether the time is spent in a queue: that is found by what it loses, and by its jitter. */
  private boolean isQueue(List<Passage> its) {
    boolean found =
        site.findings().stream()
            .anyMatch(one -> one.severity() != Severity.INFO && WAITING.contains(one.cause()));
    double jitter =
        its.stream()
            .mapToDouble(Passage::toldJitterSeconds)
            .filter(value -> !Double.isNaN(value))
            .average()
            .orElse(0);
    return found || jitter > MOST_JITTER_SECONDS;
  }
}
