package org.mosexporter.call;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
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
 * @param opinion of the endpoint itself, of which it may say as little as it likes
 * @param lastReportNs when the endpoint, or who hears it, last reported
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
    List<ScoreSum> sums,
    Optional<Opinion> opinion,
    OptionalLong lastReportNs) {
  public EndpointFigures {
    dscpPackets = Map.copyOf(dscpPackets);
    sums = List.copyOf(sums);
  }

  /** A phone's own verdict. */
  public record Opinion(Scale scale, OptionalDouble mosLq, OptionalDouble mosCq, OptionalDouble r) {
    /** What a verdict has of it; empty when on no known scale, or nothing. */
    static Optional<Opinion> of(PhoneVerdict verdict) {
      OptionalDouble mosLq = verdict.figure(PhoneFigure.MOS_LQ);
      OptionalDouble mosCq = verdict.figure(PhoneFigure.MOS_CQ);
      OptionalDouble r = verdict.figure(PhoneFigure.R_LQ);
      boolean none = mosLq.isEmpty() && mosCq.isEmpty() && r.isEmpty();
      return none
          ? Optional.empty()
          : verdict.scale().map(scale -> new Opinion(scale, mosLq, mosCq, r));
    }
  }

  /**
   * Sums of the scores of all intervals on one scale.
   *
   * @param lqIntervals how many {@code mosLq} sums
   * @param cqIntervals how many {@code mosCq} sums: those whose delay was known
   * @param commonIntervals how many {@code mosCommon} sums: those that had one
   */
  public record ScoreSum(
      Scale scale,
      double mosLq,
      double mosCq,
      double mosCommon,
      long lqIntervals,
      long cqIntervals,
      long commonIntervals) {}
}
