package org.mosexporter.diagnosis;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Who sends voice without the code point that is expected: which phones, or phones of which
 * network, or which trunk.
 */
final class Marking {
  private static final Set<Dimension> OUTWARD =
      EnumSet.of(
          Dimension.ALL, Dimension.NETWORK, Dimension.PHONE, Dimension.MODEL, Dimension.FIRMWARE);
  private static final Set<Dimension> INWARD = EnumSet.of(Dimension.ALL, Dimension.TRUNK);

  /** Calls that begin together begin at one time. */
  private static final long TOGETHER_NS = 10_000_000_000L;

  private Marking() {}

  static boolean isUnmarked(Passage passage) {
    return passage.marked() < 0.5;
  }

  /** Whose it is what leaves the office and bears another code point; best first. */
  static List<Explanation> outward(Situation site) {
    List<Passage> leaving =
        site.passages().stream()
            .filter(one -> one.speaker() == Passage.End.PHONE)
            .filter(one -> one.listener() == Passage.End.ELSEWHERE)
            .toList();
    return whose(leaving, OUTWARD);
  }

  static List<Explanation> inward(Situation site) {
    List<Passage> coming =
        site.passages().stream().filter(one -> one.speaker() == Passage.End.ELSEWHERE).toList();
    return whose(coming, INWARD);
  }

  private static List<Explanation> whose(List<Passage> passages, Set<Dimension> dimensions) {
    long sinceNs =
        passages.stream()
            .filter(Marking::isUnmarked)
            .mapToLong(Passage::startNs)
            .min()
            .orElse(Long.MAX_VALUE);
    List<Passage> since =
        passages.stream().filter(one -> one.startNs() >= sinceNs - TOGETHER_NS).toList();
    return new Explanations(since, Marking::isUnmarked, Explanations.Others.HARDLY_EVER)
        .ofFacts(dimensions);
  }
}
