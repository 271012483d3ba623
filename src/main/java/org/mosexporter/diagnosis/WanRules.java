package org.mosexporter.diagnosis;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Trouble between the capture point and elsewhere: our queues, our line, or a provider. */
final class WanRules {
  private static final Set<Dimension> DIMENSIONS =
      EnumSet.of(Dimension.ALL, Dimension.TRUNK, Dimension.NETWORK);
  private static final int ROUNDS = 3;
  private static final double GUESSED_MOS = 0.3;
  private static final double LEAST_LOSS_RATIO = 0.003;
  private static final double LEAST_WAITING_SECONDS = 0.05;
  private static final double FULL_SHARE = 0.3;

  /** Drops are counted for longer than calls of the last hour last. */
  private static final double MOST_OF_OURS = 2;

  private final Situation site;
  private boolean outExplained;
  private double dropRatio;

  WanRules(Situation site) {
    this.site = site;
  }

  void look() {
    QueueRules queues = new QueueRules(site);
    outExplained = queues.look();
    dropRatio = queues.dropRatio();
    for (int round = 0; round < ROUNDS; round++) {
      Optional<Scan> scan = Scan.best(site, Side.WAN_IN, Side.WAN_OUT, DIMENSIONS);
      if (scan.isEmpty()) {
        return;
      }
      name(scan.get());
    }
  }

  private void name(Scan scan) {
    boolean slow = cameSlowly(scan);
    Scan.Named best = scan.named(one -> cause(scan, one, slow));
    Explanation by = best.by();
    Cause cause = best.share() >= leastShare(best.cause()) ? best.cause() : Cause.CANNOT_TELL;
    scan.sides().forEach(side -> site.explain(side, by::holds));
    boolean out = scan.sides().equals(Set.of(Side.WAN_OUT));
    boolean ours = by.dimension() == Dimension.ALL || (cause == Cause.CANNOT_TELL && isAllOurs());
    if (outExplained && out && ours) {
      return;
    }
    List<Passage> group = scan.of(by);
    String source = scan.sides().contains(Side.WAN_OUT) ? "rtcp" : "measured";
    Toll toll = scan.toll(site, group);
    boolean little = toll.lostMos() < GUESSED_MOS || scan.isSlight() || cause == Cause.TRUNK;
    boolean filled = slow && cause == Cause.WAN_CONGESTION_WITHOUT_QOS;
    boolean guessed =
        little && lossRatio(group) < LEAST_LOSS_RATIO && !filled && !isWaiting(scan, group);
    site.found(
        new Draft(cause, scope(cause, by))
            .confidence(best.share())
            .toll(toll)
            .atMost(most(scan, guessed))
            .says("of these streams are bad", by.rate(), "ratio", source)
            .says("streams looked at", by.among(), "", source)
            .says(
                "of other streams are bad",
                by.others() == 0 ? 0 : (double) by.othersTroubled() / by.others(),
                "ratio",
                source)
            .finding(site.calls()));
  }

  /**
   * Whether all that is lost outwards is no more than what our own queue drops. A full queue takes
   * its drops from whoever comes last, and streams that keep to a beat of 20 ms come in the same
   * order for long: some calls may bear it all.
   */
  private boolean isAllOurs() {
    double expected = 0;
    double lost = 0;
    for (Passage one : site.passages()) {
      double behind = one.toldLossRatio() - one.lossRatio();
      if (!Double.isNaN(one.harm(Side.WAN_OUT)) && !Double.isNaN(behind)) {
        expected += one.expected();
        lost += Math.max(0, behind) * one.expected();
      }
    }
    return lost <= MOST_OF_OURS * dropRatio * expected;
  }

  /**
   * Whether packets of those that are bad wait in a queue: half of their round trips are longer
   * than the shortest by their trunk, for some providers are far at any time.
   */
  private boolean isWaiting(Scan scan, List<Passage> group) {
    double[] waits =
        group.stream()
            .filter(one -> scan.isBad(site, one))
            .filter(WanRules::hasRoundTrip)
            .mapToDouble(one -> one.roundTripSeconds() - shortest(one.trunk()))
            .sorted()
            .toArray();
    return waits.length >= 2 && waits[waits.length / 2] >= LEAST_WAITING_SECONDS;
  }

  private double shortest(String trunk) {
    return site.passages().stream()
        .filter(one -> hasRoundTrip(one) && one.trunk().equals(trunk))
        .mapToDouble(Passage::roundTripSeconds)
        .min()
        .orElse(0);
  }

  private static boolean hasRoundTrip(Passage one) {
    return one.listener() == Passage.End.ELSEWHERE && !Double.isNaN(one.roundTripSeconds());
  }

  private Severity most(Scan scan, boolean guessed) {
    boolean besides = outExplained && scan.sides().contains(Side.WAN_OUT);
    return guessed ? Severity.INFO : besides ? Severity.WARNING : Severity.CRITICAL;
  }

  /** What our own queue does to all, some trunks may seem to suffer alone. */
  private double leastShare(Cause cause) {
    return cause == Cause.TRUNK ? outExplained ? 0.97 : 0.95 : Scan.LEAST_SHARE;
  }

  /**
   * Without loss it is late packets by a buffer that we only suppose. Receivers know best: what we
   * lack, the mirror may have lost.
   */
  private static double lossRatio(List<Passage> group) {
    return group.stream()
        .mapToDouble(one -> one.told() ? one.toldLossRatio() : one.lossRatio())
        .filter(ratio -> !Double.isNaN(ratio))
        .average()
        .orElse(0);
  }

  private Scope scope(Cause cause, Explanation by) {
    if (cause == Cause.WAN_CONGESTION_WITHOUT_QOS) {
      return way()
          .map(name -> new Scope(site.site(), Scope.Kind.INTERFACE, name))
          .orElse(Scope.ofSite(site.site()));
    }
    return Scopes.of(site.site(), by);
  }

  private Optional<String> way() {
    return site.config().egress().stream()
        .filter(one -> one.site().equals(site.site()))
        .map(one -> one.router() + "/" + one.networkInterface())
        .findFirst();
  }

  private Optional<Cause> cause(Scan scan, Explanation one, boolean slow) {
    return switch (one.dimension()) {
      case TRUNK -> Optional.of(hasOthers(scan, one) ? Cause.TRUNK : Cause.CANNOT_TELL);
      case ALL -> Optional.of(everywhere(scan, slow));
      // Where all phones are in one network, it is no other explanation than that all are bad.
      default -> one.others() == 0 ? Optional.empty() : Optional.of(Cause.CANNOT_TELL);
    };
  }

  /** Of each side on which it is bad, others are known. */
  private boolean hasOthers(Scan scan, Explanation by) {
    return scan.sides().stream()
        .filter(side -> site.on(side).stream().anyMatch(one -> isBad(scan, by, one, side)))
        .allMatch(side -> site.on(side).stream().anyMatch(one -> !by.holds(one)));
  }

  private boolean isBad(Scan scan, Explanation by, Passage one, Side side) {
    return by.holds(one) && site.fault(one, side) >= scan.badR();
  }

  /**
   * Whether jitter behind us grew slowly, of the last hour or of hours, to what those have that are
   * bad there.
   */
  private boolean cameSlowly(Scan scan) {
    List<Passage> leaving = site.on(Side.WAN_OUT);
    double[] bad =
        leaving.stream()
            .filter(one -> scan.isBad(site, one))
            .mapToDouble(Onset::behindSeconds)
            .filter(seconds -> seconds >= 0)
            .sorted()
            .toArray();
    Stream<Passage> earlier =
        site.earlier().stream().filter(one -> one.listener() == Passage.End.ELSEWHERE);
    return bad.length > 0
        && Stream.of(leaving, Stream.concat(earlier, leaving.stream()).toList())
            .flatMap(streams -> Onset.slow(streams).stream())
            .anyMatch(onset -> bad[bad.length / 2] >= onset.middleSeconds());
  }

  private Cause everywhere(Scan scan, boolean slow) {
    List<InterfaceFacts> ways = site.devices().waysOut(site.site());
    boolean classes = ways.stream().anyMatch(way -> !site.devices().classes(way).isEmpty());
    boolean fullIn = ways.stream().anyMatch(way -> way.fullShareIn() >= FULL_SHARE);
    boolean fullOut = ways.stream().anyMatch(way -> way.fullShareOut() >= FULL_SHARE);
    boolean full =
        (scan.sides().contains(Side.WAN_IN) && fullIn)
            || (scan.sides().contains(Side.WAN_OUT) && fullOut);
    if (!ways.isEmpty()) {
      return full && !classes ? Cause.WAN_CONGESTION_WITHOUT_QOS : Cause.CANNOT_TELL;
    }
    boolean both = scan.sides().size() == 2;
    return both || slow ? Cause.WAN_CONGESTION_WITHOUT_QOS : Cause.CANNOT_TELL;
  }
}
