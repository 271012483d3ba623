package org.mosexporter.quality;

import java.util.OptionalDouble;

/**
 * What a codec does to speech (ITU-T G.113 Appendix I).
 *
 * @param name as people know it, such as "G.711" or "GSM-FR"
 * @param scale of {@code ie} and {@code bpl}
 * @param ie points of R lost without packet loss
 * @param bpl robustness to packet loss, above 0; absent when nobody has measured it
 * @param frameMs speech in one frame
 * @param lookAheadMs what the encoder waits for beyond its frame
 * @param lowConfidence whether the values are a sibling's or a single source's
 */
public record Codec(
    String name,
    Scale scale,
    double ie,
    OptionalDouble bpl,
    double frameMs,
    double lookAheadMs,
    boolean lowConfidence) {
  public Codec {
    if (!(ie >= 0) || (bpl.isPresent() && !(bpl.getAsDouble() > 0))) {
      throw new IllegalArgumentException(name + ": Ie is at least 0 and Bpl above 0");
    }
  }

  /** The same codec with the values that a user trusts more. */
  Codec with(double ie, double bpl) {
    return new Codec(name, scale, ie, OptionalDouble.of(bpl), frameMs, lookAheadMs, false);
  }
}
