package org.mosexporter.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ClockSkewTest {
  private static final long SECOND_NS = 1_000_000_000L;

  @Test
  void aMinuteOfMediaThatTookSixtyMillisecondsMoreIsAThousandMillionths() {
    assertEquals(1000, ClockSkew.ppm(480_000, 8_000, 60_060_000_000L).orElseThrow(), 1e-6);
    assertEquals(-1000, ClockSkew.ppm(480_000, 8_000, 59_940_000_000L).orElseThrow(), 1e-6);
  }

  @Test
  void timestampsThatWrapDoNotMatter() {
    int first = Integer.MAX_VALUE - 100;
    int last = first + 60 * 48_000;
    assertEquals(0, ClockSkew.ppm(last - first, 48_000, 60 * SECOND_NS).orElseThrow(), 1e-6);
  }

  @Test
  void littleMediaAndLeapsTellNothing() {
    assertTrue(ClockSkew.ppm(19 * 8_000, 8_000, 19 * SECOND_NS).isEmpty());
    assertTrue(ClockSkew.ppm(60 * 8_000, 8_000, 70 * SECOND_NS).isEmpty());
    assertTrue(ClockSkew.ppm(60 * 8_000, 0, 60 * SECOND_NS).isEmpty());
    assertTrue(ClockSkew.ppm(-60 * 8_000, 8_000, 60 * SECOND_NS).isEmpty());
  }
}
