package org.mosexporter.stream;

/**
 * The jitter buffer of whoever listens to a stream, emulated on arrival times and RTP timestamps: a
 * packet that comes after the instant at which it would be played is discarded.
 *
 * <p>A packet's transit is its arrival less its media time, both since the buffer's start. It is
 * late when its transit is above base + depth. The fixed buffer's base is the transit of a talk
 * spurt's first packet, moved each 10 s by what the sender's clock gained; its depth is nominal.
 * The adaptive buffer's base is the least transit of the last 250 to 500 packets, and its depth the
 * 95th percentile of what these lie above it, found anew at each talk spurt and each 10 s. The
 * rules are spelled out, and tested packet by packet, in {@code ReferencePlayout} of the tests; why
 * they are as they are is in docs/decisions/0020-playout.md.
 *
 * <p>Pure state, written by the tracker's thread. Nothing here allocates after the first packet.
 * All is integer arithmetic: the same packets give the same discards on every machine.
 */
class Playout extends InterarrivalJitter {
  /** What {@link #judge} answers for a packet that is discarded. */
  static final long LATE = -1;

  private static final long NS_PER_SECOND = 1_000_000_000L;
  private static final int NS_PER_US = 1_000;

  /** A transit that changes by more is another clock, not delay. */
  private static final long LEAP_NS = 2 * NS_PER_SECOND;

  private static final int PERIOD_SECONDS = 10;
  private static final int BLOCK = 250;

  /** As many of a block's transits can lie above the 95th percentile of two blocks, and it. */
  private static final int LARGEST = 2 * BLOCK / 20 + 1;

  private static final int RAISING_ROW = 3;
  private static final int LOST_ROW = 50;
  private static final int UNKNOWN_STEP = Integer.MAX_VALUE;
  private static final int[] NONE = {};

  private long startNumber;
  private long rowWorstNs;

  /** Fixed: least transits of the first period and of the current one. */
  private long firstLeastNs;

  private long periodLeastNs;

  private long startArrivalNs;
  private long newestUnits;
  private long newestTransitNs;
  private long anchorUnits;
  private long baseNs;
  private long depthNs;

  private int newestTimestamp;
  private int lastStepUnits = UNKNOWN_STEP;
  private int lateRow;

  /** Adaptive: the least transits of this block and the one before. */
  private int leastUs;

  private int leastBeforeUs;

  /** Adaptive: transits up to this one are not among the largest of this block. */
  private int unremarkableUs;

  /** Adaptive: entries of this block and the one before. */
  private short entries;

  private short entriesBefore;
  private byte largestAt;
  private boolean begun;
  private boolean firstPeriod;

  /** Adaptive: the largest transits of both blocks in µs, each ascending from where it begins. */
  private int[] largestUs = NONE;

  private final BufferDepth buffer;

  Playout(BufferDepth buffer) {
    this.buffer = buffer;
  }

  /** Whether packets can be judged. */
  final boolean judges() {
    return buffer.emulated() && clockRateHz() > 0;
  }

  final BufferDepth bufferDepth() {
    return buffer;
  }

  /** The next packet starts the buffer anew. */
  final void restartPlayout() {
    begun = false;
  }

  /**
   * The timestamps to come have this rate: buffer and jitter start anew.
   *
   * @param hz 0 when unknown: then nothing can be judged
   */
  final void startClock(int hz) {
    anchorJitter(hz);
    begun = false;
  }

  /**
   * Judges one packet of speech, the first of its number.
   *
   * @param number its extended sequence number
   * @param ahead whether the number is above all before
   * @param consecutive whether it is above by just one
   * @return how long it waits in the buffer, ns; {@link #LATE} when it is discarded
   */
  final long judge(
      long number,
      boolean ahead,
      boolean consecutive,
      boolean marker,
      int timestamp,
      long arrivalNs) {
    if (!begun) {
      begin(number, timestamp, arrivalNs);
      return verdict(number, 0, true, timestamp, arrivalNs);
    }
    int step = timestamp - newestTimestamp;
    long units = newestUnits + step;
    long transitNs = arrivalNs - startArrivalNs - mediaNs(units);
    if (!ahead) {
      if (number >= startNumber) {
        enter(transitNs);
      }
      return verdict(number, transitNs, false, timestamp, arrivalNs);
    }
    boolean spurt = marker || (consecutive && step > lastStepUnits);
    if (startsAt(transitNs, consecutive && step < 0, spurt)) {
      begin(number, timestamp, arrivalNs);
      return verdict(number, 0, true, timestamp, arrivalNs);
    }
    if (spurt) {
      lastStepUnits = UNKNOWN_STEP;
    } else if (consecutive) {
      lastStepUnits = step;
    }
    newestTimestamp = timestamp;
    newestUnits = units;
    newestTransitNs = transitNs;
    if (spurt || units - anchorUnits >= (long) PERIOD_SECONDS * clockRateHz()) {
      anchor(units, transitNs);
    } else {
      enter(transitNs);
    }
    return verdict(number, transitNs, true, timestamp, arrivalNs);
  }

  /** Rounds down, below 0 too; {@code units · 10⁹} would overflow after 53 hours of 48 kHz. */
  private long mediaNs(long units) {
    if (nsPerUnit() > 0) {
      return units * nsPerUnit();
    }
    long seconds = Math.floorDiv(units, (long) clockRateHz());
    long rest = units - seconds * clockRateHz();
    return seconds * NS_PER_SECOND + rest * NS_PER_SECOND / clockRateHz();
  }

  private boolean startsAt(long transitNs, boolean wentBack, boolean spurt) {
    if (wentBack || Math.abs(transitNs - newestTransitNs) > LEAP_NS) {
      return true;
    }
    if (!buffer.adaptive()) {
      return spurt;
    }
    return transitNs < baseNs - buffer.maxNs()
        || (spurt && transitNs - leastOfWindowNs() > buffer.maxNs());
  }

  private void begin(long number, int timestamp, long arrivalNs) {
    begun = true;
    startNumber = number;
    startArrivalNs = arrivalNs;
    newestTimestamp = timestamp;
    newestUnits = 0;
    newestTransitNs = 0;
    lastStepUnits = UNKNOWN_STEP;
    anchorUnits = 0;
    baseNs = 0;
    depthNs = buffer.nominalNs();
    lateRow = 0;
    firstPeriod = true;
    periodLeastNs = Long.MAX_VALUE;
    entries = 0;
    entriesBefore = 0;
    leastUs = Integer.MAX_VALUE;
    leastBeforeUs = Integer.MAX_VALUE;
    unremarkableUs = Integer.MIN_VALUE;
    enter(0);
  }

  /** A talk spurt begins, or 10 s have passed: base and depth are found anew. */
  private void anchor(long units, long transitNs) {
    anchorUnits = units;
    lateRow = 0;
    if (buffer.adaptive()) {
      enter(transitNs);
      baseNs = leastOfWindowNs();
      depthNs = Math.clamp(percentile95Ns() - baseNs, buffer.nominalNs(), buffer.maxNs());
      return;
    }
    if (firstPeriod) {
      firstPeriod = false;
      firstLeastNs = periodLeastNs;
    }
    baseNs = periodLeastNs - firstLeastNs;
    periodLeastNs = transitNs;
  }

  private void enter(long transitNs) {
    if (!buffer.adaptive()) {
      periodLeastNs = Math.min(periodLeastNs, transitNs);
      return;
    }
    if (entries == BLOCK) {
      entriesBefore = BLOCK;
      leastBeforeUs = leastUs;
      largestAt = (byte) (LARGEST - largestAt);
      entries = 0;
      leastUs = Integer.MAX_VALUE;
      unremarkableUs = Integer.MIN_VALUE;
    }
    long us = Math.floorDiv(transitNs, NS_PER_US);
    int entered = Math.clamp(us, Integer.MIN_VALUE + 1, Integer.MAX_VALUE);
    leastUs = Math.min(leastUs, entered);
    if (entered > unremarkableUs) {
      keep(entered);
    }
    entries++;
  }

  private void keep(int us) {
    if (largestUs.length == 0) {
      largestUs = new int[2 * LARGEST];
    }
    int at = largestAt;
    if (entries < LARGEST) { // room at the end: move what is larger up
      at += entries;
      while (at > largestAt && largestUs[at - 1] > us) {
        largestUs[at] = largestUs[at - 1];
        at--;
      }
    } else { // the least of them makes room: move what is smaller down
      int last = at + LARGEST - 1;
      while (at < last && largestUs[at + 1] < us) {
        largestUs[at] = largestUs[at + 1];
        at++;
      }
    }
    largestUs[at] = us;
    if (entries >= LARGEST - 1) {
      unremarkableUs = largestUs[largestAt];
    }
  }

  private long leastOfWindowNs() {
    return (long) Math.min(leastUs, leastBeforeUs) * NS_PER_US;
  }

  /** By nearest rank: number n/20 + 1 from the top, counting down both blocks at once. */
  private long percentile95Ns() {
    int rank = (entries + entriesBefore) / 20 + 1;
    int here = largestAt + Math.min(entries, LARGEST) - 1;
    int otherAt = LARGEST - largestAt;
    int there = otherAt + Math.min(entriesBefore, LARGEST) - 1;
    int found = 0;
    for (int i = 0; i < rank; i++) {
      boolean fromHere =
          there < otherAt || (here >= largestAt && largestUs[here] >= largestUs[there]);
      found = fromHere ? largestUs[here--] : largestUs[there--];
    }
    return (long) found * NS_PER_US;
  }

  private long verdict(long number, long transitNs, boolean ahead, int timestamp, long arrivalNs) {
    long slackNs = baseNs + depthNs - transitNs;
    if (slackNs >= 0) {
      lateRow = 0;
      return Math.min(slackNs, buffer.maxNs());
    }
    if (buffer.adaptive()) {
      lateRow++;
      rowWorstNs = lateRow % RAISING_ROW == 1 ? transitNs : Math.max(rowWorstNs, transitNs);
      if (lateRow % RAISING_ROW == 0) {
        depthNs = Math.max(depthNs, Math.min(rowWorstNs - baseNs, buffer.maxNs()));
      }
      if (lateRow >= LOST_ROW && ahead) {
        begin(number, timestamp, arrivalNs);
      }
    }
    return LATE;
  }

  /** Reads what the next packet will; see {@link PacketCounts#touch}. */
  final long touchPlayout() {
    boolean kept = largestUs.length > 0;
    int least = largestAt;
    return newestUnits + leastUs + (kept ? largestUs[least] + largestUs[least + LARGEST - 1] : 0);
  }
}
