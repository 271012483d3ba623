package org.mosexporter.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterarrivalJitterTest {
  private static final long MS = 1_000_000L;
  private final InterarrivalJitter jitter = new InterarrivalJitter();

  @Test
  void isNothingForAPerfectStream() {
    jitter.anchorJitter(8000);
    for (int i = 0; i < 100; i++) {
      jitter.onSpacing(160 * i, 20 * MS * i, false, true);
      assertEquals(0, jitter.jitterNs());
    }
  }

  @Test
  void settlesOnFiveWhenEverySecondPacketIsFiveMillisecondsLate() {
    jitter.anchorJitter(8000);
    for (int i = 0; i < 400; i++) {
      jitter.onSpacing(160 * i, 20 * MS * i + i % 2 * 5L * MS, false, true);
    }
    assertEquals(5 * MS, jitter.jitterNs(), 1);
  }

  @Test
  void settlesOnOneWhenPacketsDriftByOneMillisecondEach() {
    jitter.anchorJitter(8000);
    for (int i = 0; i < 400; i++) {
      jitter.onSpacing(160 * i, 21 * MS * i, false, true);
    }
    assertEquals(MS, jitter.jitterNs(), 1);
  }

  @Test
  void movesByOneSixteenthOfTheDifference() {
    jitter.anchorJitter(8000);
    jitter.onSpacing(0, 0, false, false);
    jitter.onSpacing(160, 36 * MS, false, true); // 16 ms late
    assertEquals(MS, jitter.jitterNs(), 1e-3);
    jitter.onSpacing(320, 56 * MS, false, true); // as late: no difference
    assertEquals(0.9375 * MS, jitter.jitterNs(), 1e-3);
    assertEquals(MS, jitter.jitterMaxNs(), 1e-3);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, Integer.MAX_VALUE - 16_000, -16_000, Integer.MIN_VALUE})
  void doesNotShowWhereTheSendersClockStarts(int start) {
    InterarrivalJitter reference = new InterarrivalJitter();
    reference.anchorJitter(8000);
    jitter.anchorJitter(8000);
    for (int i = 0; i < 400; i++) {
      long at = 20 * MS * i + i * 7919 % 11 * MS;
      reference.onSpacing(160 * i, at, false, true);
      jitter.onSpacing(start + 160 * i, at, false, true);
      assertEquals(reference.jitterNs(), jitter.jitterNs(), "packet " + i);
    }
  }

  @Test
  void doesNotTakeSilenceForJitter() {
    jitter.anchorJitter(8000);
    jitter.onSpacing(0, 0, true, false);
    jitter.onSpacing(160, 20 * MS, false, true);
    jitter.onSpacing(160_000, 5000 * MS, true, true); // the sender's clock ran differently
    assertEquals(0, jitter.jitterNs());
    jitter.onSpacing(160_160, 5020 * MS, false, true);
    assertEquals(0, jitter.jitterNs());
  }

  @Test
  void takesAStallWithoutSilenceForJitter() {
    jitter.anchorJitter(8000);
    jitter.onSpacing(0, 0, false, false);
    jitter.onSpacing(160, 1620 * MS, false, true);
    assertEquals(100 * MS, jitter.jitterNs(), 1e-3);
  }

  @Test
  void estimatesNothingWithoutAClock() {
    jitter.anchorJitter(0);
    jitter.onSpacing(0, 0, false, false);
    jitter.onSpacing(160, 90 * MS, false, true);
    assertEquals(0, jitter.jitterSamples());
  }
}
