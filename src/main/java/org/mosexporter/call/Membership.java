package org.mosexporter.call;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Which phones have series of their own where there are more than may (decision 93): the worst. A
 * phone takes another's place only if it is clearly worse, and at a time at most a tenth change.
 */
final class Membership {
  /** Points of MOS by which a phone must be worse than the one whose place it takes. */
  static final double WORSE_BY = 0.1;

  /** At most one in so many changes at a time. */
  static final int SHARE = 10;

  /** Who is worse comes first; of phones without a score who was heard of last. */
  private static final Comparator<Endpoint> WORST_FIRST =
      Comparator.comparingDouble(Endpoint::rank)
          .thenComparing(endpoint -> endpoint.lastNs, Comparator.reverseOrder())
          .thenComparing(endpoint -> endpoint.address);

  /** One leaves, and another has its place. */
  record Change(Endpoint leaves, Endpoint enters) {}

  /** The changes of one decision. */
  static List<Change> changes(Collection<Endpoint> members, Collection<Endpoint> folded) {
    List<Endpoint> best = members.stream().sorted(WORST_FIRST.reversed()).toList();
    List<Endpoint> worst = worst(folded);
    int most = Math.min(worst.size(), (members.size() + SHARE - 1) / SHARE);
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      if (worst.get(i).rank() + WORSE_BY > best.get(i).rank()) {
        break;
      }
      changes.add(new Change(best.get(i), worst.get(i)));
    }
    return changes;
  }

  static List<Endpoint> worst(Collection<Endpoint> of) {
    return of.stream().sorted(WORST_FIRST).toList();
  }

  private Membership() {}
}
