package org.mosexporter.simulator.office;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PlayoutTest {
  @Test
  void aFixedBufferWaitsUntilItsTime() {
    Playout playout = new Playout(Buffer.fixed(20));
    assertEquals(20, playout.onPacket(5));
    assertEquals(12, playout.onPacket(13));
    assertEquals(0, playout.onPacket(25));
    assertEquals(-1, playout.onPacket(26));
    assertEquals(23, playout.onPacket(2));
  }

  @Test
  void itBeginsAnewAfterThreeLatePacketsInARow() {
    Playout playout = new Playout(Buffer.fixed(20));
    assertEquals(20, playout.onPacket(0));
    for (int i = 0; i < 3; i++) {
      assertEquals(-1, playout.onPacket(50));
    }
    assertEquals(20, playout.onPacket(50));
  }

  @Test
  void itHoldsNoMoreThanItCan() {
    Playout playout = new Playout(new Buffer(false, 20, 60));
    assertEquals(20, playout.onPacket(100));
    assertEquals(60, playout.onPacket(60));
    assertEquals(-1, playout.onPacket(59));
    assertEquals(20, playout.onPacket(59));
  }

  /** Uniform jitter of 60 ms: a fixed buffer is late again and again until it has moved. */
  @Test
  void anAdaptiveBufferGrowsToTheJitter() {
    SplittableRandom random = new SplittableRandom(1);
    Playout fixed = new Playout(Buffer.fixed(20));
    Playout adaptive = new Playout(Buffer.adaptive(20, 200));
    int fixedLate = 0;
    int adaptiveLate = 0;
    for (int i = 0; i < 5_000; i++) {
      double transit = 60 * random.nextDouble();
      fixedLate += fixed.onPacket(transit) < 0 ? 1 : 0;
      adaptiveLate += adaptive.onPacket(transit) < 0 ? 1 : 0;
    }
    assertTrue(fixedLate > 300, "late " + fixedLate);
    assertTrue(adaptiveLate < 100, "late " + adaptiveLate);
    assertTrue(adaptive.depthMs() > 50 && adaptive.depthMs() < 75);
  }

  /** A clock that is 1 % slow empties 20 ms in 100 packets: three are late, then it begins anew. */
  @Test
  void aSkewedClockEmptiesTheBuffer() {
    Playout playout = new Playout(Buffer.fixed(20));
    int late = 0;
    for (int i = 0; i < 10_000; i++) {
      late += playout.onPacket(i * 0.2) < 0 ? 1 : 0;
    }
    assertEquals(10_000 * 3.0 / 103, late, 10);
  }
}
