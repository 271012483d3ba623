package org.mosexporter.stream;

/**
 * Which packets of one stream arrived, were lost, came late or twice (RFC 3550 §A.1, §A.3).
 *
 * <p>Sequence numbers are extended to 64 bits and go on through wraps and sender restarts, so that
 * expected packets are highest − base + 1 whatever happened. The newest 128 are a bitmap. Whether a
 * packet is lost is <em>decided</em> 64 numbers behind the newest, or earlier when its interval
 * closes; runs of lost packets are counted in that order. A packet that comes after the decision
 * corrects the stream's own count of lost packets, and no closed interval.
 *
 * <p>Pure state, written by the tracker's thread; nothing here allocates.
 */
final class SequenceWindow {
  /** What {@link #extend} answers for a packet far from its neighbours: counted, not placed. */
  static final long STRAY = Long.MIN_VALUE;

  /** How far behind the newest a packet's fate is settled. */
  static final int REORDER_WINDOW = 64;

  private static final int MAX_DROPOUT = 3000; // RFC 3550 §A.1
  private static final int MAX_MISORDER = 100; // RFC 3550 §A.1
  private static final int MODULUS = 1 << 16;
  private static final int NO_SUCCESSOR = -1;

  private boolean started;
  private boolean restarted;
  private boolean resumed;
  private int highestOnWire;
  private int afterStray = NO_SUCCESSOR;
  private long highest;
  private long base;
  private long epochBase;

  /** Bit i: the packet {@code highest − i} arrived. */
  private long recent;

  /** Bit i: the packet {@code highest − 64 − i} arrived. */
  private long older;

  private long received;
  private long reordered;
  private long duplicate;

  private long decided = -1;
  private long lostDecided;
  private long runs;
  private long splitRuns;
  private boolean lastLost;
  private boolean runSplit;

  private long cutAt = -1;
  private long cutLost;
  private long cutRuns;

  /** Goes on after a packet of a stream before this one; what is missing since is missing here. */
  void resume(int newestOnWire) {
    started = true;
    resumed = true;
    highestOnWire = newestOnWire;
    recent = 1;
    base = 1;
    decided = 0;
    cutAt = 0;
  }

  /**
   * Where a packet belongs, without placing it.
   *
   * <p>A jump of {@link #MAX_DROPOUT} or more, or back by {@link #MAX_MISORDER} or more, is a
   * stray; two strays in a row are a sender that restarted, and both belong to it.
   *
   * @param sequenceNumber 0–65535
   */
  long extend(int sequenceNumber) {
    restarted = false;
    if (!started) {
      return 0;
    }
    int ahead = (sequenceNumber - highestOnWire) & (MODULUS - 1);
    if (ahead < MAX_DROPOUT || resumed) {
      return highest + ahead;
    }
    if (ahead > MODULUS - MAX_MISORDER) {
      long behind = highest + ahead - MODULUS;
      return behind >= epochBase || mayMoveBase() ? behind : STRAY;
    }
    if (sequenceNumber != afterStray) {
      afterStray = (sequenceNumber + 1) & (MODULUS - 1);
      return STRAY;
    }
    restarted = true;
    return highest + 2;
  }

  /** Whether the packet last extended is the second of a sender that restarted. */
  boolean restarted() {
    return restarted;
  }

  /** The stream began with a packet that was overtaken: the one before it is no late loss. */
  private boolean mayMoveBase() {
    return epochBase == base && decided == base - 1 && cutAt == decided;
  }

  /** Counts the packet that {@link #extend} placed. */
  void receive(long extended, int sequenceNumber) {
    afterStray = NO_SUCCESSOR;
    resumed = false;
    if (!started) {
      started = true;
      highestOnWire = sequenceNumber;
      recent = 1;
      received = 1;
    } else if (extended > highest) {
      if (restarted) {
        epochBase = highest + 1;
        highestOnWire = (sequenceNumber - 2) & (MODULUS - 1);
        received++; // the stray before it
      }
      advance(extended);
      recent |= restarted ? 0b11 : 1;
      received++;
    } else {
      receiveBehind(extended);
    }
    decideThrough(highest - REORDER_WINDOW);
  }

  private void receiveBehind(long extended) {
    int back = (int) (highest - extended);
    long bit = 1L << back; // Java shifts by the low 6 bits
    boolean inRecent = back < Long.SIZE;
    if (((inRecent ? recent : older) & bit) != 0) {
      duplicate++;
      return;
    }
    if (inRecent) {
      recent |= bit;
    } else {
      older |= bit;
    }
    received++;
    reordered++;
    if (extended < base) {
      base = extended;
      epochBase = extended;
      decided = extended - 1;
      cutAt = decided;
    }
  }

  /** Makes {@code extended} the newest number, missing until it is received. */
  void advance(long extended) {
    long by = extended - highest;
    if (by <= 0) {
      return;
    }
    if (by > REORDER_WINDOW) {
      decideThrough(Math.min(highest, extended - REORDER_WINDOW));
    }
    if (by < Long.SIZE) {
      older = older << by | recent >>> -by;
      recent <<= by;
    } else {
      older = by < 2 * Long.SIZE ? recent << (by - Long.SIZE) : 0;
      recent = 0;
    }
    highest = extended;
    highestOnWire = (int) (highestOnWire + by) & (MODULUS - 1);
  }

  /** Settles which packets up to {@code extended} are lost. */
  void decideThrough(long extended) {
    while (decided < extended) {
      long oldestBack = highest - decided - 1;
      if (oldestBack >= 2 * Long.SIZE) { // fell out of the bitmap without having arrived
        long count = Math.min(extended - decided, oldestBack - 2 * Long.SIZE + 1);
        countLost(count, startsRun() ? 1 : 0);
        lastLost = true;
        decided += count;
      } else {
        int count = (int) Math.min(extended - decided, Long.SIZE);
        decideNext((int) oldestBack, count);
      }
    }
  }

  private boolean startsRun() {
    if (lastLost) {
      return false;
    }
    if (runSplit) {
      splitRuns++;
      runSplit = false;
    }
    return true;
  }

  private void decideNext(int oldestBack, int count) {
    long arrived = // oldest in the top bit
        oldestBack < Long.SIZE
            ? recent << (Long.SIZE - 1 - oldestBack)
            : oldestBack == 2 * Long.SIZE - 1
                ? older
                : older << (2 * Long.SIZE - 1 - oldestBack)
                    | recent >>> (oldestBack - Long.SIZE + 1);
    long lost = ~arrived & (-1L << (Long.SIZE - count));
    if (lost < 0 && !lastLost && runSplit) {
      splitRuns++;
    }
    runSplit = false;
    long startsOfRuns = lost & ~(lost >>> 1 | (lastLost ? Long.MIN_VALUE : 0));
    countLost(Long.bitCount(lost), Long.bitCount(startsOfRuns));
    lastLost = (lost >>> (Long.SIZE - count) & 1) != 0;
    decided += count;
  }

  private void countLost(long count, long newRuns) {
    lostDecided += count;
    runs += newRuns;
  }

  /** Ends an interval at the last decided packet; a run of losses across the cut counts in both. */
  void cut() {
    cutAt = decided;
    cutLost = lostDecided;
    cutRuns = runs;
    runSplit = lastLost;
    lastLost = false;
  }

  /** Decided packets since the cut. */
  long expectedSinceCut() {
    return decided - cutAt;
  }

  long lostSinceCut() {
    return lostDecided - cutLost;
  }

  long runsSinceCut() {
    return runs - cutRuns;
  }

  long highest() {
    return highest;
  }

  /** The newest sequence number as its packet had it. */
  int highestOnWire() {
    return highestOnWire;
  }

  /** Whether the packet {@code extended} starts or is ahead of all before. */
  boolean isAhead(long extended) {
    return !started || extended > highest;
  }

  long expected() {
    return started ? highest - base + 1 : 0;
  }

  /** Expected less distinct received. */
  long lost() {
    return expected() - received;
  }

  long reordered() {
    return reordered;
  }

  long duplicate() {
    return duplicate;
  }

  /** Runs of lost packets that were decided. */
  long runs() {
    return runs - splitRuns;
  }

  /** Lost packets that were decided: what {@link #runs} are made of. */
  long lostDecided() {
    return lostDecided;
  }
}
