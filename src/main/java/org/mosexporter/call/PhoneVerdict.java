package org.mosexporter.call;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.mosexporter.config.IpAddress;
import org.mosexporter.quality.Scale;
import org.mosexporter.quality.Score;
import org.mosexporter.quality.ScoreMean;

/**
 * What a phone concluded of one stream, however it said so: a quality report (RFC 6035), a header
 * of its BYE, a row of a PBX's file. What it did not say is absent.
 *
 * @param origin the way it was told: {@code vq-rtcpxr}, or the name of the header
 * @param reporter who said it: the phone, or who spoke for it
 * @param userAgent as its message named it; empty when it did not
 * @param relayed whether the reporter did not receive the stream, but tells what the other end told
 * @param startNs of what it is about, nanoseconds since 1970-01-01 UTC by the phone's clock
 * @param codec as in the codec table; else as the phone says; empty when nobody knows
 * @param scale of its opinion: its codec's own, for no phone says another; empty when unknown
 * @param score what we make of the losses and delays it measured; beside its opinion, never in it
 * @param reports that this sums up
 * @param atNs when the last of them came
 */
public record PhoneVerdict(
    String origin,
    IpAddress reporter,
    String userAgent,
    boolean relayed,
    Scope scope,
    MediaFlow flow,
    OptionalLong startNs,
    OptionalLong stopNs,
    String codec,
    Optional<Scale> scale,
    Map<PhoneFigure, Double> figures,
    Optional<Score> score,
    long reports,
    long atNs) {
  /** Phones stamp their reports with whole seconds. */
  private static final long BORDER_NS = 1_000_000_000L;

  /** How much of the stream it is about. */
  public enum Scope {
    WHOLE,
    /** One interval of it. */
    PART,
    /** How things stood when a threshold was crossed. */
    MOMENT
  }

  public PhoneVerdict {
    figures = Map.copyOf(figures);
  }

  public OptionalDouble figure(PhoneFigure figure) {
    Double value = figures.get(figure);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** Whether it is of the same reporter, told the same way of the same stream. */
  boolean isOfTheSame(PhoneVerdict other) {
    return origin.equals(other.origin)
        && reporter.equals(other.reporter)
        && relayed == other.relayed
        && flow.equals(other.flow);
  }

  /**
   * Both: what the phone said so far, and what it says now. What is about all of the time before
   * replaces that; what is about another time is added.
   */
  PhoneVerdict and(PhoneVerdict next) {
    if (next.scope == Scope.MOMENT && scope != Scope.MOMENT) {
      return as(this, reports + next.reports, next.atNs);
    }
    if (scope == Scope.MOMENT || next.covers(this)) {
      return as(next, reports + next.reports, next.atNs);
    }
    if (covers(next) || !scale.equals(next.scale)) {
      return as(scale.equals(next.scale) ? this : next, reports + next.reports, next.atNs);
    }
    return sum(next);
  }

  private boolean covers(PhoneVerdict other) {
    boolean timed = startNs.isPresent() && stopNs.isPresent();
    if (!timed || other.startNs.isEmpty() || other.stopNs.isEmpty()) {
      return scope == Scope.WHOLE;
    }
    return startNs.getAsLong() <= other.startNs.getAsLong() + BORDER_NS
        && stopNs.getAsLong() >= other.stopNs.getAsLong() - BORDER_NS;
  }

  private static PhoneVerdict as(PhoneVerdict one, long reports, long atNs) {
    return new PhoneVerdict(
        one.origin,
        one.reporter,
        one.userAgent,
        one.relayed,
        one.scope,
        one.flow,
        one.startNs,
        one.stopNs,
        one.codec,
        one.scale,
        one.figures,
        one.score,
        reports,
        Math.max(one.atNs, atNs));
  }

  private PhoneVerdict sum(PhoneVerdict next) {
    double mine = weight();
    double share = next.weight() / (mine + next.weight());
    Map<PhoneFigure, Double> sums = new EnumMap<>(PhoneFigure.class);
    sums.putAll(figures);
    next.figures.forEach(
        (figure, value) ->
            sums.merge(
                figure,
                value,
                (before, now) ->
                    figure.adds() ? before + now : before * (1 - share) + now * share));
    ScoreMean mean = new ScoreMean();
    score.ifPresent(one -> mean.add(one, Math.round(mine)));
    next.score.filter(mean::accepts).ifPresent(one -> mean.add(one, Math.round(next.weight())));
    return new PhoneVerdict(
        origin,
        reporter,
        next.userAgent.isEmpty() ? userAgent : next.userAgent,
        relayed,
        next.scope,
        flow,
        earlier(startNs, next.startNs),
        later(stopNs, next.stopNs),
        next.codec,
        scale,
        sums,
        mean.score(),
        reports + next.reports,
        Math.max(atNs, next.atNs));
  }

  /** Seconds that it is about; of reports without times, each counts as one. */
  private double weight() {
    return startNs.isEmpty() || stopNs.isEmpty()
        ? reports
        : Math.max(1, (stopNs.getAsLong() - startNs.getAsLong()) * 1e-9);
  }

  private static OptionalLong earlier(OptionalLong one, OptionalLong other) {
    return one.isEmpty() || (other.isPresent() && other.getAsLong() < one.getAsLong())
        ? other
        : one;
  }

  private static OptionalLong later(OptionalLong one, OptionalLong other) {
    return one.isEmpty() || (other.isPresent() && other.getAsLong() > one.getAsLong())
        ? other
        : one;
  }
}
