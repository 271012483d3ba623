package org.mosexporter.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class UsualLossTest {
  private static final long SECOND_NS = 1_000_000_000L;

  private final UsualLoss usual = new UsualLoss();
  private long atNs;

  private void learn(int intervals, double points, int everySeconds) {
    for (int i = 0; i < intervals; i++) {
      atNs += everySeconds * SECOND_NS;
      usual.learn(atNs, points);
    }
  }

  /** Where nothing is lost, ten times the half point that nobody hears. */
  @Test
  void sixIntervalsAreKnownAndFivePointsAreUnusual() {
    learn(5, 0, 10);
    assertFalse(usual.isKnown());
    learn(1, 0, 10);
    assertTrue(usual.isKnown());
    assertEquals(5, usual.most(), 1e-6);
  }

  /** 0 and 4 in turn: the middle is 2, the mean deviation 2, so that 22 are the most. */
  @Test
  void whatIsBurstyMayLoseMore() {
    for (int i = 0; i < 3_000; i++) {
      learn(1, i % 2 == 0 ? 0 : 4, 100);
    }
    assertEquals(22, usual.most(), 1.5);
  }

  /** One interval of 95 points counts as 1.5, a 200th of which is the middle then. */
  @Test
  void whatLiesFarOutTeachesLittle() {
    learn(400, 0, 600);
    learn(1, 95, 600);
    assertEquals(1.5 / 200, usual.state().middle(), 1e-6);
  }

  /**
   * An hour of ten points in each second teaches no more than an hour: 3,600 steps of at most 1.5
   * points times a 36,000th are 0.15 points.
   */
  @Test
  void manyCallsDoNotMakeARampUsual() {
    learn(400, 0, 10);
    learn(3_600, 10, 1);
    assertTrue(usual.state().middle() <= 0.16, () -> "it is " + usual.state().middle());
    assertTrue(usual.state().middle() >= 0.1, () -> "it is " + usual.state().middle());
  }

  /** What came late is no time that passed. */
  @Test
  void timeDoesNotPassTwice() {
    learn(400, 0, 10);
    usual.learn(atNs - 600 * SECOND_NS, 0);
    usual.learn(atNs, 10);
    assertEquals(0, usual.state().middle());
  }

  @Test
  void isRestoredAsItWas() {
    usual.restore(new Baseline.Loss(2, 3, 40));
    assertEquals(32, usual.most(), 1e-6);
    usual.restore(new Baseline.Loss(Float.NaN, 3, 40));
    usual.restore(new Baseline.Loss(2, -1, 40));
    usual.restore(new Baseline.Loss(2, Float.POSITIVE_INFINITY, 40));
    usual.restore(new Baseline.Loss(2, 3, -1));
    assertEquals(new Baseline.Loss(2, 3, 40), usual.state());
  }
}
