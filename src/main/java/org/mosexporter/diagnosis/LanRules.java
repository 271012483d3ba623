package org.mosexporter.diagnosis;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

  private final Situation site;

  LanRules(Situation site) {
    this.site = site;
  }

  void look() {
    for (int round = 0; round < ROUNDS; round++) {
      Optional<Scan> scan = Scan.best(site, Side.LAN_UP, Side.LAN_DOWN, DIMENSIONS);
      if (scan.isEmpty()) {
        return;
      }
      name(scan.get());
    }
  }

  private void name(Scan scan) {
    Scan.Named best = scan.named(one -> cause(scan, one));
    boolean sure = best.share() >= Scan.LEAST_SHARE;
    Explanation by = best.by();
    Cause cause = sure ? best.cause() : Cause.CANNOT_TELL;
    List<Passage> group = scan.of(by);
    Draft draft =
        new Draft(cause, scope(cause, by, group))
            .confidence(best.share())
            .toll(Toll.of(group, scan.harm(site), scan.badR()))
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
                  scan.sides().contains(Side.LAN_UP) ? Cause.PHONE_MODEL : Cause.CANNOT_TELL);
      case SWITCH -> phones < 2 ? Optional.empty() : Optional.of(Cause.LAN_LOSS);
      case NETWORK -> phones < 2 ? Optional.empty() : Optional.of(network(group));
      default -> Optional.of(Cause.CANNOT_TELL);
    };
  }

  private static Cause network(List<Passage> group) {
    return group.getFirst().phone().access().equals("wifi") ? Cause.WIFI : Cause.CANNOT_TELL;
  }

  /** That have bad passages. */
  private long phones(Scan scan, List<Passage> group) {
    return group.stream()
        .filter(one -> scan.harm(site).applyAsDouble(one) >= scan.badR())
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
    return isBadDownwards(scan, by)
        ? wifi ? Cause.WIFI : Cause.LAN_LOSS
        : !wifi && isWellDownwards(scan, by) ? Cause.ONE_PHONE : Cause.CANNOT_TELL;
  }

  /** What a phone does wrong while it sends does not harm what comes to it. */
  private boolean isBadDownwards(Scan scan, Explanation by) {
    List<Passage> down = site.on(Side.LAN_DOWN).stream().filter(by::holds).toList();
    long bad = down.stream().filter(one -> site.harm(one, Side.LAN_DOWN) >= scan.badR()).count();
    return bad >= 1 && 2 * bad >= down.size();
  }

  private static boolean hasErrors(InterfaceFacts port) {
    return port.isHalfDuplex()
        || (port.errors() >= LEAST_ERRORS && port.errorRatio() >= LEAST_ERROR_RATIO);
  }

  /** A cable that loses packets loses those to the phone as well. */
  private boolean isWellDownwards(Scan scan, Explanation by) {
    List<Passage> down = site.on(Side.LAN_DOWN).stream().filter(by::holds).toList();
    double harm =
        down.stream()
            .mapToDouble(one -> site.harm(one, Side.LAN_DOWN))
            .average()
            .orElse(Double.NaN);
    Toll up = Toll.of(scan.of(by), scan.harm(site), scan.badR());
    return down.size() >= 2 && harm < up.lostR() / 4;
  }

  private Optional<InterfaceFacts> port(List<Passage> group) {
    String port = group.getFirst().phone().port();
    boolean same = group.stream().allMatch(one -> one.phone().port().equals(port));
    return same && !port.isEmpty() ? site.devices().port(port) : Optional.empty();
  }
}
