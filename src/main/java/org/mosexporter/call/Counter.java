package org.mosexporter.call;

import java.util.concurrent.atomic.AtomicLong;

/** A count with one writer, the tracker's thread, and readers that may lag behind a little. */
final class Counter {
  private final AtomicLong value = new AtomicLong();

  void add(long increment) {
    value.setOpaque(value.getPlain() + increment);
  }

  /** For gauges, and for counts that another table keeps. */
  void set(long now) {
    value.setOpaque(now);
  }

  long read() {
    return value.getOpaque();
  }
}
