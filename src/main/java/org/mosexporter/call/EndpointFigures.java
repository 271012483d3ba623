package org.mosexporter.call;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mosexporter.config.IpAddress;
import org.mosexporter.quality.Scale;
import org.mosexporter.quality.Score;

/**
 * What one source says of one direction of one endpoint: gauges of its last complete interval,
 * counters since the start. Immutable; replaced at each interval close.
 *
 * @param atNs end of that interval, nanoseconds since 1970-01-01 UTC
 * @param score packet-weighted mean over the endpoint's streams; empty when none was scored
 * @param packets seen since the start, and so for the other counters
 * @param dscpPackets code point to packets
 * @param sums per scale, for averages over any time
 */
public record EndpointFigures(
    String site,
    IpAddress endpoint,
    Direction direction,
    Source source,
    long atNs,
    Optional<Score> score,
    OptionalDouble jitterSeconds,
    OptionalDouble roundTripSeconds,
    long packets,
    long packetsLost,
    long packetsDiscarded,
    long packetsReordered,
    Map<Integer, Long> dscpPackets,
    List<ScoreSum> sums) {
  public EndpointFigures {
    dscpPackets = Map.copyOf(dscpPackets);
    sums = List.copyOf(sums);
  }

  /**
   * Sums of the scores of all intervals on one scale.
   *
   * @param mosCq over the intervals whose delay was known
   * @param mosCommon over the intervals that had one
   * @param scoredIntervals how many {@code mosLq} sums
   */
  public record ScoreSum(
      Scale scale, double mosLq, double mosCq, double mosCommon, long scoredIntervals) {}
}
