package org.mosexporter.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Looks for what explains trouble on sides of the path, and tells which name that carries: the odds
 * of all explanations that carry the same one are added.
 *
 * @param sides that are looked at together
 * @param passages that are known there, one for each side
 * @param explanations best first
 */
record Scan(Set<Side> sides, List<Passage> passages, List<Explanation> explanations) {
  /** Points of R from which on a passage is bad: 1.1 % of random loss with G.711. */
  static final double BAD_R = 4;

  /** Odds of 30 to 1, all that was tried being paid for. */
  private static final double LEAST_LOG_ODDS = 3.4;

  private static final int LEAST_TROUBLED = 2;

  /** A name needs so much of the odds. */
  static final double LEAST_SHARE = 0.6;

  /** The best of looking at one side, at the other, and at both. */
  static Optional<Scan> best(Situation site, Side one, Side other, Set<Dimension> dimensions) {
    return java.util.stream.Stream.of(Set.of(one), Set.of(other), Set.of(one, other))
        .map(sides -> of(site, sides, dimensions))
        .flatMap(Optional::stream)
        .max(Comparator.comparingDouble(scan -> scan.explanations.getFirst().logOdds()));
  }

  private static Optional<Scan> of(Situation site, Set<Side> sides, Set<Dimension> dimensions) {
    List<Passage> all = new ArrayList<>();
    sides.stream().sorted().forEach(side -> all.addAll(site.on(side)));
    List<Explanation> found =
        new Explanations(all, passage -> harm(site, passage, sides) >= BAD_R).by(dimensions);
    boolean holds =
        !found.isEmpty()
            && found.getFirst().logOdds() >= LEAST_LOG_ODDS
            && found.getFirst().troubled() >= LEAST_TROUBLED;
    return holds ? Optional.of(new Scan(sides, all, found)) : Optional.empty();
  }

  private static double harm(Situation site, Passage passage, Set<Side> sides) {
    return sides.stream()
        .mapToDouble(side -> site.harm(passage, side))
        .filter(points -> !Double.isNaN(points))
        .max()
        .orElse(0);
  }

  ToDoubleFunction<Passage> harm(Situation site) {
    return passage -> harm(site, passage, sides);
  }

  /** The passages of an explanation. */
  List<Passage> of(Explanation one) {
    return passages.stream().filter(one::holds).toList();
  }

  /** A name with its share of the odds. */
  record Named<N>(N name, Explanation by, double share) {}

  /**
   * The name that carries most of the odds.
   *
   * @param names of an explanation; empty where it carries none
   */
  <N> Optional<Named<N>> named(Function<Explanation, Optional<N>> names) {
    Map<N, Named<N>> all = new HashMap<>();
    for (Explanation one : explanations) {
      names
          .apply(one)
          .ifPresent(
              name ->
                  all.merge(
                      name,
                      new Named<>(name, one, one.share()),
                      (a, b) -> new Named<>(name, a.by, a.share + b.share)));
    }
    return all.values().stream().max(Comparator.comparingDouble(Named::share));
  }
}
