package org.mosexporter.stream.reference;

/**
 * One packet of a stream, as it was seen.
 *
 * @param sequenceNumber 0–65535, as on the wire
 * @param timestamp the 32 bits of the header
 * @param arrivalNs capture time
 */
public record TracePacket(
    int sequenceNumber, int timestamp, boolean marker, long arrivalNs, Payload payload) {
  /** What the payload type says that a packet carries. */
  public enum Payload {
    SPEECH,
    /** Comfort noise, or the silence descriptor of a speech codec. */
    NOISE,
    /** Digits and tones (RFC 4733). */
    EVENT
  }

  public TracePacket {
    if (sequenceNumber < 0 || sequenceNumber > 0xFFFF) {
      throw new IllegalArgumentException("16 bits have no number " + sequenceNumber);
    }
  }

  boolean isSpeech() {
    return payload == Payload.SPEECH;
  }
}
