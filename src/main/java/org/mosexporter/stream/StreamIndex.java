package org.mosexporter.stream;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.mosexporter.wire.link.Datagram;

/**
 * Finds streams by addresses, ports and SSRC: open addressing over the whole key, at most half
 * full. A second chain by SSRC alone serves reports, whose addresses may differ.
 *
 * <p>A key is two words: both addresses, then ports and SSRC. For IPv4 the first is the addresses
 * themselves; for IPv6 it stands for them, and they are compared too. The table grows with its
 * streams, so that the slots of few streams are few cache lines.
 *
 * <p>The seed keeps a sender from choosing keys that collide.
 */
final class StreamIndex {
  /** Streams of one SSRC that a report is compared with; load tests use one SSRC for all calls. */
  private static final int LONGEST_SSRC_WALK = 64;

  private static final int FIRST_SLOTS = 256;
  private static final long WORD = 0xFFFF_FFFFL;
  static final long MAPPED = 0xFFFF_0000_0000L;

  private final long[] secret;
  private final long factor0;
  private final long factor1;
  private final long factor2;
  private final long factor3;
  private final long ssrcFactor;
  private final @Nullable RtpStream[] bySsrc;
  private final int ssrcShift;
  private @Nullable RtpStream[] slots = new RtpStream[FIRST_SLOTS];

  /** Low bits of the hash of each slot's stream: most others are told without looking at them. */
  private int[] tags = new int[FIRST_SLOTS];

  private int mask = FIRST_SLOTS - 1;
  private int shift = shift(FIRST_SLOTS);
  private int size;

  StreamIndex(int capacity, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    secret = random.longs(8).toArray();
    factor0 = random.nextLong();
    factor1 = random.nextLong();
    factor2 = random.nextLong();
    factor3 = random.nextLong();
    ssrcFactor = random.nextLong() | 1;
    int chains = Integer.highestOneBit(Math.max(8, capacity) * 2 - 1) * 2;
    bySsrc = new RtpStream[chains];
    ssrcShift = shift(chains);
  }

  private static int shift(int size) {
    return Long.SIZE - Integer.numberOfTrailingZeros(size);
  }

  int size() {
    return size;
  }

  /** The key's hash, for {@link #glance} and {@link #find}. */
  long hash(Datagram datagram, int ssrc) {
    return hash(addresses(datagram), flow(datagram.sourcePort(), datagram.destinationPort(), ssrc));
  }

  long addresses(Datagram datagram) {
    return addresses(
        datagram.sourceHigh(),
        datagram.sourceLow(),
        datagram.destinationHigh(),
        datagram.destinationLow());
  }

  /** First word of a key. */
  private long addresses(long fromHigh, long fromLow, long toHigh, long toLow) {
    return isIpv4(fromHigh, fromLow) && isIpv4(toHigh, toLow)
        ? fromLow << 32 | (toLow & WORD)
        : mixed(fromHigh, fromLow, toHigh, toLow);
  }

  /** Whether both addresses are IPv4, which makes the first word of its key exact. */
  static boolean isIpv4(Datagram datagram) {
    return isIpv4(datagram.sourceHigh(), datagram.sourceLow())
        && isIpv4(datagram.destinationHigh(), datagram.destinationLow());
  }

  private static boolean isIpv4(long high, long low) {
    return high == 0 && low >>> 32 == MAPPED >>> 32;
  }

  private long mixed(long a, long b, long c, long d) {
    return (a >>> 32) * secret[0]
        + (a & WORD) * secret[1]
        + (b >>> 32) * secret[2]
        + (b & WORD) * secret[3]
        + (c >>> 32) * secret[4]
        + (c & WORD) * secret[5]
        + (d >>> 32) * secret[6]
        + (d & WORD) * secret[7];
  }

  /** Second word of a key. */
  static long flow(int fromPort, int toPort, int ssrc) {
    return (long) fromPort << 48 | (long) toPort << 32 | (ssrc & WORD);
  }

  /**
   * A first look, which touches no stream: the one whose hash is like this, which is nearly always
   * the one, or another, or null.
   */
  @Nullable RtpStream glance(long hash) {
    int slot = slot(hash);
    while (tags[slot] != (int) hash && slots[slot] != null) {
      slot = (slot + 1) & mask;
    }
    return slots[slot];
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
    long addresses = addresses(fromHigh, fromLow, toHigh, toLow);
    long flow = flow(fromPort, toPort, ssrc);
    boolean ipv4 = isIpv4(fromHigh, fromLow) && isIpv4(toHigh, toLow);
    int slot = slot(hash);
    RtpStream stream = slots[slot];
    while (stream != null
        && !(tags[slot] == (int) hash
            && stream.flow == flow
            && stream.addresses == addresses
            && stream.ipv4 == ipv4
            && (ipv4 || stream.isBetween(fromHigh, fromLow, toHigh, toLow)))) {
      slot = (slot + 1) & mask;
      stream = slots[slot];
    }
    return stream;
  }

  /** Whether a packet is one of this stream's, which lives. */
  boolean isOf(RtpStream stream, Datagram datagram, int ssrc) {
    return stream.flow == flow(datagram.sourcePort(), datagram.destinationPort(), ssrc)
        && stream.addresses == addresses(datagram)
        && stream.ipv4 == isIpv4(datagram)
        && (stream.ipv4
            || stream.isBetween(
                datagram.sourceHigh(),
                datagram.sourceLow(),
                datagram.destinationHigh(),
                datagram.destinationLow()))
        && !stream.ended;
  }

  /** The stream that answers another: same addresses and ports the other way round. */
  @Nullable RtpStream findReverse(RtpStream stream, int ssrc) {
    return findKey(
        stream.destinationHigh(),
        stream.destinationLow(),
        stream.destinationPort(),
        stream.sourceHigh(),
        stream.sourceLow(),
        stream.sourcePort(),
        ssrc);
  }

  @Nullable RtpStream findKey(
      long fromHigh, long fromLow, int fromPort, long toHigh, long toLow, int toPort, int ssrc) {
    long hash = hash(addresses(fromHigh, fromLow, toHigh, toLow), flow(fromPort, toPort, ssrc));
    return find(hash, fromHigh, fromLow, fromPort, toHigh, toLow, toPort, ssrc);
  }

  void add(RtpStream stream) {
    if (++size > slots.length / 2) {
      grow();
    }
    put(stream);
    int chain = chain(stream.ssrc());
    RtpStream head = bySsrc[chain];
    stream.nextOfSsrc = head;
    if (head != null) {
      head.previousOfSsrc = stream;
    }
    bySsrc[chain] = stream;
  }

  private void put(RtpStream stream) {
    long hash = hash(stream);
    int slot = slot(hash);
    while (slots[slot] != null) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = stream;
    tags[slot] = (int) hash;
  }

  private void grow() {
    @Nullable RtpStream[] before = slots;
    slots = new RtpStream[2 * before.length];
    tags = new int[slots.length];
    mask = slots.length - 1;
    shift = shift(slots.length);
    for (RtpStream stream : before) {
      if (stream != null) {
        put(stream);
      }
    }
  }

  void remove(RtpStream stream) {
    size--;
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
      bySsrc[chain(stream.ssrc())] = next;
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
        tags[gap] = tags[slot];
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
    RtpStream stream = bySsrc[chain(ssrc)];
    for (; stream != null && steps < LONGEST_SSRC_WALK; stream = stream.nextOfSsrc) {
      if (stream.ssrc() == ssrc) {
        int matches =
            (stream.sourceHigh() == fromHigh && stream.sourceLow() == fromLow ? 1 : 0)
                + (stream.destinationHigh() == toHigh && stream.destinationLow() == toLow ? 1 : 0);
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
    return hash(stream.addresses, stream.flow);
  }

  /**
   * Multilinear hashing of the key's 32-bit words, of which the upper bits are used: over the
   * secret factors, any two keys share a slot by chance only (Dietzfelbinger 1996). The products do
   * not wait for each other.
   */
  private long hash(long addresses, long flow) {
    return (addresses >>> 32) * factor0
        + (addresses & WORD) * factor1
        + (flow >>> 32) * factor2
        + (flow & WORD) * factor3;
  }

  private int slot(long hash) {
    return (int) (hash >>> shift);
  }

  private int chain(int ssrc) {
    return (int) ((ssrc * ssrcFactor) >>> ssrcShift);
  }
}
