package org.mosexporter.call;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.mosexporter.config.IpAddress;
import org.mosexporter.stream.StreamSummary;

/**
 * The streams of a call, by which packets of it are known: their ends, their times, their SSRCs.
 */
final class KeptStreams {
  /** A record's times are rounded, and packets came while it was written. */
  private static final long SLACK_NS = 1_000_000_000L;

  private static final int NOWHERE = -1;
  private static final long REPORT_SLACK_NS = 10_000_000_000L;

  /** From where to where. */
  record Ends(IpAddress source, int sourcePort, IpAddress destination, int destinationPort) {}

  private final List<StreamSummary> streams;
  private final long[] hashes;
  private final long[] sorted;
  private final Map<Long, Ends> ends = new HashMap<>();

  /** Of each, where its latest packet was seen and the highest number there; by sorted hash. */
  private final int[] places;

  private final int[] numbers;

  /**
   * Of a call's record.
   *
   * @param hash of a stream, as the ring has it
   */
  KeptStreams(List<StreamSummary> streams, ToLongFunction<StreamSummary> hash) {
    this.streams = streams;
    hashes = streams.stream().mapToLong(hash).toArray();
    sorted = Arrays.stream(hashes).sorted().toArray();
    places = new int[hashes.length];
    Arrays.fill(places, NOWHERE);
    numbers = new int[hashes.length];
    for (int i = 0; i < hashes.length; i++) {
      StreamSummary stream = streams.get(i);
      ends.put(
          hashes[i],
          new Ends(
              stream.source(),
              stream.sourcePort(),
              stream.destination(),
              stream.destinationPort()));
    }
  }

  Ends ends(long hash) {
    Ends known = ends.get(hash);
    if (known == null) {
      throw new IllegalArgumentException("no stream of the call");
    }
    return known;
  }

  /** Whether a packet is of one of them: another call may have the same ends at another time. */
  boolean has(long hash, int ssrc, long atNs) {
    if (Arrays.binarySearch(sorted, hash) < 0) {
      return false;
    }
    for (int i = 0; i < hashes.length; i++) {
      StreamSummary stream = streams.get(i);
      if (hashes[i] == hash && stream.ssrc() == ssrc && isDuring(stream, atNs, SLACK_NS)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a packet goes on from those before it: when a stream is observed at another place from
   * now on, what it brings that the former one showed already is there once.
   */
  boolean goesOn(long hash, int place, int sequenceNumber) {
    int at = Arrays.binarySearch(sorted, hash);
    boolean later = (short) (sequenceNumber - numbers[at]) > 0;
    if (places[at] != place && places[at] != NOWHERE && !later) {
      return false;
    }
    numbers[at] = places[at] == NOWHERE || later ? sequenceNumber : numbers[at];
    places[at] = place;
    return true;
  }

  /** Whether a report is about one of them, or of its sender, between the hosts at its ends. */
  boolean concerns(IpAddress source, IpAddress destination, int ssrc, long atNs) {
    for (StreamSummary stream : streams) {
      boolean between =
          (stream.source().equals(source) && stream.destination().equals(destination))
              || (stream.source().equals(destination) && stream.destination().equals(source));
      if (between && stream.ssrc() == ssrc && isDuring(stream, atNs, REPORT_SLACK_NS)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDuring(StreamSummary stream, long atNs, long slackNs) {
    return atNs >= stream.startNs() - slackNs && atNs <= endNs(stream) + slackNs;
  }

  private static long endNs(StreamSummary stream) {
    return stream.startNs() + Math.round(stream.durationSeconds() * 1e9);
  }

  /** The end of the last. */
  long lastNs() {
    return streams.stream().mapToLong(KeptStreams::endNs).max().orElse(Long.MIN_VALUE);
  }
}
