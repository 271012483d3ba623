package org.mosexporter.call;

import java.util.Comparator;
import org.mosexporter.call.CallEvents.ObservedInterval;
import org.mosexporter.call.CoveredTime.Span;
import org.mosexporter.stream.Interval;

/**
 * One interval as one witness has it, while it waits for nearer ones. Times are less all the steps
 * that the clock was set by, so that they need not be moved.
 */
final class Testimony {
  /** An interval is observed this long after its end (DESIGN §4.8). */
  private static final long AWAITED_NS = 15_000_000_000L;

  private static final int SOURCES = Source.values().length;

  static final Comparator<Testimony> BY_DEADLINE =
      Comparator.comparingLong(Testimony::deadlineNs).thenComparingLong(one -> one.serial);

  final StreamOwner owner;
  final ObservedInterval observed;
  private final boolean heard;
  private final Span span;
  private final long serial;

  /**
   * A testimony.
   *
   * @param heard whether it is of where the listener hears, and not of the way there
   */
  Testimony(
      StreamOwner owner, ObservedInterval observed, boolean heard, long shiftNs, long serial) {
    this.owner = owner;
    this.observed = observed;
    this.heard = heard;
    this.serial = serial;
    Interval interval = observed.interval();
    long fromNs = interval.startNs() - shiftNs;
    span = new Span(fromNs, fromNs + interval.durationNs());
  }

  boolean isHeard() {
    return heard;
  }

  Span span() {
    return span;
  }

  long deadlineNs() {
    return span.toNs() + AWAITED_NS;
  }

  long middleNs() {
    return span.fromNs() + span.lengthNs() / 2;
  }

  /**
   * How little it is worth: a score by the nearest, then a reason for none by who saw most, then
   * what says nothing of the listener.
   */
  int rank() {
    if (!heard) {
      return 2 * SOURCES;
    }
    int nearness =
        switch (observed.source()) {
          case XR -> 0;
          case RTCP -> 1;
          case MEASURED -> 2;
          case PHONE -> 3;
        };
    return observed.interval().score().isPresent() ? nearness : 2 * SOURCES - 1 - nearness;
  }
}
