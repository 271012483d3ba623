package org.mosexporter.wire.rtcp;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One block of an extended report (RFC 3611 §3). Values that it says are unavailable are absent.
 */
public sealed interface XrBlock {
  /** A block about one stream. */
  sealed interface OfSource extends XrBlock {
    /** Of the stream's sender. */
    int ssrc();
  }

  /**
   * When a receiver that sends no media sent this (§4.4).
   *
   * @param ntpTimestamp seconds since 1900 in the upper 32 bits, their fraction in the lower
   */
  record ReceiverReferenceTime(long ntpTimestamp) implements XrBlock {}

  /**
   * A sender's answer to one receiver's reference time (§4.5).
   *
   * @param receiverSsrc who sent the reference time
   * @param lastReceiverReport the middle 32 bits of its NTP timestamp; 0 when there was none
   * @param delayNs since that came, 0 to 65,536 s, rounded down
   */
  record DelaySinceReceiverReport(int receiverSsrc, int lastReceiverReport, long delayNs)
      implements XrBlock {}

  /**
   * Counts of the packets from {@code beginSequence} up to and without {@code endSequence} (§4.6).
   *
   * @param lost absent when the block's flags leave it out, as the others are
   * @param jitter interarrival, in units of the payload's clock
   * @param ttl of IPv4, or hop limit of IPv6
   */
  record StatisticsSummary(
      int ssrc,
      int beginSequence,
      int endSequence,
      OptionalLong lost,
      OptionalLong duplicate,
      Optional<Spread> jitter,
      Optional<Spread> ttl)
      implements OfSource {}

  /** Least, most, mean and standard deviation. */
  record Spread(long least, long most, long mean, long deviation) {}

  /**
   * What the receiver's jitter buffer and decoder made of a call (§4.7), since reception began.
   *
   * @param lossRate packets that the network lost, 0 ≤ x &lt; 1
   * @param discardRate packets that came too late or too early for the jitter buffer, 0 ≤ x &lt; 1
   * @param burstDensity share of packets lost or discarded within bursts, 0 ≤ x &lt; 1
   * @param burstDurationMs mean, 0–65,535
   * @param roundTripMs last round trip by RTCP; 0 where the receiver does not know
   * @param endSystemDelayMs of the receiver: accumulation, decoding, buffer, encoding
   * @param signalLevelDbm0 of speech; {@code noiseLevelDbm0} of silence between
   * @param residualEchoReturnLossDb RERL of the echo path and its canceller
   * @param gapMinimum packets received in a row that end a burst
   * @param r 0–120; {@code externalR} of another network that the call passes
   * @param mosLq 1–5; {@code mosCq} with delay
   * @param jitterBufferRate 0–15, how fast an adaptive buffer adapts
   * @param jitterBufferNominalMs present; {@code jitterBufferMaximumMs} likewise; the {@code
   *     jitterBufferAbsoluteMaximumMs} is the most it may grow to
   */
  record VoipMetrics(
      int ssrc,
      double lossRate,
      double discardRate,
      double burstDensity,
      double gapDensity,
      int burstDurationMs,
      int gapDurationMs,
      int roundTripMs,
      int endSystemDelayMs,
      OptionalInt signalLevelDbm0,
      OptionalInt noiseLevelDbm0,
      OptionalInt residualEchoReturnLossDb,
      int gapMinimum,
      OptionalInt r,
      OptionalInt externalR,
      OptionalDouble mosLq,
      OptionalDouble mosCq,
      LossConcealment lossConcealment,
      JitterBufferKind jitterBuffer,
      int jitterBufferRate,
      int jitterBufferNominalMs,
      int jitterBufferMaximumMs,
      int jitterBufferAbsoluteMaximumMs)
      implements OfSource {}

  /** Packet loss concealment (§4.7.6). */
  enum LossConcealment {
    UNSPECIFIED,
    DISABLED,
    ENHANCED,
    STANDARD
  }

  /** Whether the jitter buffer adapts (§4.7.7). */
  enum JitterBufferKind {
    UNKNOWN,
    RESERVED,
    NON_ADAPTIVE,
    ADAPTIVE
  }

  /**
   * Between which extended sequence numbers the other blocks count (RFC 6776 §4.1).
   *
   * @param firstSequence of the interval; both wrap at 32 bits
   */
  record MeasurementInformation(int ssrc, int firstSequence, int lastSequence)
      implements OfSource {}

  /**
   * Delays (RFC 6843 §3).
   *
   * @param roundTripMs mean
   * @param endSystemDelayMs as in {@link VoipMetrics}
   */
  record DelayMetrics(int ssrc, OptionalDouble roundTripMs, OptionalDouble endSystemDelayMs)
      implements OfSource {}

  /** Depth of the jitter buffer (RFC 7005 §4). */
  record JitterBuffer(int ssrc, OptionalInt nominalMs, OptionalInt maximumMs) implements OfSource {}

  /**
   * Packets that arrived and were not played (RFC 7002 §3).
   *
   * @param cumulative since reception began, or since the report before
   */
  record DiscardCount(int ssrc, boolean cumulative, Discarded why, OptionalLong packets)
      implements OfSource {
    /** Why. */
    public enum Discarded {
      DUPLICATE,
      EARLY,
      LATE,
      EARLY_AND_LATE
    }
  }

  /** A block that is not read here. */
  record Other(int type) implements XrBlock {}
}
