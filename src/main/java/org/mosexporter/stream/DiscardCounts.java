package org.mosexporter.stream;

import org.mosexporter.wire.rtcp.XrBlock.DiscardCount;

/** Packets that a receiver says it discarded, early or late (RFC 7002), from report to report. */
final class DiscardCounts {
  private boolean told;
  private long packets;
  private long earlyBefore;
  private long lateBefore;
  private long bothBefore;

  /** A report begins. */
  void begin() {
    told = false;
    packets = 0;
  }

  /** Duplicates are no speech that anybody missed. */
  void take(DiscardCount count) {
    if (count.packets().isEmpty() || count.why() == DiscardCount.Discarded.DUPLICATE) {
      return;
    }
    long now = count.packets().getAsLong();
    told = true;
    packets += count.cumulative() ? Math.max(0, now - before(count, now)) : now;
  }

  private long before(DiscardCount count, long now) {
    long before =
        switch (count.why()) {
          case EARLY -> earlyBefore;
          case LATE -> lateBefore;
          case EARLY_AND_LATE -> bothBefore;
          case DUPLICATE -> now;
        };
    switch (count.why()) {
      case EARLY -> earlyBefore = now;
      case LATE -> lateBefore = now;
      case EARLY_AND_LATE -> bothBefore = now;
      case DUPLICATE -> {}
    }
    return before;
  }

  /** Whether the report that is being read counts them. */
  boolean areTold() {
    return told;
  }

  /** Since the report before. */
  long packets() {
    return packets;
  }
}
