package org.mosexporter.stream;

import org.jspecify.annotations.Nullable;
import org.mosexporter.wire.rtcp.ReportBlockView;

/**
 * Loss as it was seen here beside loss as the receiver reports it (RFC 3550 §6.4.1): packets that
 * were missing here, and that the receiver had, were lost by the mirror.
 *
 * <p>From report to report, both are counted up to the highest number that the receiver names.
 * Where the receiver counts clearly less, the stretch is the mirror's; where it counts more, that
 * was lost behind us. Written by the tracker's thread.
 */
final class LossComparison {
  /** Packets that overtake each other at a stretch's ends count here and there. */
  private static final int TOLERANCE_PACKETS = 3;

  /** More than these are not waiting to be told at any time. */
  private static final int STRETCHES = 8;

  /** Most mirrors lose nothing, and hold no memory for it. */
  private static final long[] NONE = {};

  private long[] from = NONE;
  private long[] to = NONE;
  private int stretches;

  private boolean comparable;
  private long through = Long.MIN_VALUE;
  private long atNs;
  private long seenLost;
  private long seenDuplicates;
  private int reportedLost;

  /**
   * Takes a report that was just added to the stream's reception.
   *
   * @param follows whether it can be compared with the report before
   */
  void onReport(RtpStream stream, ReportBlockView block, boolean follows, long atNs) {
    long through = stream.numberOf((int) block.extendedHighestSequence());
    if (!stream.knowsLostThrough(through)) {
      comparable = false;
      return;
    }
    long lost = stream.lostThrough(through);
    long duplicates = stream.duplicate();
    if (comparable && follows) {
      // The receiver takes a duplicate for one packet more that arrived (§A.3).
      long hidden =
          lost
              - seenLost
              - (block.cumulativeLostPackets() - reportedLost)
              - (duplicates - seenDuplicates);
      if (hidden > TOLERANCE_PACKETS) {
        add(this.through + 1, through);
      }
    }
    comparable = true;
    this.through = through;
    this.atNs = atNs;
    seenLost = lost;
    seenDuplicates = duplicates;
    reportedLost = block.cumulativeLostPackets();
  }

  void onClockStep(long stepNs) {
    atNs += stepNs;
  }

  /** The receiver began anew, or reported what cannot be. */
  void restart() {
    comparable = false;
  }

  private void add(long first, long last) {
    if (from.length == 0) {
      from = new long[STRETCHES];
      to = new long[STRETCHES];
    }
    int latest = stretches - 1;
    if (stretches > 0 && to[latest % STRETCHES] == first - 1) {
      to[latest % STRETCHES] = last;
      return;
    }
    from[stretches % STRETCHES] = first;
    to[stretches % STRETCHES] = last;
    stretches++;
  }

  /** Whether the mirror lost packets among these numbers, or near them. */
  boolean isMirrors(long first, long last) {
    for (int i = Math.max(0, stretches - STRETCHES); i < stretches; i++) {
      if (from[i % STRETCHES] <= last && to[i % STRETCHES] >= first) {
        return true;
      }
    }
    return false;
  }

  /** Whether a report on this number is still to be expected from a receiver that reports. */
  static boolean isAwaited(@Nullable Reception reception, long number, long sinceNs) {
    LossComparison comparison = reception == null ? null : reception.comparison;
    return comparison != null && comparison.through < number && comparison.atNs >= sinceNs;
  }
}
