package org.mosexporter.stream;

import java.util.Map;
import java.util.OptionalInt;
import org.mosexporter.wire.sip.Encoding;

/**
 * What signalling said of a stream (RFC 8866).
 *
 * @param callId of the dialog; empty when no signalling was seen
 * @param payloadTypes payload type, 0–127, to its encoding
 * @param ptimeMs speech in one packet as announced
 */
public record Media(String callId, Map<Integer, Encoding> payloadTypes, OptionalInt ptimeMs) {
  /** Of a stream that no signalling announced. */
  public static final Media UNKNOWN = new Media("", Map.of(), OptionalInt.empty());

  public Media {
    payloadTypes = Map.copyOf(payloadTypes);
  }
}
