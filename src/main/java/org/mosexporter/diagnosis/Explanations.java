package org.mosexporter.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which dimension explains that some passages are bad: of each value, how likely what was seen is
 * when passages of the value are bad at a rate of their own, which nobody knows, and others seldom.
 *
 * <p>Both rates are integrated over (beta-binomial: among the troubled any rate is as likely as any
 * other; among others it is small, as {@link Others} says). That is exact for few calls, it shrinks
 * what few calls say, and a value that was picked from many, or a dimension from many, pays for the
 * choice by their number, which is what holds down the false ones among many comparisons.
 */
final class Explanations {
  /** How often others are bad: Beta(0.5, this). */
  enum Others {
    /** 1.6 % or so. */
    SELDOM(30),
    /** 0.2 % or so: what seldom happens by itself on the way through a network of others. */
    HARDLY_EVER(300),
    /** 0.002 % or so: a switched LAN loses nothing by itself. */
    NEVER(30_000);

    private final double good;

    Others(double good) {
      this.good = good;
    }
  }

  private static final double BAD = 0.5;

  /** Of facts, Beta(9, 1): nine of ten. */
  private static final double ALWAYS = 9;

  private final List<Passage> passages;
  private final Predicate<Passage> bad;
  private final Others others;

  Explanations(List<Passage> passages, Predicate<Passage> bad, Others others) {
    this.passages = passages;
    this.bad = bad;
    this.others = others;
  }

  private static final class Count {
    private int bad;
    private int all;
  }

  /** Best first; those that explain nothing are left out. */
  List<Explanation> by(Set<Dimension> dimensions) {
    return shared(all(dimensions, Explanations::any));
  }

  /** Whose it is, of what is a fact whenever it is seen and needs no proof, such as an echo. */
  Optional<Explanation> ofFact(Set<Dimension> dimensions) {
    return facts(dimensions, Explanations::any).stream().findFirst();
  }

  /**
   * Whose a fact may be that nearly all passages of its cause show, such as a code point, best
   * first; shares are of each other, for a fact it is.
   */
  List<Explanation> ofFacts(Set<Dimension> dimensions) {
    return facts(dimensions, Explanations::always);
  }

  private List<Explanation> facts(Set<Dimension> dimensions, LogLikelihood ofTroubled) {
    List<Explanation> found =
        all(dimensions, ofTroubled).stream()
            .filter(one -> one.troubled() > 0)
            .filter(one -> !isOnePhones(one))
            .toList();
    return weighed(found, 0);
  }

  /** What one phone shows is not its model's yet. */
  private boolean isOnePhones(Explanation one) {
    return (one.dimension() == Dimension.MODEL || one.dimension() == Dimension.FIRMWARE)
        && passages.stream()
                .filter(bad)
                .filter(one::holds)
                .map(passage -> passage.phone().address())
                .distinct()
                .limit(2)
                .count()
            < 2;
  }

  private List<Explanation> all(Set<Dimension> dimensions, LogLikelihood ofTroubled) {
    int all = passages.size();
    int troubled = (int) passages.stream().filter(bad).count();
    double nothing = well(troubled, all);
    List<Explanation> found = new ArrayList<>();
    // Where all are of one switch, or each of its own, there was no such choice.
    boolean none = dimensions.contains(Dimension.SWITCH) && counts(Dimension.SWITCH).isEmpty();
    double tried = dimensions.size() - (none ? 1 : 0);
    for (Dimension dimension : dimensions) {
      Map<String, Count> counts = counts(dimension);
      double price = Math.log(tried) + Math.log(Math.max(1, counts.size()));
      counts.forEach(
          (value, count) -> {
            double logOdds =
                ofTroubled.of(count.bad, count.all)
                    + well(troubled - count.bad, all - count.all)
                    - nothing
                    - price;
            found.add(
                new Explanation(
                    dimension,
                    value,
                    count.bad,
                    count.all,
                    troubled - count.bad,
                    all - count.all,
                    logOdds,
                    0));
          });
    }
    return found;
  }

  private Map<String, Count> counts(Dimension dimension) {
    Map<String, Count> counts = new HashMap<>();
    for (Passage passage : passages) {
      String value = dimension.of(passage);
      if (!value.isEmpty()) {
        Count count = counts.computeIfAbsent(value, _ -> new Count());
        count.all++;
        count.bad += bad.test(passage) ? 1 : 0;
      }
    }
    if (dimension == Dimension.SWITCH) {
      counts
          .entrySet()
          .removeIf(one -> one.getValue().all == passages.size() || hasOnePhone(one.getKey()));
    }
    return counts;
  }

  /** Then what is known of the switch is known of that phone. */
  private boolean hasOnePhone(String switchName) {
    return passages.stream()
            .filter(one -> one.phone().switchName().equals(switchName))
            .map(one -> one.phone().address())
            .distinct()
            .limit(2)
            .count()
        == 1;
  }

  /** Of those that explain more than that nothing is wrong, which has odds of 1. */
  private static List<Explanation> shared(List<Explanation> found) {
    return weighed(found, 1).stream().filter(one -> one.logOdds() > 0).toList();
  }

  /** Best first, with their shares of all odds and of those of what is no explanation. */
  private static List<Explanation> weighed(List<Explanation> found, double besides) {
    double most = found.stream().mapToDouble(Explanation::logOdds).max().orElse(0);
    double sum = besides * Math.exp(-most);
    for (Explanation one : found) {
      sum += Math.exp(one.logOdds() - most);
    }
    double all = sum;
    return found.stream()
        .map(one -> with(one, Math.exp(one.logOdds() - most) / all))
        .sorted(
            Comparator.comparingDouble(Explanation::logOdds)
                .reversed()
                .thenComparing(Explanation::dimension)
                .thenComparing(Explanation::value))
        .toList();
  }

  private static Explanation with(Explanation one, double share) {
    return new Explanation(
        one.dimension(),
        one.value(),
        one.troubled(),
        one.among(),
        one.othersTroubled(),
        one.others(),
        one.logOdds(),
        share);
  }

  /** Of so many bad ones among so many that are of a value. */
  @FunctionalInterface
  private interface LogLikelihood {
    double of(int bad, int all);
  }

  /** Who rewrites a code point, or does not set it, does so in nearly all passages. */
  private static double always(int bad, int all) {
    return logMarginal(bad, all, ALWAYS, 1);
  }

  private static double any(int bad, int all) {
    return logMarginal(bad, all, 1, 1);
  }

  private double well(int bad, int all) {
    return logMarginal(bad, all, BAD, others.good);
  }

  /** Of one sequence of so many, the rate of bad ones being Beta(a, b). */
  private static double logMarginal(int bad, int all, double a, double b) {
    return logBeta(a + bad, b + all - bad) - logBeta(a, b);
  }

  private static double logBeta(double a, double b) {
    return LogGamma.of(a) + LogGamma.of(b) - LogGamma.of(a + b);
  }
}
