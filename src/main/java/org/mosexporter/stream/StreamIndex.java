package org.mosexporter.stream;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.mosexporter.wire.link.Datagram;

/**
 * Finds streams by addresses, ports and SSRC: open addressing over the whole key, at most half
 * full. A second chain by SSRC alone serves reports, whose addresses may differ.
 *
 * <p>The seed keeps a sender from choosing keys that collide.
 */
final class StreamIndex {
  /** Streams of one SSRC that a report is compared with; load tests use one SSRC for all calls. */
  private static final int LONGEST_SSRC_WALK = 64;

  private static final long WORD = 0xFFFF_FFFFL;

  private final long factor0;
  private final long factor1;
  private final long factor2;
  private final long factor3;
  private final long factor4;
  private final long factor5;
  private final long factor6;
  private final long factor7;
  private final long factor8;
  private final long factor9;
  private final long ssrcFactor;
  private final @Nullable RtpStream[] slots;
  private final @Nullable RtpStream[] bySsrc;
  private final int mask;
  private final int shift;

  StreamIndex(int capacity, long seed) {
    SplittableRandom secret = new SplittableRandom(seed);
    factor0 = secret.nextLong();
    factor1 = secret.nextLong();
    factor2 = secret.nextLong();
    factor3 = secret.nextLong();
    factor4 = secret.nextLong();
    factor5 = secret.nextLong();
    factor6 = secret.nextLong();
    factor7 = secret.nextLong();
    factor8 = secret.nextLong();
    factor9 = secret.nextLong();
    ssrcFactor = secret.nextLong() | 1;
    int size = Integer.highestOneBit(Math.max(8, capacity) * 2 - 1) * 2;
    slots = new RtpStream[size];
    bySsrc = new RtpStream[size];
    mask = size - 1;
    shift = Long.SIZE - Integer.numberOfTrailingZeros(size);
  }

  /** The key's hash, for {@link #glance} and {@link #find}. */
  long hash(Datagram datagram, int ssrc) {
    return hash(
        datagram.sourceHigh(),
        datagram.sourceLow(),
        datagram.sourcePort(),
        datagram.destinationHigh(),
        datagram.destinationLow(),
        datagram.destinationPort(),
        ssrc);
  }

  /**
   * A first look at where a stream would be, so that memory has it at hand when it is looked for:
   * the stream whose place it is, which is nearly always the one, or another, or null.
   */
  @Nullable RtpStream glance(long hash) {
    return slots[slot(hash)];
  }

  @Nullable RtpStream find(long hash, Datagram datagram, int ssrc) {
    return find(
        hash,
        datagram.sourceHigh(),
        datagram.sourceLow(),
        datagram.sourcePort(),
        datagram.destinationHigh(),
        datagram.destinationLow(),
        datagram.destinationPort(),
        ssrc);
  }

  private @Nullable RtpStream find(
      long hash,
      long fromHigh,
      long fromLow,
      int fromPort,
      long toHigh,
      long toLow,
      int toPort,
      int ssrc) {
    int slot = slot(hash);
    RtpStream stream = slots[slot];
    while (stream != null
        && !(stream.ssrc == ssrc
            && stream.sourceLow == fromLow
            && stream.destinationLow == toLow
            && stream.sourcePort == fromPort
            && stream.destinationPort == toPort
            && stream.sourceHigh == fromHigh
            && stream.destinationHigh == toHigh)) {
      slot = (slot + 1) & mask;
      stream = slots[slot];
    }
    return stream;
  }

  /** The stream that answers another: same addresses and ports the other way round. */
  @Nullable RtpStream findReverse(RtpStream stream, int ssrc) {
    return findKey(
        stream.destinationHigh,
        stream.destinationLow,
        stream.destinationPort,
        stream.sourceHigh,
        stream.sourceLow,
        stream.sourcePort,
        ssrc);
  }

  @Nullable RtpStream findKey(
      long fromHigh, long fromLow, int fromPort, long toHigh, long toLow, int toPort, int ssrc) {
    long hash = hash(fromHigh, fromLow, fromPort, toHigh, toLow, toPort, ssrc);
    return find(hash, fromHigh, fromLow, fromPort, toHigh, toLow, toPort, ssrc);
  }

  void add(RtpStream stream) {
    int slot = slot(hash(stream));
    while (slots[slot] != null) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = stream;
    int chain = slot(stream.ssrc * ssrcFactor);
    RtpStream head = bySsrc[chain];
    stream.nextOfSsrc = head;
    if (head != null) {
      head.previousOfSsrc = stream;
    }
    bySsrc[chain] = stream;
  }

  void remove(RtpStream stream) {
    int slot = slot(hash(stream));
    while (slots[slot] != stream) {
      slot = (slot + 1) & mask;
    }
    closeGap(slot);
    RtpStream next = stream.nextOfSsrc;
    RtpStream previous = stream.previousOfSsrc;
    if (next != null) {
      next.previousOfSsrc = previous;
    }
    if (previous != null) {
      previous.nextOfSsrc = next;
    } else {
      bySsrc[slot(stream.ssrc * ssrcFactor)] = next;
    }
    stream.nextOfSsrc = null;
    stream.previousOfSsrc = null;
  }

  /** Moves later streams of the probe up, so that none becomes unreachable. */
  private void closeGap(int from) {
    int gap = from;
    slots[gap] = null;
    int slot = (gap + 1) & mask;
    for (RtpStream stream = slots[slot]; stream != null; stream = slots[slot]) {
      int home = slot(hash(stream));
      if (((slot - home) & mask) >= ((slot - gap) & mask)) {
        slots[gap] = stream;
        slots[slot] = null;
        gap = slot;
      }
      slot = (slot + 1) & mask;
    }
  }

  /**
   * The stream with this SSRC that fits addresses best, the newest of equals; null when no address
   * fits. NAT may change one of them between two places, never both (it is still the same call).
   *
   * @param toHigh who receives it, and reports
   * @param fromHigh who sends it; the same as {@code to} when only the reporter is known
   */
  @Nullable RtpStream findBySsrc(int ssrc, long fromHigh, long fromLow, long toHigh, long toLow) {
    RtpStream best = null;
    int bestMatches = 0;
    int steps = 0;
    RtpStream stream = bySsrc[slot(ssrc * ssrcFactor)];
    for (; stream != null && steps < LONGEST_SSRC_WALK; stream = stream.nextOfSsrc) {
      if (stream.ssrc == ssrc) {
        int matches =
            (stream.sourceHigh == fromHigh && stream.sourceLow == fromLow ? 1 : 0)
                + (stream.destinationHigh == toHigh && stream.destinationLow == toLow ? 1 : 0);
        if (matches > bestMatches) {
          best = stream;
          bestMatches = matches;
        }
      }
      steps++;
    }
    return best;
  }

  private long hash(RtpStream stream) {
    return hash(
        stream.sourceHigh,
        stream.sourceLow,
        stream.sourcePort,
        stream.destinationHigh,
        stream.destinationLow,
        stream.destinationPort,
        stream.ssrc);
  }

  /**
   * Multilinear hashing of the key's 32-bit words, of which the upper bits are used: over the
   * secret factors, any two keys share a slot by chance only (Dietzfelbinger 1996). The products do
   * not wait for each other.
   */
  private long hash(long a, long b, int c, long d, long e, int f, int g) {
    return (a >>> 32) * factor0
        + (a & WORD) * factor1
        + (b >>> 32) * factor2
        + (b & WORD) * factor3
        + (d >>> 32) * factor4
        + (d & WORD) * factor5
        + (e >>> 32) * factor6
        + (e & WORD) * factor7
        + ((long) c << 16 | f) * factor8
        + (g & WORD) * factor9;
  }

  private int slot(long hash) {
    return (int) (hash >>> shift);
  }
}
