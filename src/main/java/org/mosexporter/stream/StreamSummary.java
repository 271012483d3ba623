package org.mosexporter.stream;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.mosexporter.config.IpAddress;
import org.mosexporter.quality.BurstMetrics;
import org.mosexporter.quality.EndOfCall;
import org.mosexporter.quality.Scale;
import org.mosexporter.quality.Score;

/**
 * All that is known of one RTP stream when it is over: one direction of a call.
 *
 * @param ssrc the source identifier, 32 bits (RFC 3550 §8)
 * @param callId of the dialog that announced it; empty when no signalling was seen
 * @param codec name as in the codec table; empty when unknown
 * @param payloadType of most packets; −1 where none was seen and nothing tells
 * @param startNs first packet, nanoseconds since 1970-01-01 UTC
 * @param durationSeconds first to last packet
 * @param packets 0 where only reports told of the stream; else seen, duplicates of the network's
 *     included and copies of the mirror's not
 * @param lost expected less distinct received
 * @param lostUncertain of these, missing where we or the mirror lost packets: nobody knows whether
 *     the listener did too
 * @param discarded arrived too late for playout, as the emulated jitter buffer has it
 * @param dscp code point to packets
 * @param clockSkewPpm by how much the sender's media clock is slower than ours, millionths; absent
 *     below 20 s of media, and where its timestamps made leaps
 * @param score mean of the intervals weighted by expected packets; empty when none was scored
 * @param bursts bursts and gaps of lost and discarded packets (RFC 3611 §4.7.2)
 * @param mosLqWorst of the worst interval
 * @param endOfCall as the stream is remembered at its end, late trouble weighing more
 * @param unscoredSeconds time without a score by reason
 * @param xr what the receiver's extended reports said
 * @param observedAt where it was seen, when at more than one place
 * @param intervals how it was from interval to interval, as far as it was seen
 */
public record StreamSummary(
    IpAddress source,
    int sourcePort,
    IpAddress destination,
    int destinationPort,
    int ssrc,
    String callId,
    String codec,
    int payloadType,
    OptionalInt clockRateHz,
    long startNs,
    double durationSeconds,
    long packets,
    long expected,
    long lost,
    long lostUncertain,
    long discarded,
    long reordered,
    long duplicate,
    OptionalDouble jitterMeanSeconds,
    OptionalDouble jitterMaxSeconds,
    OptionalDouble clockSkewPpm,
    double burstRatio,
    BurstMetrics bursts,
    Map<Integer, Long> dscp,
    OptionalDouble roundTripSeconds,
    Optional<Scale> scale,
    Optional<Score> score,
    OptionalDouble mosLqWorst,
    Optional<EndOfCall> endOfCall,
    Map<Unscored, Double> unscoredSeconds,
    Optional<RtcpSummary> rtcp,
    Optional<XrSummary> xr,
    List<ObservedAt> observedAt,
    IntervalSeries intervals) {
  public StreamSummary {
    dscp = Map.copyOf(dscp);
    unscoredSeconds = Map.copyOf(unscoredSeconds);
    observedAt = List.copyOf(observedAt);
  }

  /** The same with more time that has no score. */
  public StreamSummary alsoUnscored(Unscored reason, double more) {
    Map<Unscored, Double> seconds = new HashMap<>(unscoredSeconds);
    seconds.merge(reason, more, Double::sum);
    return new StreamSummary(
        source,
        sourcePort,
        destination,
        destinationPort,
        ssrc,
        callId,
        codec,
        payloadType,
        clockRateHz,
        startNs,
        durationSeconds,
        packets,
        expected,
        lost,
        lostUncertain,
        discarded,
        reordered,
        duplicate,
        jitterMeanSeconds,
        jitterMaxSeconds,
        clockSkewPpm,
        burstRatio,
        bursts,
        dscp,
        roundTripSeconds,
        scale,
        score,
        mosLqWorst,
        endOfCall,
        seconds,
        rtcp,
        xr,
        observedAt,
        intervals);
  }

  /**
   * What one place saw of the stream.
   *
   * @param name of the interface
   * @param packets seen there since the stream is known to pass
   * @param lost of these, expected less distinct received
   * @param own whether the stream's figures are those of this place
   */
  public record ObservedAt(String name, long packets, long lost, boolean own) {}

  /**
   * What the receiver's report blocks said of the stream (RFC 3550 §6.4.1).
   *
   * @param lost last cumulative number of packets lost, signed 24 bits
   * @param fractionLostMax highest fraction of a report, 0–1
   * @param score of the reports alone, mean weighted by expected packets; empty when none was
   *     scored
   * @param mosLqWorst of the worst stretch of about an interval
   */
  public record RtcpSummary(
      long reports,
      int lost,
      double fractionLostMax,
      OptionalDouble jitterSeconds,
      OptionalDouble roundTripSeconds,
      Optional<Score> score,
      OptionalDouble mosLqWorst) {}
}
