package org.mosexporter.stream;

import java.util.Map;
import java.util.OptionalInt;
import org.mosexporter.wire.sip.Encoding;

/**
 * What is known of a stream's packets beyond themselves: what signalling said (RFC 8866), or what
 * could be told from their headers.
 *
 * @param callId of the dialog; empty when no signalling was seen
 * @param payloadTypes payload type, 0–127, to its encoding; one without a name was not named, and
 *     only its clock is known
 * @param ptimeMs speech in one packet as announced
 * @param trailerOctets what SRTP puts behind each payload: tag and key identifier (RFC 3711 §3.1);
 *     0 for RTP, empty when unknown
 */
public record Media(
    String callId,
    Map<Integer, Encoding> payloadTypes,
    OptionalInt ptimeMs,
    OptionalInt trailerOctets) {
  /** Of a stream that no signalling announced. */
  public static final Media UNKNOWN = new Media("", Map.of(), OptionalInt.empty());

  public Media {
    payloadTypes = Map.copyOf(payloadTypes);
  }

  /** Of RTP. */
  public Media(String callId, Map<Integer, Encoding> payloadTypes, OptionalInt ptimeMs) {
    this(callId, payloadTypes, ptimeMs, OptionalInt.of(0));
  }

  /** The same with so many octets behind each payload. */
  public Media followedBy(OptionalInt trailerOctets) {
    return trailerOctets.equals(this.trailerOctets)
        ? this
        : new Media(callId, payloadTypes, ptimeMs, trailerOctets);
  }

  boolean isKnownAsRtp() {
    return trailerOctets.orElse(-1) == 0;
  }

  /**
   * Speech in one packet, as observed, else as announced; empty when neither is known.
   *
   * @param observedUnits of the stream's clock; 0 when not observed
   * @param clockRateHz 0 when unknown
   */
  OptionalInt ptimeNs(int observedUnits, int clockRateHz) {
    if (observedUnits > 0 && clockRateHz > 0) {
      return OptionalInt.of((int) (observedUnits * 1_000_000_000L / clockRateHz));
    }
    return ptimeMs.isPresent()
        ? OptionalInt.of(ptimeMs.getAsInt() * 1_000_000)
        : OptionalInt.empty();
  }
}
