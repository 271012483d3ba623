package org.mosexporter.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** One call, both ways: twelve intervals of 500 packets a minute. */
class NewLossTest {
  private static final long MINUTE_NS = 60_000_000_000L;
  private static final double ROOM = 17;

  private final NewLoss loss = new NewLoss();

  private static long ns(double minute) {
    return Math.round((1_000_000 + minute) * MINUTE_NS);
  }

  /** Of a minute's twelve intervals so many lose so much more than usual. */
  private void minute(int minute, int bad, double excess) {
    for (int i = 0; i < 12; i++) {
      loss.add(ns(minute + i / 12.0), i < bad ? excess : 0, 500);
    }
  }

  private void quiet(int from, int to) {
    for (int minute = from; minute < to; minute++) {
      minute(minute, 0, 0);
    }
  }

  private boolean isThere(double minute) {
    return loss.isThere(ns(minute), ROOM);
  }

  /**
   * Of 18,000 packets in three minutes, and 1,500 for nothing, 2,000 lose 5.8 points: 0.595 in the
   * mean. With 5.9 they are 0.605.
   */
  @Test
  void sixTenthsOfAPointAreNew() {
    quiet(0, 60);
    minute(60, 4, 5.8);
    quiet(61, 63);
    assertFalse(isThere(62.99));
    NewLoss more = new NewLoss();
    for (int minute = 0; minute < 63; minute++) {
      for (int i = 0; i < 12; i++) {
        more.add(ns(minute + i / 12.0), minute == 60 && i < 4 ? 5.9 : 0, 500);
      }
    }
    assertTrue(more.isThere(ns(62.99), ROOM));
  }

  /** 60 points in one interval are 1.5 in the mean, and an accident; in two they are none. */
  @Test
  void oneIntervalAloneIsAnAccident() {
    quiet(0, 60);
    minute(60, 1, 60);
    assertFalse(isThere(60.99));
    minute(61, 1, 60);
    assertTrue(isThere(61.99));
    quiet(62, 65);
    assertFalse(isThere(65));
  }

  /** 200 points count as 60: (3,000 · 60) / (1,500 + 6,000 · 53) are 0.56 points. */
  @Test
  void oneDeafCallIsNotASite() {
    quiet(0, 60);
    for (int i = 0; i < 6; i++) {
      loss.add(ns(60.5), 200, 500);
    }
    loss.add(ns(60.6), 0, 315_000);
    assertFalse(loss.isThere(ns(60.9), 0.5));
  }

  @Test
  void halfAnHourOfLearningComesFirst() {
    quiet(0, 29);
    minute(29, 12, 10);
    assertFalse(isThere(29.99));
    assertTrue(isThere(30));
  }

  /** What passed by is tolerated half an hour later, and twice as much is not. */
  @Test
  void whatHadNoConsequenceIsToleratedAndTwiceAsMuchIsNot() {
    quiet(0, 60);
    minute(60, 6, 10);
    assertTrue(isThere(60.99));
    watched(61, 80);
    minute(80, 6, 10);
    assertTrue(isThere(80.99), "it is not yet known that the first passed by");
    watched(81, 130);
    minute(130, 6, 19);
    assertFalse(isThere(130.99));
    watched(131, 180);
    minute(180, 12, 20);
    assertTrue(isThere(180.99));
  }

  /** Asked each minute, as the daemon does oftener. */
  private void watched(int from, int to) {
    for (int minute = from; minute < to; minute++) {
      quiet(minute, minute + 1);
      assertEquals(minute < from + 2 && from != 131, isThere(minute + 0.99), () -> from + " on");
    }
  }

  /** 3,000 packets of 18,000 lose 10 points, and 1,500 none: 1.538; a week later half of it. */
  @Test
  void toleranceFadesByHalfInAWeek() {
    quiet(0, 60);
    minute(60, 6, 10);
    watched(61, 100);
    double then = loss.tolerated();
    assertEquals(1.538, then, 0.001);
    boolean _ = isThere(99.99 + 7 * 24 * 60);
    assertEquals(0.769, loss.tolerated(), 0.001);
  }

  /** Those who were right once are heard again. */
  @Test
  void whatLedBelowTheTargetIsNotTolerated() {
    quiet(0, 60);
    minute(60, 6, 10);
    assertTrue(isThere(60.99));
    watched(61, 100);
    assertEquals(1.538, loss.tolerated(), 0.001);
    minute(100, 12, 40);
    loss.crossed(ns(100.99));
    watched(101, 150);
    assertEquals(0, loss.tolerated());
    minute(150, 6, 10);
    assertTrue(isThere(150.99));
  }

  /**
   * Of thirty who speak one is deaf: 1/30, and two deviations of a sample of thirty more, are 9.9 %
   * of listeners, who cannot lose more than 9.4 points of the 17 together. Of three they could.
   */
  @Test
  void thoseWhoSufferMustBeEnoughToBringTheMeanDown() {
    for (int streams : new int[] {30, 3}) {
      NewLoss of = new NewLoss();
      for (int minute = 0; minute < 65; minute++) {
        for (int i = 0; i < 6 * streams; i++) {
          boolean bad = minute >= 60 && i % streams == 0;
          of.add(ns(minute + i / (6.0 * streams)), bad ? 60 : 0, 500);
        }
      }
      assertEquals(streams == 3, of.isThere(ns(64.99), ROOM), () -> streams + " streams");
      assertTrue(of.isThere(ns(64.99), 9), "where less is needed they are enough");
      assertTrue(of.isThere(ns(64.99), Double.NaN), "nor is it known how much is needed");
    }
  }

  @Test
  void whatIsRestoredNeedsNoLearning() {
    loss.restore(0.5, ns(0));
    minute(1, 6, 10);
    assertTrue(isThere(1.99));
    NewLoss tolerant = new NewLoss();
    tolerant.restore(3, ns(0));
    for (int i = 0; i < 12; i++) {
      tolerant.add(ns(1 + i / 12.0), i < 6 ? 10 : 0, 500);
    }
    assertFalse(tolerant.isThere(ns(1.99), ROOM));
    assertEquals(3, tolerant.tolerated(), 0.01);
  }
}
