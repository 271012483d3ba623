package org.mosexporter.call;

/**
 * The full seconds of packet time, at which time alone brings something about.
 *
 * <p>A silent stretch is walked through second by second while streams may still end in it, then by
 * the minute, and at once when nothing is left that could end: which seconds are visited depends on
 * the packets only, not on who asks.
 */
final class Seconds {
  static final long NONE = Long.MAX_VALUE;

  private static final long SECOND_NS = 1_000_000_000L;
  private static final long FINE_NS = 240 * SECOND_NS;
  private static final long COARSE_STEP_NS = 60 * SECOND_NS;

  /** Packets this far behind mean that the clock was set back, or another file begins. */
  private static final long SET_BACK_NS = 10 * SECOND_NS;

  private boolean started;
  private long turnNs = Long.MIN_VALUE;
  private long latestNs;

  /** Whether {@link #next} has anything to say at this time. */
  boolean isTurn(long nowNs) {
    return nowNs >= turnNs || nowNs < turnNs - SET_BACK_NS;
  }

  /** Notes the time of a packet, after the seconds before it were visited. */
  void onPacket(long atNs) {
    latestNs = Math.max(latestNs, atNs);
  }

  /** The clock was set: the seconds go on from there. */
  void onClockStep(long stepNs) {
    if (started) {
      turnNs = Math.floorDiv(turnNs + stepNs, SECOND_NS) * SECOND_NS;
      latestNs += stepNs;
    }
  }

  /** Time of the latest packet. */
  long latestNs() {
    return latestNs;
  }

  /**
   * The next second to visit; {@link #NONE} when all up to now were.
   *
   * @param quiet nothing is left that time could end
   */
  long next(long nowNs, boolean quiet) {
    long floorNs = nowNs - Math.floorMod(nowNs, SECOND_NS);
    if (!started || nowNs < turnNs - SET_BACK_NS) {
      started = true;
      turnNs = floorNs + SECOND_NS;
      latestNs = nowNs;
      return NONE;
    }
    if (nowNs < turnNs) {
      return NONE;
    }
    if (quiet) {
      turnNs = floorNs;
    }
    long second = turnNs;
    boolean coarse = second - latestNs > FINE_NS && floorNs - second > COARSE_STEP_NS;
    turnNs += coarse ? COARSE_STEP_NS : SECOND_NS;
    return second;
  }
}
