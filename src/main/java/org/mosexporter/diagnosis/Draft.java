package org.mosexporter.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** A finding in the making. */
final class Draft {
  /** Below, nobody complains. */
  private static final double AUDIBLE_MOS = 0.06;

  private static final double BAD_MOS = 0.5;

  private final Cause cause;
  private final Scope scope;
  private final List<Evidence> evidence = new ArrayList<>();
  private double confidence = 0.9;
  private Toll toll = Toll.NONE;
  private Severity least = Severity.INFO;
  private Severity most = Severity.CRITICAL;
  private long sinceNs;

  Draft(Cause cause, Scope scope) {
    this.cause = cause;
    this.scope = scope;
  }

  Draft says(String text, double value, String unit, String source) {
    evidence.add(new Evidence(text, value, unit, source));
    return this;
  }

  Draft confidence(double value) {
    confidence = value;
    return this;
  }

  Draft toll(Toll value) {
    toll = value;
    return this;
  }

  Draft since(long atNs) {
    sinceNs = atNs;
    return this;
  }

  /** Whatever it seems to cost. */
  Draft atLeast(Severity severity) {
    least = severity;
    return this;
  }

  Draft atMost(Severity severity) {
    most = severity;
    return this;
  }

  private Severity severity() {
    Severity byCost =
        toll.lostMos() >= BAD_MOS
            ? Severity.CRITICAL
            : toll.lostMos() >= AUDIBLE_MOS ? Severity.WARNING : Severity.INFO;
    Severity raised = byCost.compareTo(least) < 0 ? least : byCost;
    return raised.compareTo(most) > 0 ? most : raised;
  }

  /** For a site of which so many calls are known. */
  Finding finding(int callsOfSite) {
    boolean heard = !cause.isUnheard() && toll.calls() > 0;
    double share = Math.min(1, (double) toll.calls() / Math.max(1, callsOfSite));
    return new Finding(
        cause,
        scope,
        severity(),
        Math.clamp(confidence, 0, 1),
        sinceNs > 0 ? sinceNs : toll.sinceNs(),
        evidence,
        toll.callers(),
        toll.calls(),
        heard ? OptionalDouble.of(toll.lostR()) : OptionalDouble.empty(),
        heard ? OptionalDouble.of(toll.lostMos()) : OptionalDouble.empty(),
        cause.fix(scope),
        heard ? OptionalDouble.of(toll.lostMos() * share) : OptionalDouble.empty());
  }
}
