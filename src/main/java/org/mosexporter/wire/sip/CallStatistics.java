package org.mosexporter.wire.sip;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.mosexporter.config.IpAddress;

/**
 * What one side counted of a call, as it says in a header of its BYE or of the answer to one. There
 * is no standard: vendors have names and units of their own. What was not sent, or in a unit that
 * nobody knows, is absent.
 *
 * @param received of the stream towards the sender of the header; {@code sent} of the one from it
 * @param latencyMs as sent; whether there and back or one way is the vendor's secret
 * @param local where the sender of the header had its media; {@code remote} the other end
 * @param mos the sender's own verdict on what it received; {@code mosCq} with delay
 * @param concealedRatio concealed to all speech, 0–1
 * @param concealedSeconds seconds with any concealment; {@code severelyConcealedSeconds} with more
 *     than a twentieth of it
 * @param invalid values that are none of their key's
 */
public record CallStatistics(
    String header,
    Side received,
    Side sent,
    OptionalDouble latencyMs,
    OptionalLong setupMs,
    OptionalLong durationSeconds,
    Optional<MediaEnd> local,
    Optional<MediaEnd> remote,
    OptionalDouble mos,
    OptionalDouble mosCq,
    OptionalDouble concealedRatio,
    OptionalLong concealedSeconds,
    OptionalLong severelyConcealedSeconds,
    int invalid) {

  /**
   * One direction.
   *
   * @param expected that should have come, as the side knows
   * @param discarded that came too late to be played
   * @param jitter in {@code jitterUnit}
   * @param codec as sent: a name, or a payload type
   */
  public record Side(
      OptionalLong packets,
      OptionalLong octets,
      OptionalLong expected,
      OptionalLong lost,
      OptionalLong discarded,
      OptionalDouble jitter,
      JitterUnit jitterUnit,
      String codec) {}

  /** What jitter is counted in. */
  public enum JitterUnit {
    MILLISECONDS,
    /** Units of the stream's RTP clock. */
    RTP_UNITS
  }

  /** An address and port of media. */
  public record MediaEnd(IpAddress address, OptionalInt port) {}
}
