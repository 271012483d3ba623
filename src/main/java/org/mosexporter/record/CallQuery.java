package org.mosexporter.record;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/**
 * Which calls are looked for; of each that is left empty, any.
 *
 * @param terms all of which a call has
 * @param fromUs of its beginning, microseconds since 1970-01-01 UTC, itself included
 * @param toUs itself not included
 * @param mosBelow of its worse direction
 * @param after where the answer before ended
 * @param limit most calls of one answer
 */
public record CallQuery(
    Set<CallTerm> terms,
    Optional<String> site,
    Optional<String> trunk,
    Optional<String> result,
    OptionalLong fromUs,
    OptionalLong toUs,
    OptionalDouble mosBelow,
    Optional<CallPlace> after,
    int limit) {
  public CallQuery {
    terms = Set.copyOf(terms);
  }

  /** The latest of all calls. */
  public static CallQuery latest(int limit) {
    return new CallQuery(
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        limit);
  }

  /** The same with other terms. */
  CallQuery with(Set<CallTerm> others) {
    return new CallQuery(others, site, trunk, result, fromUs, toUs, mosBelow, after, limit);
  }

  /**
   * All ways to ask for it: records may have a party by another name.
   *
   * @param otherNames of a party
   */
  List<CallQuery> ways(Function<String, Set<String>> otherNames) {
    List<CallQuery> ways = new ArrayList<>(List.of(this));
    for (CallTerm term : terms) {
      if (term.kind() == CallTerm.Kind.PARTY) {
        for (String other : otherNames.apply(term.value())) {
          for (CallQuery way : List.copyOf(ways)) {
            Set<CallTerm> others = new HashSet<>(way.terms);
            others.remove(term);
            others.add(CallTerm.of(CallTerm.Kind.PARTY, other));
            ways.add(way.with(others));
          }
        }
      }
    }
    return ways;
  }

  /** Whether it finds that call, as a database would. */
  boolean accepts(CallRow row) {
    return row.terms().containsAll(terms)
        && isOrAny(site, row.call().site())
        && isOrAny(trunk, row.call().trunk())
        && isOrAny(result, row.call().result().label())
        && row.startUs() >= fromUs.orElse(Long.MIN_VALUE)
        && row.startUs() < toUs.orElse(Long.MAX_VALUE)
        && (mosBelow.isEmpty() || row.mosLq().orElse(9) < mosBelow.getAsDouble())
        && after.filter(place -> row.place().compareTo(place) >= 0).isEmpty();
  }

  private static boolean isOrAny(Optional<String> wanted, String is) {
    return wanted.isEmpty() || wanted.get().equals(is);
  }
}
