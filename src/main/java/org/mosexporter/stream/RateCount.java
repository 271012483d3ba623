package org.mosexporter.stream;

/**
 * A count of packets of which only a rate is told: in 256ths, rounded down, since reception began
 * (RFC 3611 §4.7.1).
 *
 * <p>A rate and the packets expected so far hold the count between two bounds. It grows as it grew
 * before, as far as the bounds let it, and never falls: their width grows with the call, and a step
 * from one 256th to the next need not be so many packets at once. The sum over a call is right to
 * within one step.
 */
final class RateCount {
  private static final double STEPS = 256;

  private double count;
  private long expected;
  private long told;

  /** Of the packets that were added last. */
  private double share;

  /**
   * Takes a rate.
   *
   * @param rate as on the wire divided by 256; 255 of these and more are "all"
   * @param expectedByNow packets since reception began
   * @return packets since the call before, at least 0
   */
  long add(double rate, long expectedByNow) {
    double steps = Math.round(rate * STEPS);
    double least = steps / STEPS * expectedByNow;
    double most = steps >= STEPS - 1 ? expectedByNow : (steps + 1) / STEPS * expectedByNow;
    double grown = Math.max(count, Math.clamp(guess(steps, expectedByNow), least, most));
    share = expectedByNow > expected ? (grown - count) / (expectedByNow - expected) : share;
    count = grown;
    expected = Math.max(expected, expectedByNow);
    long now = Math.round(count);
    long since = Math.max(0, now - told);
    told += since;
    return since;
  }

  /** From none, the middle of what the rate can mean; but of a rate of 0, nothing. */
  private double guess(double steps, long expectedByNow) {
    if (expected > 0) {
      return count + share * Math.max(0, expectedByNow - expected);
    }
    return steps == 0 ? 0 : (steps + 0.5) / STEPS * expectedByNow;
  }
}
