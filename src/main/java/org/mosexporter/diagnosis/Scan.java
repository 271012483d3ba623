package org.mosexporter.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Stream;

/**
 * Looks for what explains trouble on sides of the path, and tells which name that carries: the odds
 * of all explanations that carry the same one are added.
 *
 * @param sides that are looked at together
 * @param passages that are known there, one for each side
 * @param explanations best first
 */
record Scan(Set<Side> sides, Level level, List<Passage> passages, List<Explanation> explanations) {
  /** How bad a passage must be, and how plain it must be that something explains it. */
  enum Level {
    /** One such call hardly ever happens by itself. */
    HEAVY(5, 3.4, 1, Explanations.Others.HARDLY_EVER),
    /** 1.1 % of random loss with G.711; odds of 30 to 1, all that was tried being paid for. */
    BAD(4, 3.4, 2, Explanations.Others.SELDOM),
    SLIGHT(1.5, 6, 2, Explanations.Others.SELDOM),
    FAINT(0.75, 8, 3, Explanations.Others.SELDOM),
    /** A single call, where nothing is lost by itself and nothing else is bad. */
    ALONE(5, 3.4, 1, Explanations.Others.NEVER);

    private final double points;
    private final double logOdds;
    private final int troubled;
    private final Explanations.Others others;

    Level(double points, double logOdds, int troubled, Explanations.Others others) {
      this.points = points;
      this.logOdds = logOdds;
      this.troubled = troubled;
      this.others = others;
    }
  }

  /** A phone that sends evenly over a LAN has a tenth of it. */
  private static final double STANDSTILL_SECONDS = 0.03;

  /** Where a mirror that loses packets may be all that there is. */
  private static final double DOUBTED_LOG_ODDS = 10;

  /** A name needs so much of the odds: more than what explains the same passages as well. */
  static final double LEAST_SHARE = 0.51;

  /** The best of looking at one side, at the other, and at both. */
  static Optional<Scan> best(Situation site, Side one, Side other, Set<Dimension> dimensions) {
    return Stream.of(Level.values())
        .filter(level -> level != Level.ALONE)
        .flatMap(level -> best(site, List.of(one, other), dimensions, level).stream())
        .findFirst();
  }

  /** Of what phones send by wire, where nothing else was found. */
  static Optional<Scan> alone(Situation site, Set<Dimension> dimensions) {
    return of(site, Set.of(Side.LAN_UP), dimensions, Level.ALONE)
        .filter(scan -> scan.bad(site).stream().allMatch(one -> isSurelyWired(site, one)));
  }

  private static Optional<Scan> best(
      Situation site, List<Side> pair, Set<Dimension> dimensions, Level level) {
    return Stream.of(Set.of(pair.getFirst()), Set.of(pair.getLast()), Set.copyOf(pair))
        .map(sides -> of(site, sides, dimensions, level))
        .flatMap(Optional::stream)
        .max(Comparator.comparingDouble(scan -> scan.explanations.getFirst().logOdds()));
  }

  private static Optional<Scan> of(
      Situation site, Set<Side> sides, Set<Dimension> dimensions, Level level) {
    List<Passage> all = new ArrayList<>();
    sides.stream().sorted().forEach(side -> all.addAll(site.on(side)));
    List<Explanation> found =
        new Explanations(all, one -> worst(one, sides, site::fault) >= level.points, level.others)
            .by(dimensions);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Explanation best = found.getFirst();
    Scan scan = new Scan(sides, level, all, found);
    double least =
        scan.isDoubted(site, best) ? Math.max(DOUBTED_LOG_ODDS, level.logOdds) : level.logOdds;
    boolean holds = best.logOdds() >= least && best.troubled() >= level.troubled;
    return holds ? Optional.of(scan) : Optional.empty();
  }

  /** Whether the mirror may have lost what some of its bad passages lack. */
  private boolean isDoubted(Situation site, Explanation by) {
    return passages.stream()
        .filter(one -> by.holds(one) && isBad(site, one))
        .anyMatch(site::isDoubted);
  }

  /** Whether this was found only as nothing is lost by itself on a switched LAN. */
  boolean isAlone() {
    return level == Level.ALONE;
  }

  /** Whether all that is bad is one phone's. */
  boolean isOnePhones(Situation site) {
    return bad(site).stream().map(one -> one.phone().address()).distinct().count() == 1;
  }

  private List<Passage> bad(Situation site) {
    return passages.stream().filter(one -> isBad(site, one)).toList();
  }

  /**
   * By wire, and lost before a mirror could lose it: as its listener tells, or as it stood still.
   */
  private static boolean isSurelyWired(Situation site, Passage one) {
    boolean lostBefore = one.told() || one.jitterMaxSeconds() >= STANDSTILL_SECONDS;
    return one.phone().access().equals("wired") && lostBefore && site.mirrorDoubt(one) <= 0;
  }

  private static double worst(
      Passage passage, Set<Side> sides, ToDoubleBiFunction<Passage, Side> points) {
    return sides.stream()
        .mapToDouble(side -> points.applyAsDouble(passage, side))
        .filter(here -> !Double.isNaN(here))
        .max()
        .orElse(0);
  }

  /** What those of a group lost there, of whom some are bad. */
  Toll toll(Situation site, List<Passage> group) {
    return Toll.of(group, one -> worst(one, sides, site::harm), one -> isBad(site, one));
  }

  /** Points that G.711 would have lost, from which on a passage is bad. */
  double badR() {
    return level.points;
  }

  boolean isBad(Situation site, Passage one) {
    return worst(one, sides, site::fault) >= level.points;
  }

  /** Whether it is about losses that G.711 hardly shows. */
  boolean isSlight() {
    return level.points < Level.BAD.points;
  }

  /** The passages of an explanation. */
  List<Passage> of(Explanation one) {
    return passages.stream().filter(one::holds).toList();
  }

  /** A cause with its share of the odds. */
  record Named(Cause cause, Explanation by, double share) {}

  /**
   * The cause that carries most of the odds; "cannot tell" where no explanation carries any.
   *
   * @param causes of an explanation; empty where it carries none
   */
  Named named(Function<Explanation, Optional<Cause>> causes) {
    Map<Cause, Named> all = new EnumMap<>(Cause.class);
    double none = 0;
    for (Explanation one : explanations) {
      Optional<Cause> its = causes.apply(one);
      none += its.isEmpty() ? one.share() : 0;
      its.ifPresent(
          cause ->
              all.merge(
                  cause,
                  new Named(cause, one, one.share()),
                  (a, b) -> new Named(cause, a.by, a.share + b.share)));
    }
    double named = Math.max(1e-9, 1 - none);
    return all.values().stream()
        .map(one -> new Named(one.cause, one.by, one.share / named))
        .max(Comparator.comparingDouble(Named::share))
        .orElseGet(() -> new Named(Cause.CANNOT_TELL, explanations.getFirst(), 1));
  }
}
