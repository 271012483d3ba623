package org.mosexporter.call;

/** Rates at which timestamps of speech tick, told from how fast they do (RFC 3551 §4.1). */
final class AudioClock {
  /** Of payload types that nobody announced; video ticks at 90 kHz, and is no matter here. */
  private static final int[] RATES_HZ = {8_000, 12_000, 16_000, 24_000, 32_000, 48_000};

  private static final double TOLERANCE = 0.05;
  private static final int STEP_MS = 5;
  private static final int LONGEST_MS = 120;
  private static final int MS_PER_SECOND = 1000;

  /**
   * The rate that timestamps of a stream tick at; 0 when at none of speech.
   *
   * @param ticksPerSecond as measured, 5 % right
   * @param step from packet to packet: 5 to 120 ms, in steps of 5 as codecs have them
   */
  static int rateHz(double ticksPerSecond, int step) {
    for (int rateHz : RATES_HZ) {
      if (Math.abs(ticksPerSecond / rateHz - 1) <= TOLERANCE) {
        int unit = rateHz * STEP_MS / MS_PER_SECOND;
        return step % unit == 0 && step <= rateHz / MS_PER_SECOND * LONGEST_MS ? rateHz : 0;
      }
    }
    return 0;
  }

  private AudioClock() {}
}
