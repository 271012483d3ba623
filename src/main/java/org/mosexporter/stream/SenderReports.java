package org.mosexporter.stream;

import org.jspecify.annotations.Nullable;
import org.mosexporter.config.Table;

/**
 * When sender reports passed the capture point, so that a block that answers one gives a round trip
 * (RFC 3550 §6.4.1, seen from between the two): (answer − report) − the time the answerer held it.
 *
 * <p>A cache of four ways, like a processor's: a sender that finds its set full takes the place of
 * the one that was silent longest. That costs a round trip and no memory. The last five reports of
 * each sender are kept.
 */
final class SenderReports {
  private static final int WAYS = 4;
  private static final int KEPT = 5;
  private static final long UNKNOWN = -1;
  private static final long LARGEST_ROUND_TRIP_NS = 10_000_000_000L;

  /** Clocks tick in steps, so an answer may seem to be slightly early; that is 0. */
  private static final long LARGEST_EARLINESS_NS = 1_000_000L;

  private static final int MIX = 0x9E37_79B9;

  private final @Nullable Sender[] senders;
  private final int seed;
  private final int shift;
  private int size;
  private long evictions;

  /** One SSRC on one pair of addresses, and its last reports. */
  private static final class Sender {
    int ssrc;
    long sourceHigh;
    long sourceLow;
    long destinationHigh;
    long destinationLow;
    long lastNs;
    int next;
    final int[] middleNtp = new int[KEPT];
    final long[] atNs = new long[KEPT];
    int count;

    int find(int middle) {
      for (int i = 0; i < count; i++) {
        if (middleNtp[i] == middle) {
          return i;
        }
      }
      return -1;
    }
  }

  SenderReports(int capacity, long seed) {
    int sets = Integer.highestOneBit(Math.max(4, capacity) - 1) * 2 / WAYS;
    senders = new Sender[Math.max(2, sets) * WAYS];
    shift = 1 + Integer.numberOfLeadingZeros(Math.max(2, sets));
    this.seed = (int) seed;
  }

  /** Tells how two of them stand together. */
  static void gauge(Table.Gauge gauge, SenderReports one, SenderReports other) {
    gauge.show(Table.SENDER_REPORTS, one.size + other.size, one.evictions + other.evictions);
  }

  private int set(int ssrc) {
    return (((ssrc ^ seed) * MIX) >>> shift) * WAYS;
  }

  /** Remembers a report; one that is seen a second time keeps the time of the first. */
  void add(
      int ssrc,
      int middleNtp,
      long sourceHigh,
      long sourceLow,
      long destinationHigh,
      long destinationLow,
      long atNs) {
    Sender sender = sender(ssrc, sourceHigh, sourceLow, destinationHigh, destinationLow);
    sender.lastNs = atNs;
    if (sender.find(middleNtp) < 0) {
      sender.middleNtp[sender.next] = middleNtp;
      sender.atNs[sender.next] = atNs;
      sender.next = (sender.next + 1) % KEPT;
      sender.count = Math.min(KEPT, sender.count + 1);
    }
  }

  /** Forgets all reports, and no sender. */
  void forget() {
    for (Sender sender : senders) {
      if (sender != null) {
        sender.count = 0;
        sender.next = 0;
      }
    }
  }

  private Sender sender(
      int ssrc, long sourceHigh, long sourceLow, long destinationHigh, long destinationLow) {
    int set = set(ssrc);
    int oldest = set;
    long oldestNs = Long.MAX_VALUE;
    for (int way = set; way < set + WAYS; way++) {
      Sender sender = senders[way];
      if (sender != null
          && sender.ssrc == ssrc
          && sender.sourceLow == sourceLow
          && sender.destinationLow == destinationLow
          && sender.sourceHigh == sourceHigh
          && sender.destinationHigh == destinationHigh) {
        return sender;
      }
      long lastNs = sender == null ? Long.MIN_VALUE : sender.lastNs;
      if (lastNs < oldestNs) {
        oldest = way;
        oldestNs = lastNs;
      }
    }
    Sender replaced = senders[oldest];
    size += replaced == null ? 1 : 0;
    evictions += replaced == null ? 0 : 1;
    Sender sender = replaced == null ? new Sender() : replaced;
    senders[oldest] = sender;
    return claim(sender, ssrc, sourceHigh, sourceLow, destinationHigh, destinationLow);
  }

  private static Sender claim(
      Sender sender,
      int ssrc,
      long sourceHigh,
      long sourceLow,
      long destinationHigh,
      long destinationLow) {
    sender.ssrc = ssrc;
    sender.sourceHigh = sourceHigh;
    sender.sourceLow = sourceLow;
    sender.destinationHigh = destinationHigh;
    sender.destinationLow = destinationLow;
    sender.count = 0;
    sender.next = 0;
    return sender;
  }

  /**
   * Between the capture point and who answers, in nanoseconds; −1 when no report fits.
   *
   * <p>The answer goes the other way between the same addresses; behind NAT one of them may do.
   *
   * @param lastSenderReport as in the block; 0 answers nothing
   */
  long roundTripNs(
      int ssrc,
      int lastSenderReport,
      long delayNs,
      long sourceHigh,
      long sourceLow,
      long destinationHigh,
      long destinationLow,
      long atNs) {
    long earliestNs = UNKNOWN;
    int bestMatches = 0;
    int set = set(ssrc);
    for (int way = set; lastSenderReport != 0 && way < set + WAYS; way++) {
      Sender sender = senders[way];
      int at = sender == null || sender.ssrc != ssrc ? -1 : sender.find(lastSenderReport);
      if (sender != null && at >= 0) {
        int matches =
            (sender.sourceLow == destinationLow && sender.sourceHigh == destinationHigh ? 1 : 0)
                + (sender.destinationLow == sourceLow && sender.destinationHigh == sourceHigh
                    ? 1
                    : 0);
        boolean better =
            matches > bestMatches
                || (matches == bestMatches && matches > 0 && sender.atNs[at] < earliestNs);
        if (better) {
          bestMatches = matches;
          earliestNs = sender.atNs[at];
        }
      }
    }
    return bestMatches == 0 ? UNKNOWN : clamp(atNs - earliestNs - delayNs);
  }

  private static long clamp(long roundTripNs) {
    if (roundTripNs < -LARGEST_EARLINESS_NS || roundTripNs > LARGEST_ROUND_TRIP_NS) {
      return UNKNOWN;
    }
    return Math.max(0, roundTripNs);
  }
}
