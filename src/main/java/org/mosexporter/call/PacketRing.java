package org.mosexporter.call;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A ring of entries of which the latest stay. One thread writes, and never waits; any other may
 * read meanwhile, and what is overwritten under its hands it does not get.
 *
 * <p>Positions only grow; their place in the buffer is their remainder. The writer publishes which
 * entries end before it writes over them, so that a reader who has copied one sees whether it was
 * whole (a seqlock per entry).
 *
 * <pre>
 * 0 length of the entry in words, 16 bits   2 …   an entry of length 0: the rest of the buffer is
 * unused, and the next stands at its beginning
 * </pre>
 *
 * <p>Nothing here allocates but the reader's copy.
 */
final class PacketRing {
  static final int WORD_BYTES = 4;

  /** An entry's length must fit 16 bits. */
  static final int MOST_ENTRY_BYTES = 0xFFFF * WORD_BYTES;

  private final ByteBuffer ring;
  private final int capacity;
  private final AtomicLong oldest = new AtomicLong();
  private final AtomicLong end = new AtomicLong();
  private final AtomicLong overwritten = new AtomicLong();

  /** Where the entry that is being written will end. */
  private long claimedEnd;

  private long committed;

  /**
   * An empty one.
   *
   * @param capacity in octets; a multiple of four
   */
  PacketRing(int capacity) {
    this.capacity = capacity;
    ring = ByteBuffer.allocateDirect(capacity);
  }

  /** Octets, the length word included, as they are written and read. */
  ByteBuffer octets() {
    return ring;
  }

  /**
   * Makes room for an entry; nobody sees it before {@link #commit}.
   *
   * @param bytes at most {@link #MOST_ENTRY_BYTES} and a quarter of the ring
   * @return where it begins in {@link #octets}
   */
  int claim(int bytes) {
    int size = (bytes + WORD_BYTES - 1) / WORD_BYTES * WORD_BYTES;
    long claimed = end.getPlain();
    int at = (int) (claimed % capacity);
    int left = capacity - at;
    boolean fits = size <= left;
    claimedEnd = claimed + (fits ? size : left + size);
    release(claimedEnd - capacity);
    VarHandle.storeStoreFence(); // who sees what is written now sees that it ended
    if (!fits) {
      ring.putShort(at, (short) 0);
      at = 0;
    }
    ring.putShort(at, (short) (size / WORD_BYTES));
    return at;
  }

  /** Gives up the entries that begin before a position. */
  private void release(long position) {
    long first = oldest.getPlain();
    if (first >= position) {
      return;
    }
    long gone = 0;
    while (first < position) {
      int at = (int) (first % capacity);
      int words = ring.getShort(at) & 0xFFFF;
      gone += words == 0 ? 0 : 1;
      first += words == 0 ? capacity - at : words * WORD_BYTES;
    }
    overwritten.setOpaque(overwritten.getPlain() + gone);
    oldest.setRelease(first);
  }

  /** The entry is whole. */
  void commit() {
    end.setRelease(claimedEnd);
    committed++;
  }

  /** How many there are; for the writer's thread. */
  long entries() {
    return committed - overwritten.getPlain();
  }

  /** Gives up all there is. */
  void clear() {
    release(end.getPlain());
  }

  /** Entries that made room for later ones. */
  long overwritten() {
    return overwritten.getOpaque();
  }

  /** Hears of each entry. */
  @FunctionalInterface
  interface Reader {
    /**
     * One entry.
     *
     * @param entry a copy from 0 to its limit, good during the call
     */
    void onEntry(ByteBuffer entry);
  }

  /** Hands on the entries that there are now, oldest first; by any thread. */
  void read(Reader reader) {
    byte[] copy = new byte[MOST_ENTRY_BYTES];
    ByteBuffer entry = ByteBuffer.wrap(copy);
    long at = oldest.getAcquire();
    long until = end.getAcquire();
    while (at < until) {
      int place = (int) (at % capacity);
      int size = (ring.getShort(place) & 0xFFFF) * WORD_BYTES;
      boolean whole = size <= capacity - place;
      if (whole) {
        ring.get(place, copy, 0, size);
      }
      VarHandle.loadLoadFence(); // what was copied was there before this is looked at
      long first = oldest.getAcquire();
      if (first > at) {
        at = first;
      } else {
        at += size == 0 ? capacity - place : size;
        if (size > 0 && whole) {
          reader.onEntry(entry.clear().limit(size));
        }
      }
    }
  }
}
