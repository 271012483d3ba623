package org.mosexporter.quality;

import java.util.OptionalDouble;

/**
 * What a codec in one of its modes does to speech (ITU-T G.113 Appendices I, IV and V, and where
 * they are silent, what others measured).
 *
 * @param name as people know it, such as "G.711" or "AMR-WB"; the same in all modes
 * @param mode bitrate in kbit/s or a variant, such as "12.65"; empty when there is one mode
 * @param scale of {@code ie} and {@code bpl}
 * @param bitrateKbps of the speech alone; empty when it varies or is unknown
 * @param ie points of R lost without packet loss, at least 0
 * @param bpl robustness to packet loss, above 0; absent when nobody has measured it
 * @param frameMs speech in one frame
 * @param lookAheadMs what the encoder waits for beyond its frame
 * @param source where {@code ie} and {@code bpl} come from
 */
public record Codec(
    String name,
    String mode,
    Scale scale,
    OptionalDouble bitrateKbps,
    double ie,
    OptionalDouble bpl,
    double frameMs,
    double lookAheadMs,
    Confidence confidence,
    String source) {
  public Codec {
    if (!(ie >= 0) || (bpl.isPresent() && !(bpl.getAsDouble() > 0))) {
      throw new IllegalArgumentException(name + ": Ie is at least 0 and Bpl above 0");
    }
  }

  /** Name and mode, such as "AMR-WB-12.65"; just the name when there is one mode. */
  public String fullName() {
    return mode.isEmpty() ? name : name + "-" + mode;
  }

  public boolean lowConfidence() {
    return confidence == Confidence.LOW;
  }

  /** The same codec with the values that a user trusts more. */
  Codec with(double ie, double bpl) {
    return new Codec(
        name,
        mode,
        scale,
        bitrateKbps,
        ie,
        OptionalDouble.of(bpl),
        frameMs,
        lookAheadMs,
        Confidence.HIGH,
        "configuration");
  }

  /** The same codec where it is not certain that its values are the right ones. */
  Codec assumed() {
    return new Codec(
        name, mode, scale, bitrateKbps, ie, bpl, frameMs, lookAheadMs, Confidence.LOW, source);
  }
}
