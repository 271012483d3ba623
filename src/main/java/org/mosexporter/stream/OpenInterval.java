package org.mosexporter.stream;

import org.jspecify.annotations.Nullable;

/**
 * The intervals of a stream that are not closed: the current one, and the one before it while
 * packets that were overtaken may still belong to it.
 */
final class OpenInterval {
  /** Start of the oldest interval that is open. */
  IntervalMark from = new IntervalMark();

  /** Its end, once packets beyond it have been seen: then it is to be closed soon. */
  @Nullable IntervalMark to;

  /** Last sequence number of the pending interval. */
  long pendingCut;

  /** Silence in the current interval without missing packets. */
  long gapNs;

  boolean codecChanged;
  boolean clockStepped;
}
