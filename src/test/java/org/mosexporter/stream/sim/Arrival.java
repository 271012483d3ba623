package org.mosexporter.stream.sim;

import org.mosexporter.stream.reference.TracePacket;
import org.mosexporter.stream.reference.TracePacket.Payload;

/**
 * A packet that came.
 *
 * @param sentAs index among the packets that were sent under its SSRC
 * @param octets of payload
 */
public record Arrival(int ssrc, int sentAs, TracePacket packet, int octets) {
  /** Of the telephone-event that arrivals carry; all others are static (RFC 3551). */
  public static final int EVENT_PAYLOAD_TYPE = 101;

  public int payloadType() {
    return switch (packet.payload()) {
      case SPEECH -> 0;
      case NOISE -> 13;
      case EVENT -> EVENT_PAYLOAD_TYPE;
    };
  }

  boolean isSpeech() {
    return packet.payload() == Payload.SPEECH;
  }
}
