package org.mosexporter.call;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.mosexporter.config.Table;
import org.mosexporter.wire.link.Datagram;

/**
 * The datagrams of the last 50 ms that are of no known stream, so that one that is seen again is
 * known: signalling, RTCP, and what may turn out to be RTP. Streams find repeated packets by their
 * sequence numbers.
 *
 * <p>A mirror that sees a packet in two places shows it twice, the same but for TTL and checksums:
 * addresses, ports, identification, length and payload are compared, by a keyed hash of 61 bits. A
 * retransmission comes later, 500 ms at least (RFC 3261 §17.1.1.2).
 *
 * <p>4096 entries in sets of four, 18 octets each; the oldest of a set makes room. Nothing here
 * allocates.
 */
final class RecentDatagrams {
  private static final long WINDOW_NS = 50_000_000L;
  private static final int WAYS = 4;
  private static final int ENTRIES = Table.RECENT_DATAGRAMS.entries();
  private static final long PRIME = (1L << 61) - 1;
  private static final long NEVER = Long.MIN_VALUE / 2;

  private final long[] hashes = new long[ENTRIES];
  private final long[] atNs = new long[ENTRIES];
  private final short[] points = new short[ENTRIES];
  private final long key;

  /** Datagrams of the last 50 ms that had to make room. */
  private long evictions;

  /** What a datagram is to those before it. */
  enum Sight {
    FIRST,
    /** Seen at the same place before: a copy. */
    COPY,
    /** Seen at another place before. */
    ELSEWHERE
  }

  RecentDatagrams() {
    this(new SplittableRandom().nextLong());
  }

  RecentDatagrams(long seed) {
    key = Math.floorMod(seed, PRIME - 2) + 2;
    Arrays.fill(atNs, NEVER);
  }

  /** Takes a datagram; one that was seen before leaves no trace. */
  Sight see(Datagram datagram) {
    long hash = hash(datagram);
    int set = (int) (hash >>> 20) & (ENTRIES - WAYS);
    int oldest = set;
    for (int way = set; way < set + WAYS; way++) {
      if (hashes[way] == hash && Math.abs(datagram.atNs() - atNs[way]) <= WINDOW_NS) {
        return points[way] == (short) datagram.observationPoint() ? Sight.COPY : Sight.ELSEWHERE;
      }
      oldest = atNs[way] < atNs[oldest] ? way : oldest;
    }
    evictions += datagram.atNs() - atNs[oldest] <= WINDOW_NS ? 1 : 0;
    hashes[oldest] = hash;
    atNs[oldest] = datagram.atNs();
    points[oldest] = (short) datagram.observationPoint();
    return Sight.FIRST;
  }

  /** All its places are there from the start. */
  void gauge(Table.Gauge gauge) {
    gauge.show(Table.RECENT_DATAGRAMS, ENTRIES, evictions);
  }

  /** A polynomial of the datagram's words at a secret point, modulo 2^61 − 1 (Wegman, Carter). */
  private long hash(Datagram datagram) {
    long hash = with(1, datagram.wirePayloadLength());
    hash = with(hash, datagram.identification());
    hash = with(hash, (long) datagram.sourcePort() << 16 | datagram.destinationPort());
    hash = withBoth(hash, datagram.sourceHigh());
    hash = withBoth(hash, datagram.sourceLow());
    hash = withBoth(hash, datagram.destinationHigh());
    hash = withBoth(hash, datagram.destinationLow());
    ByteBuffer window = datagram.window();
    int at = datagram.payloadOffset();
    int end = at + datagram.payloadLength();
    for (; at + 4 <= end; at += 4) {
      hash = with(hash, window.getInt(at) & 0xFFFF_FFFFL);
    }
    for (; at < end; at++) {
      hash = with(hash, window.get(at) & 0xFF);
    }
    return hash;
  }

  private long withBoth(long hash, long word) {
    return with(with(hash, word >>> 32), word & 0xFFFF_FFFFL);
  }

  /** hash · key + word; both factors are below 2^61, and 2^61 is 1. */
  private long with(long hash, long word) {
    long low = hash * key;
    long high = Math.multiplyHigh(hash, key);
    long sum = (low & PRIME) + (low >>> 61 | high << 3) + word;
    long reduced = (sum & PRIME) + (sum >>> 61);
    return reduced >= PRIME ? reduced - PRIME : reduced;
  }
}
