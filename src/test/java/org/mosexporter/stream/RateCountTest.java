package org.mosexporter.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RateCountTest {
  private final RateCount count = new RateCount();

  /** RFC 3611 §4.7.1: the integer part of 256 times the share, at most 255. */
  private static double rate(long part, long whole) {
    return Math.min(255, 256 * part / whole) / 256.0;
  }

  @Test
  void nothingStaysNothing() {
    for (int i = 1; i <= 100; i++) {
      assertEquals(0, count.add(0, 500L * i));
    }
  }

  @Test
  void aSteadyRateIsTheSameInEachStretch() {
    for (int i = 1; i <= 60; i++) {
      assertEquals(15.0, (double) count.add(rate(15L * i, 500L * i), 500L * i), 1.0);
    }
  }

  /** 40 of the first 500, and none after: as good as the steps of a 256th tell. */
  @Test
  void whatIsOverIsNotCountedAgain() {
    assertEquals(40.0, (double) count.add(rate(40, 500), 500), 1.0);
    long more = 0;
    for (int i = 2; i <= 60; i++) {
      more += count.add(rate(40, 500L * i), 500L * i);
    }
    assertTrue(more <= 4, more + " more"); // a step at 1000 packets
  }

  @Test
  void allIsAll() {
    assertEquals(500.0, (double) count.add(255 / 256.0, 500), 1.0);
    assertEquals(500.0, (double) count.add(255 / 256.0, 1000), 1.0);
  }

  @Test
  void aRateThatFallsBelowWhatCanBeTakesNothingBack() {
    assertEquals(252.0, (double) count.add(0.5, 500), 2.0);
    assertEquals(0, count.add(0, 600));
    assertEquals(0, count.add(Double.NaN, 700));
  }

  /** Each call's sum is within a step of the truth, and no stretch has less than nothing. */
  @Test
  void theSumOfACallIsRightToOneStep() {
    SplittableRandom random = new SplittableRandom(7);
    for (int call = 0; call < 200; call++) {
      RateCount one = new RateCount();
      long expected = 0;
      long part = 0;
      long sum = 0;
      for (int stretch = 0; stretch < 40; stretch++) {
        long sent = random.nextInt(100, 700);
        expected += sent;
        part += random.nextInt(4) == 0 ? random.nextLong(sent / 4) : 0;
        long now = one.add(rate(part, expected), expected);
        assertTrue(now >= 0);
        sum += now;
        assertEquals((double) part, (double) sum, expected / 256.0 + 1);
      }
    }
  }
}
