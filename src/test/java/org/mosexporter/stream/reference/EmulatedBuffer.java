package org.mosexporter.stream.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.mosexporter.stream.reference.Playout.Buffer;
import org.mosexporter.stream.reference.Playout.Kind;

/** The buffer of {@link ReferencePlayout}, whose numbered choices the comments here refer to. */
final class EmulatedBuffer {
  private static final long NS_PER_SECOND = 1_000_000_000L;
  private static final long NS_PER_US = 1_000L;
  private static final long LEAP_NS = 2 * NS_PER_SECOND;
  private static final int PERIOD_SECONDS = 10;
  private static final int BLOCK = 250;
  private static final int RAISING_ROW = 3;
  private static final int LOST_ROW = 50;

  private final Buffer buffer;
  private boolean started;
  private long startNumber;
  private long startArrivalNs;

  private int newestTimestamp;
  private long newestUnits;
  private long newestTransitNs;
  private OptionalInt lastStepUnits = OptionalInt.empty();

  private long anchorUnits;
  private long baseNs;
  private long depthNs;

  /** Transits since the start, in order of arrival. */
  private final List<Long> enteredNs = new ArrayList<>();

  /** The same, cut at each anchoring. */
  private final List<List<Long>> periodsNs = new ArrayList<>();

  private final List<Long> lateRowNs = new ArrayList<>();
  private long waitNs;

  EmulatedBuffer(Buffer buffer) {
    this.buffer = buffer;
  }

  /** The next packet of speech is a start. */
  void forget() {
    started = false;
  }

  /** Whether the packet is played. */
  boolean judge(TracePacket packet, long number, long newestNumberBefore) {
    boolean ahead = number > newestNumberBefore;
    if (!started) {
      start(packet, number);
      return judge(packet, number, 0, true);
    }
    int step = packet.timestamp() - newestTimestamp;
    long units = newestUnits + step;
    long transitNs = packet.arrivalNs() - startArrivalNs - mediaNs(units);
    if (!ahead) {
      if (number >= startNumber) {
        enter(transitNs);
      }
      return judge(packet, number, transitNs, false);
    }
    boolean consecutive = number == newestNumberBefore + 1;
    boolean spurt = packet.marker() || (consecutive && isLonger(step));
    if (startsAt(transitNs, consecutive && step < 0, spurt)) {
      start(packet, number);
      return judge(packet, number, 0, true);
    }
    if (spurt) {
      lastStepUnits = OptionalInt.empty();
    } else if (consecutive) {
      lastStepUnits = OptionalInt.of(step);
    }
    newestTimestamp = packet.timestamp();
    newestUnits = units;
    newestTransitNs = transitNs;
    enterAhead(transitNs, units, spurt);
    return judge(packet, number, transitNs, true);
  }

  private boolean isLonger(int step) {
    return lastStepUnits.isPresent() && step > lastStepUnits.getAsInt();
  }

  /** Choice 2; units · 10⁹ would overflow after 53 hours of 48 kHz. */
  private long mediaNs(long units) {
    long seconds = Math.floorDiv(units, (long) buffer.clockRateHz());
    long rest = Math.floorMod(units, (long) buffer.clockRateHz());
    return seconds * NS_PER_SECOND + rest * NS_PER_SECOND / buffer.clockRateHz();
  }

  /** Choice 4, for a packet that is ahead. */
  private boolean startsAt(long transitNs, boolean wentBack, boolean spurt) {
    if (wentBack || Math.abs(transitNs - newestTransitNs) > LEAP_NS) {
      return true;
    }
    if (buffer.kind() == Kind.FIXED) {
      return spurt;
    }
    return transitNs < baseNs - buffer.maxNs()
        || (spurt && transitNs - leastOfWindowNs() > buffer.maxNs());
  }

  private void start(TracePacket packet, long number) {
    started = true;
    startNumber = number;
    startArrivalNs = packet.arrivalNs();
    newestTimestamp = packet.timestamp();
    newestUnits = 0;
    newestTransitNs = 0;
    lastStepUnits = OptionalInt.empty();
    anchorUnits = 0;
    baseNs = 0;
    depthNs = buffer.nominalNs();
    enteredNs.clear();
    periodsNs.clear();
    periodsNs.add(new ArrayList<>());
    lateRowNs.clear();
    enter(0);
  }

  private void enter(long transitNs) {
    enteredNs.add(transitNs);
    periodsNs.getLast().add(transitNs);
  }

  /** Choice 6. */
  private void enterAhead(long transitNs, long units, boolean spurt) {
    if (!spurt && units - anchorUnits < (long) PERIOD_SECONDS * buffer.clockRateHz()) {
      enter(transitNs);
      return;
    }
    List<Long> ended = periodsNs.getLast();
    periodsNs.add(new ArrayList<>());
    enter(transitNs);
    anchorUnits = units;
    lateRowNs.clear();
    if (buffer.kind() == Kind.FIXED) {
      baseNs = Collections.min(ended) - Collections.min(periodsNs.getFirst());
    } else {
      baseNs = leastOfWindowNs();
      depthNs = Math.clamp(percentile95Ns() - baseNs, buffer.nominalNs(), buffer.maxNs());
    }
  }

  /** Choice 8, in ascending order. */
  private List<Long> sortedWindowUs() {
    int lastBlock = (enteredNs.size() - 1) / BLOCK;
    int from = Math.max(0, (lastBlock - 1) * BLOCK);
    return enteredNs.subList(from, enteredNs.size()).stream()
        .map(transitNs -> Math.floorDiv(transitNs, NS_PER_US))
        .sorted()
        .toList();
  }

  private long leastOfWindowNs() {
    return sortedWindowUs().getFirst() * NS_PER_US;
  }

  private long percentile95Ns() {
    List<Long> sortedUs = sortedWindowUs();
    int rank = Math.ceilDiv(19 * sortedUs.size(), 20);
    return sortedUs.get(rank - 1) * NS_PER_US;
  }

  /** Choices 3 and 10. */
  private boolean judge(TracePacket packet, long number, long transitNs, boolean ahead) {
    if (transitNs <= baseNs + depthNs) {
      waitNs = Math.min(baseNs + depthNs - transitNs, buffer.maxNs());
      lateRowNs.clear();
      return true;
    }
    lateRowNs.add(transitNs);
    if (buffer.kind() == Kind.FIXED) {
      return false;
    }
    int row = lateRowNs.size();
    if (row % RAISING_ROW == 0) {
      long lateNs = Collections.max(lateRowNs.subList(row - RAISING_ROW, row)) - baseNs;
      depthNs = Math.max(depthNs, Math.min(lateNs, buffer.maxNs()));
    }
    if (row >= LOST_ROW && ahead) {
      start(packet, number);
    }
    return false;
  }

  /** How long the packet judged last waits; 0 unless it is played. */
  long takeWaitNs() {
    long taken = waitNs;
    waitNs = 0;
    return taken;
  }
}
