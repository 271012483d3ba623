package org.mosexporter.wire.hep;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An RTCP packet as capture agents write it in JSON. What was not written is absent.
 *
 * @param ssrc of the packet's sender
 * @param type as written: 200 SR, 201 RR; some agents write that of another packet of the compound
 * @param cname of the sender (RFC 3550 §6.5.1); bounded
 */
public record RtcpJson(
    OptionalInt ssrc,
    OptionalInt type,
    Optional<SenderInformation> sender,
    List<Block> blocks,
    Optional<VoipBlock> voip,
    String cname) {
  public RtcpJson {
    blocks = List.copyOf(blocks);
  }

  /**
   * The sender's part (RFC 3550 §6.4.1).
   *
   * @param ntpTimestamp seconds since 1900 in the upper 32 bits, their fraction in the lower,
   *     whether the agent wrote it so or as seconds and microseconds since 1970
   */
  public record SenderInformation(
      long ntpTimestamp, long rtpTimestamp, long packets, long octets) {}

  /**
   * A report block (RFC 3550 §6.4.1).
   *
   * @param lossFraction of 256
   * @param cumulativeLost signed, whether written so or as unsigned 24 bits
   * @param jitterRtpUnits in units of a clock that the agent does not tell
   * @param lastSenderReport the middle 32 bits of an NTP timestamp
   * @param delaySinceLastSenderReport in 1/65536 s
   */
  public record Block(
      int ssrc,
      int lossFraction,
      int cumulativeLost,
      long extendedHighestSequence,
      long jitterRtpUnits,
      int lastSenderReport,
      long delaySinceLastSenderReport) {}

  /**
   * Of a block of VoIP metrics (RFC 3611 §4.7), rates and densities of 256, times in ms. An agent
   * that writes it with zeros only has seen none.
   */
  public record VoipBlock(
      OptionalInt ssrc,
      int lossRate,
      int discardRate,
      int burstDensity,
      int gapDensity,
      int burstDurationMs,
      int gapDurationMs,
      int roundTripMs,
      int endSystemDelayMs) {}

  /** How a text can fail to be such a packet. */
  public enum Fault {
    /** No JSON. */
    SYNTAX("json"),
    /** JSON of another shape: nothing that is known was in it. */
    SHAPE("json_shape");

    private final String reason;

    Fault(String reason) {
      this.reason = reason;
    }

    /** The fault as a metric label. */
    public String reason() {
      return reason;
    }
  }

  /** A packet, or what is wrong. */
  public sealed interface Result {
    record Read(RtcpJson packet) implements Result {}

    record Failed(Fault fault) implements Result {}
  }
}
