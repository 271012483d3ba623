package org.mosexporter.diagnosis;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Voice that bears another code point than it should, and what that costs where lines are full. */
final class MarkingRules {
  private static final double BAD_R = 1.5;

  /** A code point is a fact; whose it is must be plain. */
  private static final double LEAST_SHARE = 0.75;

  private static final int LEAST_BEFORE = 4;
  private static final double MORE_JITTER = 2;
  private static final double LEAST_MORE_SECONDS = 0.003;

  private final Situation site;

  MarkingRules(Situation site) {
    this.site = site;
  }

  void look() {
    outward(Marking.outward(site));
    Marking.inward(site).stream().findFirst().ifPresent(this::inward);
  }

  private void outward(List<Explanation> all) {
    if (all.isEmpty()) {
      return;
    }
    Cause cause = cause(all.getFirst());
    double share =
        all.stream().filter(one -> cause(one) == cause).mapToDouble(Explanation::share).sum();
    outward(share >= LEAST_SHARE ? cause : Cause.CANNOT_TELL, share, all.getFirst());
  }

  private static Cause cause(Explanation by) {
    return switch (by.dimension()) {
      case NETWORK, ALL -> Cause.REMARKED_DSCP;
      default -> Cause.DSCP_NOT_SET_BY_PHONE;
    };
  }

  private void outward(Cause cause, double confidence, Explanation by) {
    List<Passage> group =
        site.passages().stream()
            .filter(one -> one.speaker() == Passage.End.PHONE)
            .filter(one -> by.holds(one) && Marking.isUnmarked(one))
            .toList();
    boolean measured = group.stream().anyMatch(one -> !Double.isNaN(one.behindR()));
    Toll toll = measured ? told(group, Side.WAN_OUT) : byClass(group);
    Draft draft = draft(cause, scope(by, group), by, group).confidence(confidence).toll(toll);
    if (!measured && !site.devices().answers(site.site())) {
      draft.atLeast(Severity.WARNING); // nobody tells what it costs
    }
    site.found(draft.finding(site.calls()));
    site.explain(Side.WAN_OUT, one -> by.holds(one) && Marking.isUnmarked(one));
  }

  private Scope scope(Explanation by, List<Passage> group) {
    List<String> networks = group.stream().map(one -> one.phone().network()).distinct().toList();
    return by.dimension() == Dimension.ALL && networks.size() == 1
        ? new Scope(site.site(), Scope.Kind.NETWORK, networks.getFirst())
        : Scopes.of(site.site(), by);
  }

  private Draft draft(Cause cause, Scope scope, Explanation by, List<Passage> group) {
    return new Draft(cause, scope)
        .since(group.getFirst().startNs())
        .says("of these streams bear another code point", by.rate(), "ratio", "measured")
        .says("streams looked at", by.among(), "", "measured")
        .says("code point of most", group.getFirst().codePoint(), "", "measured");
  }

  private Toll told(List<Passage> group, Side side) {
    List<Passage> known = group.stream().filter(one -> !Double.isNaN(one.harm(side))).toList();
    return Toll.of(known, one -> site.harm(one, side), BAD_R);
  }

  /** What it costs by the drops of the class that takes all else. */
  private Toll byClass(List<Passage> group) {
    double ratio =
        site.devices().waysOut(site.site()).stream()
            .flatMap(way -> site.devices().classes(way).stream())
            .filter(one -> one.dscp().isEmpty())
            .mapToDouble(ClassFacts::dropRatio)
            .max()
            .orElse(0);
    return Toll.of(group, one -> Losses.points(ratio), Losses.LEAST_R);
  }

  private void inward(Explanation by) {
    List<Passage> group =
        site.passages().stream()
            .filter(one -> one.speaker() == Passage.End.ELSEWHERE)
            .filter(one -> by.holds(one) && Marking.isUnmarked(one))
            .toList();
    boolean waits = waits(by, group);
    boolean tells = waits || bringsHarm(by);
    Toll toll = tells ? waits ? excess(by, group) : told(group, Side.WAN_IN) : Toll.NONE;
    Optional<String> trunk =
        group.stream().map(Passage::trunk).filter(one -> !one.isEmpty()).findFirst();
    Scope scope =
        trunk
            .map(name -> new Scope(site.site(), Scope.Kind.TRUNK, name))
            .orElse(Scope.ofSite(site.site()));
    site.found(
        draft(Cause.REMARKED_DSCP, scope, by, group)
            .confidence(1) // whosever it is, it is this
            .toll(toll)
            .atLeast(waits && toll.calls() > 0 ? Severity.WARNING : Severity.INFO)
            .finding(site.calls()));
    if (tells) {
      site.explain(Side.WAN_IN, one -> by.holds(one) && Marking.isUnmarked(one));
    }
  }

  /**
   * Whether they wait in a queue that the same provider's did not wait in while they were marked,
   * and that those of others do not wait in now.
   */
  private boolean waits(Explanation by, List<Passage> group) {
    long sinceNs = group.getFirst().startNs();
    List<Passage> others = coming().filter(one -> !by.holds(one)).toList();
    return isMore(group, marked(by))
        && !isMore(
            others.stream().filter(one -> one.startNs() >= sinceNs).toList(),
            others.stream().filter(one -> one.startNs() < sinceNs).toList());
  }

  private static boolean isMore(List<Passage> now, List<Passage> before) {
    return now.size() >= LEAST_BEFORE
        && before.size() >= LEAST_BEFORE
        && jitter(now) > MORE_JITTER * jitter(before) + LEAST_MORE_SECONDS;
  }

  private Stream<Passage> coming() {
    return Stream.concat(site.earlier().stream(), site.passages().stream())
        .filter(one -> one.speaker() == Passage.End.ELSEWHERE);
  }

  /** Of the same, what came with the mark. */
  private List<Passage> marked(Explanation by) {
    return coming().filter(one -> by.holds(one) && !Marking.isUnmarked(one)).toList();
  }

  /** The middle one of all, for some calls always have much. */
  private static double jitter(List<Passage> passages) {
    double[] seconds =
        passages.stream()
            .mapToDouble(Passage::jitterSeconds)
            .filter(one -> one >= 0)
            .sorted()
            .toArray();
    return seconds.length == 0 ? Double.NaN : seconds[seconds.length / 2];
  }

  /** What they lose more than those with the mark did: a mirror loses of both. */
  private Toll excess(Explanation by, List<Passage> group) {
    double before =
        marked(by).stream()
            .mapToDouble(one -> one.harm(Side.WAN_IN))
            .filter(points -> points >= 0)
            .average()
            .orElse(0);
    List<Passage> known =
        group.stream().filter(one -> !Double.isNaN(one.harm(Side.WAN_IN))).toList();
    return Toll.of(known, one -> Math.max(0, one.harm(Side.WAN_IN) - before), BAD_R);
  }

  /** Whether those without the mark suffer, and those with it clearly less. */
  private boolean bringsHarm(Explanation by) {
    List<Passage> coming = site.on(Side.WAN_IN);
    List<Passage> marked = coming.stream().filter(one -> !Marking.isUnmarked(one)).toList();
    List<Passage> not = coming.stream().filter(Marking::isUnmarked).filter(by::holds).toList();
    return mean(not) > 1 && mean(not) - mean(marked) > Math.max(1, mean(not) / 3);
  }

  private double mean(List<Passage> passages) {
    return passages.stream().mapToDouble(one -> one.harm(Side.WAN_IN)).average().orElse(0);
  }
}
