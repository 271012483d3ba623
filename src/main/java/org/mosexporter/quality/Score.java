package org.mosexporter.quality;

import java.util.OptionalDouble;

/**
 * What the E-model says of one direction of speech (ITU-T G.107).
 *
 * @param scale of every figure here but {@code mosCommon}
 * @param rLq transmission rating without delay
 * @param mosLq listening quality, 1–4.5
 * @param rCq rating with delay; absent when the delay is unknown
 * @param mosCq conversational quality, 1–4.5; absent when the delay is unknown
 * @param mosCommon listening quality on the fullband scale, for comparing codecs only
 * @param lostR points of R lost by cause
 * @param extrapolated whether loss or burstiness lay outside the model's stated range
 * @param lowConfidence whether the codec's values are a sibling's or a single source's
 */
public record Score(
    Scale scale,
    double rLq,
    double mosLq,
    OptionalDouble rCq,
    OptionalDouble mosCq,
    OptionalDouble mosCommon,
    LostR lostR,
    boolean extrapolated,
    boolean lowConfidence) {

  /**
   * Points of R lost by cause; they add up to the R of a perfect call on the scale minus R.
   *
   * @param codec what the codec costs without loss (Ie)
   * @param delay Id(Ta) − Id(0); absent when the delay is unknown
   */
  public record LostR(double codec, double loss, double discard, OptionalDouble delay) {}
}
