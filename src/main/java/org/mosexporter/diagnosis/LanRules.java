package org.mosexporter.diagnosis;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Trouble between phones and the capture point: whose it is. One phone's, a model's, a network's.
 */
final class LanRules {
  private static final Set<Dimension> DIMENSIONS =
      EnumSet.of(
          Dimension.ALL,
          Dimension.NETWORK,
          Dimension.PHONE,
          Dimension.MODEL,
          Dimension.FIRMWARE,
          Dimension.SWITCH);
  private static final int ROUNDS = 3;
  private static final double LEAST_ERROR_RATIO = 0.001;
  private static final double LEAST_ERRORS = 10;

  /** A quarter of a percent of random loss with G.711: none is missing by chance. */
  private static final double LEAST_PORT_R = 1;

  private final Situation site;

  LanRules(Situation site) {
    this.site = site;
  }

  void look() {
    ports();
    for (int round = 0; round < ROUNDS; round++) {
      Optional<Scan> scan = Scan.best(site, Side.LAN_UP, Side.LAN_DOWN, DIMENSIONS);
      if (scan.isEmpty()) {
        if (round == 0) {
          Scan.alone(site, DIMENSIONS).ifPresent(this::name);
        }
        return;
      }
      name(scan.get());
    }
  }

  /** A port that counts errors tells by itself whose loss is the cable's, even of one call. */
  private void ports() {
    Map<String, List<Passage>> byPort = new TreeMap<>();
    Stream.of(Side.LAN_UP, Side.LAN_DOWN)
        .flatMap(side -> site.on(side).stream())
        .distinct()
        .filter(one -> !one.phone().port().isEmpty())
        .forEach(
            one -> byPort.computeIfAbsent(one.phone().port(), _ -> new ArrayList<>()).add(one));
    byPort.forEach(
        (name, its) ->
            site.devices()
                .port(name)
                .filter(LanRules::hasErrors)
                .ifPresent(port -> port(port, its)));
  }

  private void port(InterfaceFacts port, List<Passage> its) {
    if (its.stream().map(one -> one.phone().address()).distinct().count() > 1) {
      return; // of many: an access point's, or another switch's
    }
    Toll toll = Toll.of(its, this::harm, one -> fault(one) >= LEAST_PORT_R);
    if (toll.calls() == 0) {
      return;
    }
    site.found(
        new Draft(Cause.LAN_LOSS, new Scope(site.site(), Scope.Kind.PORT, port.fullName()))
            .confidence(0.95)
            .toll(toll)
            .says("errors at port " + port.fullName(), port.errors(), "", "snmp")
            .says("of its packets", port.errorRatio(), "ratio", "snmp")
            .says(
                "calls of its phone since the first that lost packets",
                toll.calls(),
                "",
                "measured")
            .finding(site.calls()));
    String phone = its.getFirst().phone().address();
    site.explain(Side.LAN_UP, one -> one.phone().address().equals(phone));
    site.explain(Side.LAN_DOWN, one -> one.phone().address().equals(phone));
  }

  private double harm(Passage one) {
    return worst(site.harm(one, Side.LAN_UP), site.harm(one, Side.LAN_DOWN));
  }

  private double fault(Passage one) {
    return worst(site.fault(one, Side.LAN_UP), site.fault(one, Side.LAN_DOWN));
  }

  private static double worst(double up, double down) {
    return Double.isNaN(up) ? down : Double.isNaN(down) ? up : Math.max(up, down);
  }

  private void name(Scan scan) {
    Scan.Named best = scan.named(one -> cause(scan, one));
    boolean several = scan.isAlone() && !scan.isOnePhones(site);
    boolean sure = best.share() >= Scan.LEAST_SHARE && !several;
    Explanation by = best.by();
    Cause cause = sure ? best.cause() : Cause.CANNOT_TELL;
    List<Passage> group = scan.of(by);
    Draft draft =
        new Draft(cause, scope(cause, by, group))
            .confidence(best.share())
            .toll(scan.toll(site, group))
            .atMost(several ? Severity.INFO : Severity.CRITICAL)
            .says("of these calls are bad", by.rate(), "ratio", source(scan))
            .says("calls looked at", by.among(), "", source(scan))
            .says(
                "of other calls are bad",
                by.others() == 0 ? 0 : (double) by.othersTroubled() / by.others(),
                "ratio",
                source(scan));
    port(group)
        .ifPresent(
            port -> draft.says("errors at port " + port.fullName(), port.errors(), "", "snmp"));
    site.found(draft.finding(site.calls()));
    site.explain(Side.LAN_UP, by::holds);
    site.explain(Side.LAN_DOWN, by::holds);
  }

  private static String source(Scan scan) {
    return scan.sides().contains(Side.LAN_DOWN) ? "rtcp" : "measured";
  }

  private Scope scope(Cause cause, Explanation by, List<Passage> group) {
    if (cause == Cause.WIFI) {
      return new Scope(site.site(), Scope.Kind.NETWORK, group.getFirst().phone().network());
    }
    boolean one = by.dimension() == Dimension.PHONE;
    if (cause == Cause.LAN_LOSS && one && !group.getFirst().phone().port().isEmpty()) {
      return new Scope(site.site(), Scope.Kind.PORT, group.getFirst().phone().port());
    }
    return Scopes.of(site.site(), by);
  }

  private Optional<Cause> cause(Scan scan, Explanation one) {
    List<Passage> group = scan.of(one);
    long phones = phones(scan, group);
    return switch (one.dimension()) {
      case PHONE -> Optional.of(phone(scan, one, group));
      case MODEL, FIRMWARE ->
          phones < 2
              ? Optional.empty()
              : Optional.of(
                  scan.sides().contains(Side.LAN_UP) && !isOurLine(scan, group)
                      ? Cause.PHONE_MODEL
                      : Cause.CANNOT_TELL);
      case SWITCH -> phones < 2 ? Optional.empty() : Optional.of(Cause.LAN_LOSS);
      case NETWORK -> phones < 2 ? Optional.empty() : Optional.of(network(group));
      default -> Optional.of(Cause.CANNOT_TELL);
    };
  }

  /** Phones at home and on the road come by the line that is bad for all. */
  private boolean isOurLine(Scan scan, List<Passage> group) {
    return site.isLineBad()
        && group.stream()
            .filter(one -> scan.isBad(site, one))
            .allMatch(one -> PhoneRules.FAR.contains(one.phone().access()));
  }

  private static Cause network(List<Passage> group) {
    return group.getFirst().phone().access().equals("wifi") ? Cause.WIFI : Cause.CANNOT_TELL;
  }

  /** That have bad passages. */
  private long phones(Scan scan, List<Passage> group) {
    return group.stream()
        .filter(one -> scan.isBad(site, one))
        .map(one -> one.phone().address())
        .distinct()
        .count();
  }

  private Cause phone(Scan scan, Explanation by, List<Passage> group) {
    Optional<InterfaceFacts> port = port(group);
    if (port.isPresent() && hasErrors(port.get())) {
      return Cause.LAN_LOSS;
    }
    if (port.isPresent() && !isBadDownwards(scan, by)) {
      return Cause.ONE_PHONE;
    }
    boolean wifi = group.getFirst().phone().access().equals("wifi");
    boolean far = PhoneRules.FAR.contains(group.getFirst().phone().access());
    return isBadDownwards(scan, by)
        ? wifi ? Cause.WIFI : far ? Cause.CANNOT_TELL : Cause.LAN_LOSS
        : !wifi && !far && isWellDownwards(scan, by) ? Cause.ONE_PHONE : Cause.CANNOT_TELL;
  }

  /** What a phone does wrong while it sends does not harm what comes to it. */
  private boolean isBadDownwards(Scan scan, Explanation by) {
    List<Passage> down = site.on(Side.LAN_DOWN).stream().filter(by::holds).toList();
    long bad = down.stream().filter(one -> site.fault(one, Side.LAN_DOWN) >= scan.badR()).count();
    return bad >= 1 && 2 * bad >= down.size();
  }

  private static boolean hasErrors(InterfaceFacts port) {
    return port.isHalfDuplex()
        || (port.errors() >= LEAST_ERRORS && port.errorRatio() >= LEAST_ERROR_RATIO);
  }

  /**
   * A cable that loses packets loses those to the phone as well, in the same calls; in others,
   * where these tell nothing.
   */
  private boolean isWellDownwards(Scan scan, Explanation by) {
    List<Passage> down = site.on(Side.LAN_DOWN).stream().filter(by::holds).toList();
    List<Passage> bad = scan.of(by).stream().filter(one -> scan.isBad(site, one)).toList();
    Set<String> calls = bad.stream().map(Passage::call).collect(Collectors.toSet());
    List<Passage> theirs = down.stream().filter(one -> calls.contains(one.call())).toList();
    double up = mean(bad, Side.LAN_UP);
    return down.size() >= 2 && mean(theirs.isEmpty() ? down : theirs, Side.LAN_DOWN) < up / 4;
  }

  private double mean(List<Passage> passages, Side side) {
    return passages.stream()
        .mapToDouble(one -> site.harm(one, side))
        .filter(points -> !Double.isNaN(points))
        .average()
        .orElse(Double.NaN);
  }

  private Optional<InterfaceFacts> port(List<Passage> group) {
    String port = group.getFirst().phone().port();
    boolean same = group.stream().allMatch(one -> one.phone().port().equals(port));
    return same && !port.isEmpty() ? site.devices().port(port) : Optional.empty();
  }
}
