package org.mosexporter.capture;

import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.mosexporter.wire.PacketSink;

/**
 * Notices when the wall clock was set, against a clock that nobody sets. What disciplines a clock
 * slowly (at most 500 ppm) is no step.
 */
final class ClockWatch {
  private static final long LEAST_STEP_NS = 5_000_000L;

  /** One in so many of the time between two looks may be slow discipline. */
  private static final long DISCIPLINE = 1_000;

  /** Both clocks are read within this, or the difference tells nothing: the thread had to wait. */
  private static final long AT_ONCE_NS = 1_000_000L;

  private static final int TRIES = 5;

  private final InstantSource wall;
  private final LongSupplier steady;
  private long wallNs;
  private long steadyNs;

  ClockWatch(InstantSource wall, LongSupplier steady) {
    this.wall = wall;
    this.steady = steady;
    steadyNs = steady.getAsLong();
    wallNs = LiveCapture.nowNs(wall);
  }

  /** The time by the wall clock at the last look that succeeded. */
  long wallNs() {
    return wallNs;
  }

  /** Tells the sink when the clock was set since the last look. */
  void look(PacketSink sink) {
    for (int i = 0; i < TRIES; i++) {
      long beforeNs = steady.getAsLong();
      long nowNs = LiveCapture.nowNs(wall);
      long afterNs = steady.getAsLong();
      if (afterNs - beforeNs <= AT_ONCE_NS) {
        compare(sink, nowNs, afterNs);
        return;
      }
    }
  }

  private void compare(PacketSink sink, long nowNs, long afterNs) {
    long passedNs = afterNs - steadyNs;
    long stepNs = nowNs - wallNs - passedNs;
    long fromNs = wallNs;
    wallNs = nowNs;
    steadyNs = afterNs;
    if (Math.abs(stepNs) > LEAST_STEP_NS + passedNs / DISCIPLINE) {
      sink.onClockStep(fromNs, passedNs, stepNs);
    }
  }
}
