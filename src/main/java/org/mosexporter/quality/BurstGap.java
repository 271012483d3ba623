package org.mosexporter.quality;

/**
 * Bursts and gaps of one stream (RFC 3611 §4.7.2), counted as packets are decided on, in order.
 *
 * <p>A burst is a longest sequence that starts and ends with a missing packet, has at least two,
 * and has no run of Gmin received packets inside. All else is gap, isolated losses included. Both
 * ends of the stream count as Gmin received packets. (The incremental counters of Appendix A.2 are
 * not used: on short streams they disagree with the worked example of §4.7.2.)
 *
 * <p>Counts are of 32 bits: at 50 packets a second that is more than a year. Written by one thread;
 * does not allocate but for {@link #metrics}. The sum of all runs can be read at any time, so that
 * the difference between two times serves for an interval.
 */
public final class BurstGap {
  /** Received packets that end a burst (RFC 3611 §4.7.2). */
  public static final int DEFAULT_GMIN = 16;

  private final int gmin;

  private long packets;
  private int lost;
  private int discarded;
  private int runs;

  /**
   * Of the last cluster of missing packets, which may grow: first to last missing, and of these.
   */
  private int openPackets;

  private int openMissing;

  /** Received since the last missing packet. */
  private int receivedSince;

  private int bursts;
  private int burstPackets;
  private int burstMissing;

  /** Where the first closed burst began and the last one ended, in packets from the start. */
  private int firstBurstAt;

  private int lastBurstEndedAt;

  public BurstGap() {
    this(DEFAULT_GMIN);
  }

  public BurstGap(int gmin) {
    if (gmin < 1) {
      throw new IllegalArgumentException("Gmin is at least 1, not " + gmin);
    }
    this.gmin = gmin;
  }

  /** Packets that were played. */
  public void addReceived(long count) {
    packets += count;
    receivedSince += (int) count;
  }

  /** Packets in a row that never came. */
  public void addLost(long count) {
    lost += (int) count;
    addMissing(count);
  }

  /** Packets in a row that came too late for playout. */
  public void addDiscarded(long count) {
    discarded += (int) count;
    addMissing(count);
  }

  private void addMissing(long count) {
    if (count <= 0) {
      return;
    }
    if (openMissing == 0 || receivedSince > 0) {
      runs++;
    }
    if (receivedSince >= gmin) {
      close();
    }
    boolean first = openMissing == 0;
    openPackets += (first ? 0 : receivedSince) + (int) count;
    openMissing += (int) count;
    packets += count;
    receivedSince = 0;
  }

  /** Ends the open cluster before the packets received since. */
  private void close() {
    if (openMissing >= 2) {
      int end = (int) packets - receivedSince;
      firstBurstAt = bursts == 0 ? end - openPackets : firstBurstAt;
      lastBurstEndedAt = end;
      bursts++;
      burstPackets += openPackets;
      burstMissing += openMissing;
    }
    openPackets = 0;
    openMissing = 0;
  }

  /** Packets counted so far. */
  public long packets() {
    return packets;
  }

  /** Packets lost or discarded so far. */
  public long missing() {
    return Integer.toUnsignedLong(lost) + Integer.toUnsignedLong(discarded);
  }

  /** Uninterrupted sequences of missing packets so far. */
  public long runs() {
    return Integer.toUnsignedLong(runs);
  }

  /** What it was like, were the stream to end here; it may go on. */
  public BurstMetrics metrics() {
    boolean open = openMissing >= 2;
    int end = (int) packets - receivedSince;
    int openAt = end - openPackets;
    return new BurstMetrics(
        packets,
        lost,
        discarded,
        runs,
        bursts + (open ? 1 : 0),
        burstPackets + (open ? openPackets : 0),
        burstMissing + (open ? openMissing : 0),
        bursts == 0 && open ? openAt : firstBurstAt,
        open ? receivedSince : packets - lastBurstEndedAt);
  }
}
