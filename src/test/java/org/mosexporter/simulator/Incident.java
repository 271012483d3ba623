package org.mosexporter.simulator;

/**
 * When something goes wrong, and how.
 *
 * @param severity as in {@link Draw}
 * @param onsetNs since the simulation began; 0 where it was so before
 * @param rampNs how long it takes to become as bad as it gets; 0 at once
 * @param seed of where it is
 */
public record Incident(Cause cause, double severity, long onsetNs, long rampNs, long seed) {
  /** How bad it is by now, 0 to 1. */
  double level(long nowNs) {
    if (nowNs < onsetNs) {
      return 0;
    }
    return rampNs == 0 ? 1 : Math.min(1, (double) (nowNs - onsetNs) / rampNs);
  }

  /** Whether it comes slowly. */
  public boolean isGradual() {
    return rampNs > 0;
  }
}
