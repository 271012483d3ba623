package org.mosexporter.simulator;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What somebody concludes of an office, in the simulator's own words.
 *
 * @param named worst first; none above "info" in a healthy office
 * @param cannotTell whether something is wrong, and nothing carries a name
 * @param warnedNs when it first said that the target would be crossed, since 1970
 * @param falseAlarms times that it said so and was wrong, as far as it knows of; the judge counts
 *     its own
 * @param behindShare of a stream, the share of points lost by loss and discard that arose behind
 *     the capture point, 0 to 1, and how many points there are
 */
public record Findings(
    List<Named> named,
    boolean cannotTell,
    OptionalLong warnedNs,
    int falseAlarms,
    Map<StreamKey, Split> behindShare) {
  public static final Findings NONE =
      new Findings(List.of(), false, OptionalLong.empty(), 0, Map.of());

  public Findings {
    named = List.copyOf(named);
    behindShare = Map.copyOf(behindShare);
  }

  /**
   * A cause by its label, as {@link Cause#label}.
   *
   * @param info whether it is said to be of no consequence
   */
  public record Named(String cause, Scope scope, boolean info) {}

  /** A stream as its packets show it. */
  public record StreamKey(String source, int port, int ssrc) {}

  /** Points of R lost by loss and discard, before and behind the capture point. */
  public record Split(double before, double behind) {}
}
