package org.mosexporter.stream;

import org.jspecify.annotations.Nullable;

/**
 * Which packets of one stream arrived, were lost, came twice or too late (RFC 3550 §A.1, §A.3).
 *
 * <p>Sequence numbers are extended to 64 bits and go on through wraps and sender restarts, so that
 * expected packets are highest − base + 1 whatever happened. The newest 128 are a bitmap. Whether a
 * packet is lost is <em>decided</em> 64 to 95 numbers behind the newest, or earlier when its
 * interval closes; runs of packets that no listener heard, lost or discarded, are counted in that
 * order. A packet that comes after the decision corrects the stream's own count of lost packets,
 * and no closed interval.
 *
 * <p>Pure state, written by the tracker's thread; nothing here allocates. {@link RtpStream} extends
 * it, by way of {@link InterarrivalJitter} and {@link Playout}, instead of holding three objects:
 * what a packet costs is mostly the cache lines that it touches.
 */
class SequenceWindow extends Fates {
  /** What {@link #extend} answers for a packet far from its neighbours: counted, not placed. */
  static final long STRAY = Long.MIN_VALUE;

  /** How far behind the newest a packet's fate may be settled. */
  static final int REORDER_WINDOW = 64;

  /** Fates are settled so many at a time. */
  private static final int AT_ONCE = 32;

  /** How far back arrivals are known. */
  private static final int REMEMBERED = 2 * Long.SIZE;

  private static final int MAX_DROPOUT = 3000; // RFC 3550 §A.1
  private static final int MAX_MISORDER = 100; // RFC 3550 §A.1
  private static final int MODULUS = 1 << 16;
  private static final int NO_SUCCESSOR = -1;

  /** A mirror's copy follows within this; a retransmission of anything comes later. */
  private static final long LATEST_COPY_NS = 50_000_000L;

  // What every packet touches stands together behind what few do: the JVM keeps this order.
  // Counts of what is rare are 32 bits, unsigned; differences between two of them are right anyway.
  private long epochBase;

  /** As {@link #recent}: it arrived, but too late to be played. */
  private long recentLate;

  /** As {@link #older}. */
  private long olderLate;

  /** Bit i: the packet {@code highest − i} arrived. */
  private long recent;

  /** Bit i: the packet {@code highest − 64 − i} arrived. */
  private long older;

  private long received;
  private long highest;
  private int highestOnWire;
  private int afterStray = NO_SUCCESSOR;
  private int reordered;
  private int duplicate;
  private @Nullable Overtaken overtaken;
  private boolean started;
  private boolean restarted;
  private boolean resumed;
  private boolean strayAgain;

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
      strayAgain = ((sequenceNumber + 1) & (MODULUS - 1)) == afterStray;
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
    return epochBase == base
        && highest - base < REORDER_WINDOW
        && decided == base - 1
        && cutAt == decided;
  }

  /**
   * Counts the packet that {@link #extend} placed.
   *
   * @return whether it is the first with its number
   */
  boolean receive(long extended, int sequenceNumber) {
    if (afterStray != NO_SUCCESSOR) {
      afterStray = NO_SUCCESSOR;
    }
    resumed = false;
    if (!started) {
      started = true;
      highestOnWire = sequenceNumber;
      recent = 1;
      received = 1;
    } else if (extended > highest) {
      if (restarted) {
        epochBase = extended - 1;
        highestOnWire = (sequenceNumber - (int) (extended - highest)) & (MODULUS - 1);
        received++; // the stray before it
      }
      advance(extended);
      recent |= restarted ? 0b11 : 1;
      received++;
    } else if (!receiveBehind(extended)) {
      return false;
    }
    if (highest - decided >= REORDER_WINDOW + AT_ONCE) {
      decideThrough(highest - REORDER_WINDOW);
    }
    return true;
  }

  /** Whether the packet with this number arrived; of older ones than the bitmap's nobody knows. */
  final boolean arrived(long extended) {
    long back = highest - extended;
    return back >= 0
        && back < REMEMBERED
        && ((back < Long.SIZE ? recent : older) >>> back & 1) != 0;
  }

  /**
   * Whether a packet that {@link #extend} has just placed is the same datagram once more, as a
   * mirror makes it of what it sees in two places, and no duplicate of the network's.
   *
   * <p>When the first arrived is known of the newest packet and of the last that was overtaken; of
   * others it is told from the newest's, packets being evenly spaced.
   *
   * @param previousNs when the packet before this one came
   * @param packetNs speech in one packet
   * @param sameDatagram whether it may be the newest packet's datagram, by its identification
   */
  final boolean isCopy(
      long extended, long atNs, long previousNs, long packetNs, boolean sameDatagram) {
    if (extended == STRAY) {
      return strayAgain && atNs - previousNs <= LATEST_COPY_NS;
    }
    if (!arrived(extended)) {
      return false;
    }
    long back = highest - extended;
    Overtaken last = overtaken;
    long newestNs = last != null && previousNs == last.atNs ? last.newestNs : previousNs;
    long firstNs = last != null && last.number == extended ? last.atNs : newestNs - back * packetNs;
    return atNs - firstNs <= LATEST_COPY_NS && (back > 0 || sameDatagram);
  }

  /** Notes when a packet came that {@link #extend} placed behind a newer one, or again. */
  final void cameBehind(long extended, long atNs, long previousNs) {
    Overtaken last = overtaken;
    if (last == null) {
      last = new Overtaken();
      overtaken = last;
    }
    if (previousNs != last.atNs) {
      last.newestNs = previousNs;
    }
    last.number = extended;
    last.atNs = atNs;
  }

  /** Counts as arrived what another place saw of the packets newer than {@code after}. */
  final int adopt(SequenceWindow other, long after) {
    int ahead = (short) (highestOnWire - other.highestOnWire);
    int adopted = 0;
    for (long number = Math.max(after, decided) + 1; number < highest; number++) {
      if (!arrived(number) && other.arrived(other.highest + ahead - (highest - number))) {
        long back = highest - number;
        if (back < Long.SIZE) {
          recent |= 1L << back;
        } else {
          older |= 1L << back;
        }
        received++;
        adopted++;
      }
    }
    return adopted;
  }

  /** The number, as counted here, of a packet near the newest. */
  final long numberOf(int onWire) {
    return highest + (short) (onWire - highestOnWire);
  }

  /** Whether {@link #lostThrough} can tell. */
  final boolean knowsLostThrough(long number) {
    return number > highest - REMEMBERED && number - highest < MAX_DROPOUT;
  }

  /** Packets lost up to a number; beyond the newest, all are. */
  final long lostThrough(long number) {
    long lost = lost() + Math.max(0, number - highest);
    for (long newer = number + 1; newer <= highest; newer++) {
      lost -= arrived(newer) ? 0 : 1;
    }
    return lost;
  }

  /** The packet just received came too late to be played. */
  void discard(long extended) {
    if (extended <= decided) {
      return; // it counts as lost already
    }
    int back = (int) (highest - extended);
    long bit = 1L << back; // Java shifts by the low 6 bits
    if (back < Long.SIZE) {
      recentLate |= bit;
    } else {
      olderLate |= bit;
    }
  }

  private boolean receiveBehind(long extended) {
    int back = (int) (highest - extended);
    long bit = 1L << back;
    boolean inRecent = back < Long.SIZE;
    if (((inRecent ? recent : older) & bit) != 0) {
      duplicate++;
      return false;
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
    return true;
  }

  /** Makes {@code extended} the newest number, missing until it is received. */
  void advance(long extended) {
    long by = extended - highest;
    if (by <= 0) {
      return;
    }
    if (extended - decided > REMEMBERED) {
      decideThrough(Math.min(highest, extended - REORDER_WINDOW));
    }
    if (by < Long.SIZE) {
      older = older << by | recent >>> -by;
      recent <<= by;
      olderLate = olderLate << by | recentLate >>> -by;
      recentLate <<= by;
    } else {
      older = by < REMEMBERED ? recent << (by - Long.SIZE) : 0;
      recent = 0;
      olderLate = by < REMEMBERED ? recentLate << (by - Long.SIZE) : 0;
      recentLate = 0;
    }
    highest = extended;
    highestOnWire = (int) (highestOnWire + by) & (MODULUS - 1);
  }

  /** Settles which packets up to {@code extended} are lost or discarded. */
  void decideThrough(long extended) {
    while (decided < extended) {
      long oldestBack = highest - decided - 1;
      if (oldestBack >= REMEMBERED) { // fell out of the bitmap without having arrived
        decideLost(Math.min(extended - decided, oldestBack - REMEMBERED + 1));
      } else {
        decideNext((int) oldestBack, (int) Math.min(extended - decided, Long.SIZE));
      }
    }
  }

  private void decideNext(int oldestBack, int count) {
    long these = -1L << (Long.SIZE - count);
    long lost = ~oldestFirst(recent, older, oldestBack) & these;
    decideNext(lost, oldestFirst(recentLate, olderLate, oldestBack) & these, count);
  }

  /** 64 bits of a bitmap of 128, that of the packet {@code oldestBack} behind the newest on top. */
  private static long oldestFirst(long recent, long older, int oldestBack) {
    if (oldestBack < Long.SIZE) {
      return recent << (Long.SIZE - 1 - oldestBack);
    }
    return oldestBack == REMEMBERED - 1
        ? older
        : older << (REMEMBERED - 1 - oldestBack) | recent >>> (oldestBack - Long.SIZE + 1);
  }

  long highest() {
    return highest;
  }

  /** The newest sequence number as its packet had it. */
  int highestOnWire() {
    return highestOnWire;
  }

  public long expected() {
    return started ? highest - base + 1 : 0;
  }

  /** Expected less distinct received. */
  public long lost() {
    return expected() - received;
  }

  public long reordered() {
    return Integer.toUnsignedLong(reordered);
  }

  public long duplicate() {
    return Integer.toUnsignedLong(duplicate);
  }

  /** Reads what the next packet will; see {@link PacketCounts#touch}. */
  final long touchSequence() {
    return decided + highest;
  }
}
