package org.mosexporter.simulator.office;

/**
 * A jitter buffer at work. A packet that comes later than its time is discarded; after three in a
 * row, or when it holds more than it can, it begins anew. An adaptive one grows to the lateness it
 * meets and 10 ms more, shrinks by half a millisecond a second, and follows a clock that drifts by
 * up to 1 ms a second.
 */
final class Playout {
  private static final int LATE_IN_A_ROW = 3;
  private static final double SHRINKS_MS_PER_S = 0.5;
  private static final double MARGIN_MS = 10;
  private static final double FOLLOWS_MS_PER_S = 1;
  private static final double PACKETS_PER_S = 50;

  private Buffer buffer;
  private double depthMs;
  private double quickestMs = Double.NaN;
  private int late;

  Playout(Buffer buffer) {
    this.buffer = buffer;
    depthMs = buffer.nominalMs();
  }

  void become(Buffer other) {
    if (!other.equals(buffer)) {
      buffer = other;
      depthMs = other.nominalMs();
    }
  }

  /**
   * A packet comes.
   *
   * @param transitMs arrival less time of speech, with any offset, by the listener's clock
   * @return how long it waits, in ms; negative when it is discarded
   */
  double onPacket(double transitMs) {
    if (Double.isNaN(quickestMs)) {
      quickestMs = transitMs;
    }
    return buffer.adaptive() ? adaptive(transitMs) : fixed(transitMs);
  }

  private double fixed(double transitMs) {
    double waitsMs = quickestMs + depthMs - transitMs;
    if (waitsMs > buffer.mostMs()) {
      quickestMs = transitMs;
      return -1;
    }
    if (waitsMs < 0) {
      if (++late == LATE_IN_A_ROW) {
        late = 0;
        quickestMs = transitMs;
      }
      return -1;
    }
    late = 0;
    return waitsMs;
  }

  private double adaptive(double transitMs) {
    quickestMs = Math.min(transitMs, quickestMs + FOLLOWS_MS_PER_S / PACKETS_PER_S);
    double lateMs = transitMs - quickestMs;
    if (lateMs > depthMs) {
      depthMs = Math.min(buffer.mostMs(), lateMs + MARGIN_MS);
      if (++late == LATE_IN_A_ROW) {
        late = 0;
        quickestMs = transitMs - Math.min(lateMs, depthMs);
      }
      return -1;
    }
    late = 0;
    double least = Math.max(buffer.nominalMs(), Math.min(buffer.mostMs(), 1.2 * lateMs));
    depthMs = Math.max(least, depthMs - SHRINKS_MS_PER_S / PACKETS_PER_S);
    return depthMs - lateMs;
  }

  double depthMs() {
    return depthMs;
  }

  Buffer buffer() {
    return buffer;
  }
}
