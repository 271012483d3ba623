package org.mosexporter.call;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * Calls in the order in which they are missed least: not up, up without media, up with media; each
 * with the longest silent first.
 */
final class CallRanking {
  private final List<LinkedHashSet<Call>> byRank =
      List.of(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());

  /** To be told the rank that the call was added with. */
  void remove(Call call) {
    byRank.get(call.rank).remove(call);
  }

  void add(Call call) {
    byRank.get(call.rank).add(call);
  }

  Optional<Call> first() {
    return byRank.stream()
        .filter(calls -> !calls.isEmpty())
        .findFirst()
        .map(LinkedHashSet::getFirst);
  }
}
