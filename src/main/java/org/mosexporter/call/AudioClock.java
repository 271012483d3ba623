package org.mosexporter.call;

/** Rates at which timestamps of speech tick, told from how fast they do (RFC 3551 §4.1). */
final class AudioClock {
  /** Of payload types that nobody announced; video ticks at 90 kHz, and is no matter here. */
  private static final int[] RATES_HZ = {8_000, 12_000, 16_000, 24_000, 32_000, 48_000};

  private static final double TOLERANCE = 0.05;
  private static final int MS_PER_SECOND = 1000;

  /**
   * The rate that timestamps of a stream tick at; 0 when at none of speech.
   *
   * @param ticksPerSecond as measured, 5 % right
   * @param step from packet to packet: as long as codecs make their packets
   */
  static int rateHz(double ticksPerSecond, int step) {
    for (int rateHz : RATES_HZ) {
      if (Math.abs(ticksPerSecond / rateHz - 1) <= TOLERANCE) {
        return isPacket(step, rateHz) ? rateHz : 0;
      }
    }
    return 0;
  }

  /** Whether packets of so many ticks are as long as codecs make them. */
  static boolean isPacket(int step, int rateHz) {
    int ticksPerMs = rateHz / MS_PER_SECOND;
    return step % ticksPerMs == 0 && isPacketMs(step / ticksPerMs);
  }

  /** Of frames of 10, 20 and 30 ms, what phones put together. */
  private static boolean isPacketMs(int ms) {
    return switch (ms) {
      case 10, 20, 30, 40, 60, 80, 100, 120 -> true;
      default -> false;
    };
  }

  private AudioClock() {}
}
