package org.mosexporter.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mosexporter.config.IpAddress;
import org.mosexporter.stream.StreamSummary;

class PathSplitTest {
  private static final IpAddress PHONE = IpAddress.parse("10.1.20.7");
  private static final IpAddress FAR = IpAddress.parse("203.0.113.2");

  private static Heard heard(double loss, double discard) {
    return new Heard(PHONE, FAR, "G.711", 0).interval(Heard.points(0, loss, discard), 0.01);
  }

  private static PathSplit split(Heard seen, Heard told) {
    return PathSplit.of(seen.reportedAs(told, 9)).orElseThrow();
  }

  @Test
  void whatIsMissingHereWasLostBefore() {
    assertEquals(new PathSplit(7, 0), split(heard(5, 2), heard(5, 2)));
  }

  @Test
  void whatTheReceiverMissesBeyondThatWasLostBehind() {
    assertEquals(new PathSplit(0, 12), split(heard(0, 0), heard(9, 3)));
    assertEquals(new PathSplit(5, 7), split(heard(5, 0), heard(9, 3)));
  }

  /**
   * A receiver that misses less than we do: the rest is the mirror's, or our own supposed buffer's.
   */
  @Test
  void nobodyLosesMoreThanItsReceiverMisses() {
    assertEquals(new PathSplit(4, 0), split(heard(10, 0), heard(4, 0)));
  }

  /** Both lack nine packets, and counted them in stretches of time of their own. */
  @Test
  void nothingIsLostBehindWhereNoMoreIsMissing() {
    assertEquals(new PathSplit(12, 0), split(heard(4, 3).lacks(9), heard(9, 3)));
    assertEquals(new PathSplit(11, 1), split(heard(4, 3).lacks(8), heard(9, 3)));
    assertEquals(new PathSplit(9, 3), split(heard(4, 0).lacks(9), heard(9, 3)));
  }

  /** Our ring lost 100 of what came to us; the receiver lacks nine, and none of them before us. */
  @Test
  void whatOurRingLostIsNotLostBefore() {
    assertEquals(new PathSplit(0, 12), split(heard(0, 0).lacks(100).ofThese(100), heard(9, 3)));
    assertEquals(new PathSplit(4, 8), split(heard(4, 0).lacks(104).ofThese(103), heard(9, 3)));
  }

  @Test
  void withoutReportsNothingIsSplit() {
    assertTrue(PathSplit.of(heard(5, 2).measured()).isEmpty());
  }

  /** Whatever was lost where, both parts are what the receiver lost in all, and none is below 0. */
  @Test
  void thePartsAddUp() {
    Random random = new Random(7);
    for (int i = 0; i < 1_000; i++) {
      double loss = 40 * random.nextDouble();
      double discard = 20 * random.nextDouble();
      StreamSummary stream =
          heard(40 * random.nextDouble(), 20 * random.nextDouble())
              .reportedAs(heard(loss, discard), 9);
      PathSplit split = PathSplit.of(stream, random.nextDouble() / 10).orElseThrow();
      assertEquals(loss + discard, split.beforeR() + split.behindR(), 1e-9);
      assertTrue(split.beforeR() >= 0 && split.behindR() >= 0, split::toString);
    }
  }
}
