package org.mosexporter.quality;

import java.util.OptionalDouble;

/**
 * Listening quality on the fullband scale, so that codecs of different bandwidth can be compared
 * (ITU-T G.107.2; ITU-T G.113 for moving a narrowband Ie there).
 */
final class CommonScale {
  private static final double RO = 148;
  private static final double LOSS_CEILING = 132;

  /** R of the scale over R of the narrowband one: R is divided by it before the MOS polynomial. */
  private static final double WIDTH = 1.48;

  /** 148 − 93.2: what a narrowband codec lacks even when it adds no distortion of its own. */
  private static final double NARROWBAND_IE = 54.8;

  /**
   * MOS-LQ there; absent with loss and no Bpl.
   *
   * @param ppl lost and discarded packets, in percent; the scale knows no burst ratio
   */
  static OptionalDouble mos(Codec codec, double ppl) {
    if (ppl > 0 && codec.bpl().isEmpty()) {
      return OptionalDouble.empty();
    }
    double ie =
        codec.ie()
            + switch (codec.scale()) {
              case NARROWBAND -> NARROWBAND_IE;
              case WIDEBAND -> 19;
              case FULLBAND -> 0;
            };
    double ieEff =
        ppl > 0 ? Narrowband.ieEff(ie, codec.bpl().getAsDouble(), ppl, 1, LOSS_CEILING) : ie;
    return OptionalDouble.of(Mos.ofR((RO - ieEff) / WIDTH));
  }

  private CommonScale() {}
}
