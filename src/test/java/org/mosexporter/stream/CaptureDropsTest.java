package org.mosexporter.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CaptureDropsTest {
  private static final long MS = 1_000_000L;
  private static final long SECOND = 1000 * MS;

  private final CaptureDrops drops = new CaptureDrops();

  @Test
  void forgetsNoStretchOfTheLastMinuteHoweverManyThereAre() {
    for (long i = 0; i < 300; i++) { // 5 per second, 150 ms apart
      drops.add(i * 200 * MS, i * 200 * MS + 50 * MS);
    }

    for (long i = 0; i < 300; i++) {
      assertTrue(drops.overlap(i * 200 * MS, i * 200 * MS + 50 * MS), "stretch " + i);
    }
    assertFalse(drops.overlap(-10 * SECOND, 0));
    assertFalse(drops.overlap(60 * SECOND, 70 * SECOND));
  }

  @Test
  void joinsTheNearestFirst() {
    for (long i = 0; i < 8; i++) { // 5 s apart in pairs that are 1 s apart
      drops.add(i * 6 * SECOND, i * 6 * SECOND + 10 * MS);
      drops.add((i * 6 + 1) * SECOND, (i * 6 + 1) * SECOND + 10 * MS);
    }
    drops.add(48 * SECOND, 48 * SECOND + 10 * MS);

    assertTrue(drops.overlap(0, MS));
    for (long i = 0; i < 8; i++) {
      assertFalse(drops.overlap((i * 6 + 2) * SECOND, (i * 6 + 5) * SECOND), "after pair " + i);
    }
  }

  @Test
  void forgetsWhatIsTooOldToMatterInsteadOfJoining() {
    for (long i = 0; i < 17; i++) {
      drops.add(i * 60 * SECOND, i * 60 * SECOND + MS);
    }

    assertFalse(drops.overlap(0, SECOND));
    for (long i = 1; i < 17; i++) {
      assertTrue(drops.overlap(i * 60 * SECOND, (i * 60 + 1) * SECOND));
      assertFalse(drops.overlap((i * 60 + 1) * SECOND, (i * 60 + 59) * SECOND));
    }
  }

  @Test
  void takesStretchesInAnyOrder() {
    Random random = new Random(20_261_126);
    for (int round = 0; round < 200; round++) {
      CaptureDrops any = new CaptureDrops();
      long[] from = random.longs(200, 0, 60 * SECOND).toArray();
      for (long each : from) {
        any.add(each, each + 30 * MS);
      }
      for (long each : from) {
        assertTrue(any.overlap(each, each + 30 * MS));
      }
    }
  }

  @Test
  void movesWithTheClock() {
    drops.add(SECOND, 2 * SECOND);
    drops.onClockStep(-5 * SECOND);

    assertEquals(
        "true false",
        drops.overlap(-4 * SECOND, -3 * SECOND) + " " + drops.overlap(SECOND, 2 * SECOND));
  }
}
