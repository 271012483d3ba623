package org.mosexporter.quality;

import java.util.OptionalDouble;

/**
 * Quality on the fullband scale, so that codecs of different bandwidth can be compared (ITU-T
 * G.107.2; ITU-T G.113 for moving an Ie to a wider scale).
 *
 * <p>A wider scale knows more that narrow speech lacks: Ie grows by the distance of the scales.
 * Loss is what G.107.2 makes of it, with the codec's own Bpl, and counts bursts as the codec's own
 * scale does, so that a fullband codec has one score.
 */
public final class CommonScale {
  /** 129 − 93.2: what narrowband speech lacks to be wideband, free of any distortion. */
  private static final double NARROWBAND_TO_WIDEBAND = 35.8;

  /** 148 − 129. */
  private static final double WIDEBAND_TO_FULLBAND = 19;

  private static final ScaleModel MODEL = new Fullband();

  /**
   * Ie moved to the same or a wider scale.
   *
   * @throws IllegalArgumentException when {@code to} is narrower: what a codec does beyond the
   *     scale it was judged on is not known there
   */
  public static double ie(double ie, Scale from, Scale to) {
    if (to.compareTo(from) < 0) {
      throw new IllegalArgumentException(
          "no Ie is known on the " + to.label() + " scale for a " + from.label() + " codec");
    }
    double wide = from == Scale.NARROWBAND && to != from ? NARROWBAND_TO_WIDEBAND : 0;
    double full = to == Scale.FULLBAND && from != to ? WIDEBAND_TO_FULLBAND : 0;
    return ie + wide + full;
  }

  /**
   * MOS-LQ there; absent with loss and no Bpl.
   *
   * @param ppl lost and discarded packets, in percent
   * @param burstR 1 for random loss, above for bursty; below counts as 1
   */
  public static OptionalDouble mosLq(Codec codec, double ppl, double burstR) {
    return mosCq(codec, ppl, burstR, 0);
  }

  /** MOS-CQ there, with a one-way delay in ms; absent with loss and no Bpl. */
  public static OptionalDouble mosCq(Codec codec, double ppl, double burstR, double oneWayDelayMs) {
    return codec.bpl().isEmpty() && ppl > 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            mos(codec.scale(), codec.ie(), codec.bpl().orElse(1), ppl, burstR, oneWayDelayMs));
  }

  /**
   * MOS there of an Ie and Bpl on {@code scale}.
   *
   * @param ppl lost and discarded packets, in percent
   * @param burstR below 1 counts as 1
   */
  public static double mos(
      Scale scale, double ie, double bpl, double ppl, double burstR, double oneWayDelayMs) {
    double bursts = burstR > 1 ? burstR : 1;
    double ceiling = Scale.FULLBAND.lossCeiling();
    double ieThere = ie(ie, scale, Scale.FULLBAND);
    double ieEff = Math.min(ceiling, Impairments.ieEff(ieThere, bpl, ppl, bursts, ceiling));
    return MODEL.at(oneWayDelayMs, oneWayDelayMs, 2 * oneWayDelayMs, ieEff).mos();
  }

  private CommonScale() {}
}
