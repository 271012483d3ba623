package org.mosexporter.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Figures were worked out by hand. */
class TrendTest {
  /** Of ten pairs eight rise and two fall: S = 6, variance 5 · 4 · 15 / 18. */
  @Test
  void takesTheMedianOfAllSlopes() {
    Trend trend = Trend.of(new double[] {0, 1, 2, 3, 4}, new double[] {1, 3, 2, 5, 4}, 5, 1);

    assertEquals(0.875, trend.slope(), 1e-12);
    assertEquals(5 / Math.sqrt(300 / 18.0), trend.z(), 1e-12);
    assertTrue(trend.low() < 0.5 && trend.high() > 1);
  }

  /** Two that are equal take 2 · 1 · 9 from 3 · 2 · 11. */
  @Test
  void countsTies() {
    Trend trend = Trend.of(new double[] {0, 1, 2}, new double[] {1, 1, 2}, 3, 1);

    assertEquals(1 / Math.sqrt(48 / 18.0), trend.z(), 1e-12);
    assertEquals(0.5, trend.slope(), 1e-12);
  }

  @Test
  void whatNeverChangesHasNoTrend() {
    Trend trend = Trend.of(new double[] {0, 1, 2, 5}, new double[] {7, 7, 7, 7}, 4, 1);

    assertEquals(0, trend.z());
    assertEquals(0, trend.slope());
  }

  /** One outlier in eleven changes the slope of 2 by little. */
  @Test
  void anOutlierCountsAsOnePoint() {
    double[] times = new double[11];
    double[] values = new double[11];
    for (int i = 0; i < 11; i++) {
      times[i] = i;
      values[i] = 2 * i;
    }
    values[3] = 1000;

    assertEquals(2, Trend.of(times, values, 11, 1).slope(), 1e-12);
  }

  /** 0.08³; 1 − 0.9⁵ − 5 · 0.1 · 0.9⁴. */
  @Test
  void chanceIsTheTailOfABinomial() {
    assertEquals(0.000512, Binomial.atLeast(3, 3, 0.08), 1e-12);
    assertEquals(0.08146, Binomial.atLeast(2, 5, 0.1), 1e-12);
    assertEquals(1, Binomial.atLeast(0, 0, 0.1));
    assertEquals(0, Binomial.atLeast(1, 0, 0.1));
  }

  @Test
  void learnsWhatIsUsualAtAnHourAndLittleFromABadDay() {
    UsualHours usual = new UsualHours(0.1);
    for (int i = 0; i < 200; i++) {
      usual.learn(9, 5 + (i % 2 == 0 ? 1 : -1));
      usual.learn(15, 20);
    }
    assertEquals(5, usual.middle(9), 0.2);
    assertEquals(1, usual.scale(9), 0.2);
    assertEquals(20, usual.middle(15), 0.01);

    for (int i = 0; i < 10; i++) {
      usual.learn(9, 1000);
    }
    assertTrue(usual.middle(9) < 6, "" + usual.middle(9));
  }

  @Test
  void anHourThatIsNotKnownIsAsAllHoursTogether() {
    UsualHours usual = new UsualHours(0.1);
    assertTrue(!usual.isKnown());
    for (int i = 0; i < 30; i++) {
      usual.learn(9, 5);
    }
    assertTrue(usual.isKnown());
    assertEquals(5, usual.middle(100), 1e-6);
  }
}
