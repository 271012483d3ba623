package org.mosexporter.wire.tcp;

import java.nio.ByteBuffer;

/**
 * Octets of one direction of a connection, in order, from the first that nobody has consumed (RFC
 * 9293 §3.4): segments may come in any order, twice and overlapping.
 *
 * <p>At most 64 KiB; memory is taken as needed and given back when all is consumed.
 */
final class SegmentBuffer {
  static final int MAX_BYTES = 64 * 1024;

  private static final int FIRST_BYTES = 2 * 1024;
  private static final int MAX_RANGES = 16;
  private static final byte[] NONE = {};
  private static final ByteBuffer EMPTY = ByteBuffer.wrap(NONE);

  private byte[] memory = NONE;

  /** What of {@link #memory} begins with the next octet wanted. */
  private ByteBuffer octets = EMPTY;

  private int consumed;
  private int firstSequence;

  /** What has been received, as ascending ranges [start, end) that do not touch. */
  private final int[] starts = new int[MAX_RANGES + 1];

  private final int[] ends = new int[MAX_RANGES + 1];
  private int ranges;

  /** Forgets everything; the next octet wanted has this number. */
  void restart(int sequence) {
    firstSequence = sequence;
    ranges = 0;
    release();
  }

  private void release() {
    memory = NONE;
    octets = EMPTY;
    consumed = 0;
  }

  /** How far behind the next octet wanted a number is; negative when it is before. */
  int distance(int sequence) {
    return sequence - firstSequence;
  }

  /** Makes room for octets before those received; {@code count} of them at most. */
  boolean prepend(int count) {
    int end = ranges == 0 ? 0 : ends[ranges - 1];
    if (count + end > MAX_BYTES) {
      return false;
    }
    reserve(count + end);
    System.arraycopy(memory, consumed, memory, consumed + count, end);
    for (int i = 0; i < ranges; i++) {
      starts[i] += count;
      ends[i] += count;
    }
    firstSequence -= count;
    return true;
  }

  /**
   * Copies octets to where they belong, at most as many as fit.
   *
   * @param at 0 is the next octet wanted
   * @return whether they were taken; not when there are too many holes
   */
  boolean add(ByteBuffer window, int offset, int length, int at) {
    int end = at + length;
    reserve(end);
    if (!mark(at, end)) {
      return false;
    }
    window.get(offset, memory, consumed + at, length);
    return true;
  }

  private void reserve(int bytes) {
    if (consumed + bytes <= memory.length) {
      return;
    }
    int doubled = Math.max(FIRST_BYTES, Integer.highestOneBit(bytes - 1) * 2);
    byte[] moved = bytes <= memory.length ? memory : new byte[doubled];
    System.arraycopy(memory, consumed, moved, 0, octets.capacity());
    memory = moved;
    octets = ByteBuffer.wrap(moved);
    consumed = 0;
  }

  private boolean mark(int start, int end) {
    int first = 0;
    while (first < ranges && ends[first] < start) {
      first++;
    }
    int from = start;
    int to = end;
    int next = first;
    while (next < ranges && starts[next] <= end) {
      from = Math.min(from, starts[next]);
      to = Math.max(to, ends[next]);
      next++;
    }
    if (next == first && ranges == MAX_RANGES) {
      return false;
    }
    System.arraycopy(starts, next, starts, first + 1, ranges - next);
    System.arraycopy(ends, next, ends, first + 1, ranges - next);
    ranges += first + 1 - next;
    starts[first] = from;
    ends[first] = to;
    return true;
  }

  /** Octets from the next one wanted to the first hole. */
  int ready() {
    return ranges > 0 && starts[0] == 0 ? ends[0] : 0;
  }

  /** Whether there are octets behind a hole. */
  boolean hasGap() {
    return ranges > 1 || (ranges == 1 && starts[0] > 0);
  }

  /**
   * The received octets; 0 is the next one wanted. Anew after each {@link #add} and {@link #drop}.
   */
  ByteBuffer octets() {
    return octets;
  }

  int capacityBytes() {
    return memory.length;
  }

  /** Gives up what is ready and the hole behind it. */
  void skipGap() {
    int range = ready() > 0 ? 1 : 0;
    if (range < ranges) {
      drop(starts[range]);
    }
  }

  /** Drops the first {@code count} octets, received or not. */
  void drop(int count) {
    int kept = 0;
    for (int i = 0; i < ranges; i++) {
      if (ends[i] > count) {
        starts[kept] = Math.max(0, starts[i] - count);
        ends[kept++] = ends[i] - count;
      }
    }
    ranges = kept;
    firstSequence += count;
    if (ranges == 0) {
      release();
    } else {
      consumed += count;
      octets = ByteBuffer.wrap(memory, consumed, memory.length - consumed).slice();
    }
  }
}
