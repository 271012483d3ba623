package org.mosexporter.call;

import org.mosexporter.config.Table;
import org.mosexporter.wire.link.Datagram;
import org.mosexporter.wire.rtp.RtpView;

/**
 * Flows of which one packet was seen that RTP may look like: 4,096 places of 34 octets. A flow's
 * hash says which eight may be its own; the latest comer takes the oldest one's, but nobody's whose
 * next packet may be on its way. So packets that only begin like RTP, each with another "SSRC",
 * cost no memory and displace nobody whose second packet has come.
 */
final class Newcomers {
  static final int PLACES = Table.NEWCOMERS.entries();

  static final int NONE = -1;

  private static final int WAYS = 8;
  private static final int SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(PLACES / WAYS);

  /** Sequence numbers between packets that changed places, or between which some were lost. */
  private static final int FARTHEST = 100;

  private static final long LONGEST_SILENCE_NS = 1_000_000_000L;

  /** Three packets of 20 ms, and some. */
  private static final long TENURE_NS = 65_000_000L;

  final long[] atNs = new long[PLACES];
  final int[] timestamp = new int[PLACES];
  final int[] payloadBytes = new int[PLACES];
  final int[] event = new int[PLACES];
  final short[] sequence = new short[PLACES];
  final byte[] payloadType = new byte[PLACES];
  final byte[] dscp = new byte[PLACES];
  final boolean[] marker = new boolean[PLACES];
  private final long[] hash = new long[PLACES];
  private final boolean[] taken = new boolean[PLACES];
  private int held;

  /** Flows that had no place, or not any more. */
  private long evictions;

  /** Where a packet of the same flow waits that this one follows; {@link #NONE} when nowhere. */
  int continuedBy(long flowHash, Datagram datagram, RtpView rtp) {
    int place = find(flowHash);
    return place != NONE
            && follows(atNs[place], sequence[place], timestamp[place], datagram.atNs(), rtp)
        ? place
        : NONE;
  }

  private int find(long flowHash) {
    int first = first(flowHash);
    for (int place = first; place < first + WAYS; place++) {
      if (taken[place] && hash[place] == flowHash) {
        return place;
      }
    }
    return NONE;
  }

  private static int first(long flowHash) {
    return (int) (flowHash >>> SHIFT) * WAYS;
  }

  /** Whether a packet may come after another in an RTP stream; or be the same once more. */
  static boolean follows(
      long beforeNs, short before, int beforeTimestamp, long nowNs, RtpView now) {
    int ahead = (short) (now.sequenceNumber() - before);
    return nowNs - beforeNs <= LONGEST_SILENCE_NS
        && ahead <= FARTHEST
        && ahead >= -FARTHEST
        && (ahead != 0 || now.timestamp() == beforeTimestamp);
  }

  /**
   * Remembers a flow's latest packet, if there is a place for it; the packets that are forgotten
   * for it, none or one, which is the packet itself where there is no place.
   */
  int remember(long flowHash, Datagram datagram, RtpView rtp) {
    int own = find(flowHash);
    int place = own == NONE ? oldest(flowHash) : own;
    if (own == NONE && isKept(place, datagram.atNs())) {
      evictions++;
      return 1;
    }
    int forgotten = taken[place] ? 1 : 0;
    evictions += own == NONE ? forgotten : 0;
    held += 1 - forgotten;
    taken[place] = true;
    hash[place] = flowHash;
    atNs[place] = datagram.atNs();
    timestamp[place] = rtp.timestamp();
    payloadBytes[place] = rtp.payloadBytes();
    event[place] = RecentPackets.event(datagram, rtp);
    sequence[place] = (short) rtp.sequenceNumber();
    payloadType[place] = (byte) rtp.payloadType();
    dscp[place] = (byte) datagram.dscp();
    marker[place] = rtp.marker();
    return forgotten;
  }

  private int oldest(long flowHash) {
    int first = first(flowHash);
    int oldest = first;
    for (int place = first; place < first + WAYS; place++) {
      if (!taken[place]) {
        return place;
      }
      oldest = atNs[place] < atNs[oldest] ? place : oldest;
    }
    return oldest;
  }

  /** Whether the place is not to be given to another; the clock may have been set back. */
  private boolean isKept(int place, long nowNs) {
    long heldNs = nowNs - atNs[place];
    return taken[place] && heldNs >= 0 && heldNs < TENURE_NS;
  }

  /** The flow has a candidate of its own now. */
  void leave(int place) {
    taken[place] = false;
    held--;
  }

  /** Forgets everything; how many packets that were. */
  int clear() {
    int forgotten = 0;
    for (int place = 0; place < PLACES; place++) {
      forgotten += taken[place] ? 1 : 0;
      taken[place] = false;
    }
    held = 0;
    return forgotten;
  }

  void gauge(Table.Gauge gauge) {
    gauge.show(Table.NEWCOMERS, held, evictions);
  }
}
