package org.mosexporter.simulator;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.mosexporter.simulator.office.Plan;

/**
 * An office, for how long it is watched, and what goes wrong in it: all of one seed.
 *
 * @param durationNs that is simulated
 */
public record Scenario(
    long seed, Plan plan, List<Incident> incidents, long durationNs, Range range) {
  private static final double MINUTE = 60e9;
  private static final double BASELINE = 60;
  private static final double LASTS = 40;
  private static final double HOLDS = 25;
  private static final double SHORTEST_RAMP = 20;
  private static final double LONGEST_RAMP = 360;
  private static final double DAY = 9 * 60;
  private static final double GRADUAL_SHARE = 0.5;
  private static final double CHRONIC_SHARE = 0.15;

  /** Of these one hides the other: they turn the same setting, or leave it nothing to do. */
  private static final Set<Set<Cause>> HIDING =
      Set.of(
          EnumSet.of(Cause.JITTER_BUFFER_TOO_SMALL, Cause.JITTER_BUFFER_TOO_LARGE),
          EnumSet.of(Cause.CODEC_CEILING, Cause.TRANSCODING),
          EnumSet.of(Cause.VOICE_IN_WRONG_CLASS, Cause.QUEUE_DROPS_IN_VOICE_CLASS),
          EnumSet.of(Cause.VOICE_IN_WRONG_CLASS, Cause.POLICER),
          EnumSet.of(Cause.VOICE_IN_WRONG_CLASS, Cause.REMARKED_DSCP),
          EnumSet.of(Cause.VOICE_IN_WRONG_CLASS, Cause.DSCP_NOT_SET_BY_PHONE),
          EnumSet.of(Cause.REMARKED_DSCP, Cause.DSCP_NOT_SET_BY_PHONE),
          EnumSet.of(Cause.QUEUE_DROPS_IN_VOICE_CLASS, Cause.POLICER),
          EnumSet.of(Cause.PHONE_MODEL, Cause.ONE_PHONE));

  public Scenario {
    incidents = List.copyOf(incidents);
  }

  /** With these causes; with none it is a healthy day. */
  public static Scenario of(long seed, Range range, Cause... causes) {
    SplittableRandom random = new SplittableRandom(seed);
    Needs needs = Needs.NOTHING;
    for (Cause cause : causes) {
      needs = needs.and(Needs.of(cause));
    }
    Plan plan = new Plans(random.split(), range, needs).plan();
    if (causes.length == 0) {
      double start = 8 + random.nextDouble();
      return new Scenario(seed, startingAt(plan, start), List.of(), (long) (DAY * MINUTE), range);
    }
    List<Incident> incidents = new ArrayList<>();
    for (Cause cause : causes) {
      incidents.add(incident(cause, range, random.split()));
    }
    long endNs = incidents.stream().mapToLong(Scenario::endNs).max().orElseThrow();
    return new Scenario(seed, plan, incidents, endNs, range);
  }

  private static Plan startingAt(Plan plan, double hour) {
    return new Plan(
        hour,
        plan.callsPerPhoneHour(),
        plan.server(),
        plan.networks(),
        plan.models(),
        plan.codecs(),
        plan.wan(),
        plan.trunks(),
        plan.conditions());
  }

  private static Incident incident(Cause cause, Range range, SplittableRandom random) {
    Draw draw = new Draw(random, 0);
    double severity = draw.between(0.15, 0.85);
    if (range == Range.OUTSIDE) {
      severity = draw.chance(0.3) ? draw.between(0, 0.15) : draw.between(0.85, 1.15);
    }
    boolean gradual = cause.mayRamp() && draw.chance(GRADUAL_SHARE);
    boolean chronic = !gradual && draw.chance(CHRONIC_SHARE);
    double onset = chronic ? 0 : BASELINE * draw.between(0.9, 1.1);
    double ramp = gradual ? draw.byRatio(SHORTEST_RAMP, LONGEST_RAMP) : 0;
    return new Incident(
        cause, severity, (long) (onset * MINUTE), (long) (ramp * MINUTE), random.nextLong());
  }

  private static long endNs(Incident incident) {
    double after = incident.isGradual() ? HOLDS : incident.onsetNs() == 0 ? 70 : LASTS;
    return incident.onsetNs() + incident.rampNs() + (long) (after * MINUTE);
  }

  /** The same office for as long, with nothing but this wrong in it. */
  Scenario only(Incident incident) {
    return new Scenario(seed, plan, List.of(incident), durationNs, range);
  }

  /** Whether one office can have both, and both can be felt. */
  public static boolean agree(Cause one, Cause other) {
    return one != other
        && Needs.of(one).agreesWith(Needs.of(other))
        && !HIDING.contains(EnumSet.of(one, other));
  }
}
