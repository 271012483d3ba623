package org.mosexporter.quality;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Scores one stretch of one direction of speech from what can be known on the wire (ITU-T G.107):
 * codec, packets that missed playout and delay. Everything else stands at its default, among it
 * TELR 65 dB.
 *
 * <p>It never refuses a path for being too bad: outside the model's stated range the same formula
 * goes on, and the score says so. Only where long bursts would carry Ie,eff past the 95 that it is
 * built to approach, it stays there: no more can be lost than everything.
 */
public final class Scorer {
  /** R of a call at the defaults: no term but Ie,eff and Id depends on what the wire shows. */
  private static final double R_PERFECT = EModel.narrowband(Inputs.defaults()).r();

  /**
   * The score; empty when packets were missing and the codec has no Bpl, or when none was expected.
   *
   * @param expected packets sent, by sequence numbers
   * @param lost of these, never arrived
   * @param discarded of these, arrived too late for playout
   * @param burstRatio 1 for random loss, above for bursty (BurstR)
   * @param oneWayDelayMs mouth to ear, jitter buffer included (Ta)
   */
  public Optional<Score> score(
      Codec codec,
      long expected,
      long lost,
      long discarded,
      double burstRatio,
      OptionalDouble oneWayDelayMs) {
    long missing = Math.max(0, lost) + Math.max(0, discarded);
    if (expected <= 0 || (missing > 0 && codec.bpl().isEmpty())) {
      return Optional.empty();
    }
    double ppl = Math.min(100, 100.0 * missing / expected);
    double burstR = burstRatio > 1 ? burstRatio : 1;
    double uncapped = missing == 0 ? codec.ie() : ieEff(codec, ppl, burstR);
    double ieEff = Math.min(uncapped, Narrowband.LOSS_CEILING);
    double rLq = R_PERFECT - ieEff;
    OptionalDouble delayR = delayR(oneWayDelayMs);
    OptionalDouble rCq =
        delayR.isPresent() ? OptionalDouble.of(rLq - delayR.getAsDouble()) : OptionalDouble.empty();
    double missingR = ieEff - codec.ie();
    double discardR = missing == 0 ? 0 : missingR * Math.max(0, discarded) / missing;
    return Optional.of(
        new Score(
            codec.scale(),
            rLq,
            Mos.ofR(rLq),
            rCq,
            rCq.isPresent()
                ? OptionalDouble.of(Mos.ofR(rCq.getAsDouble()))
                : OptionalDouble.empty(),
            CommonScale.mos(codec, ppl),
            new Score.LostR(codec.ie(), missingR - discardR, discardR, delayR),
            !Input.PPL.permits(ppl) || !Input.BURST_R.permits(burstR) || uncapped > ieEff,
            codec.lowConfidence()));
  }

  private static double ieEff(Codec codec, double ppl, double burstR) {
    double bpl = codec.bpl().orElseThrow();
    return Narrowband.ieEff(codec.ie(), bpl, ppl, burstR, Narrowband.LOSS_CEILING);
  }

  /** Points that delay takes: Id(Ta) − Id(0), and what little Is follows T. */
  private static OptionalDouble delayR(OptionalDouble oneWayDelayMs) {
    double ta = oneWayDelayMs.orElse(Double.NaN);
    if (!(ta >= 0) || Double.isInfinite(ta)) {
      return OptionalDouble.empty();
    }
    EModel.Terms terms = EModel.narrowband(Inputs.defaults().withOneWayDelayMs(ta));
    // Between 1 and 4 ms the model's talker echo is below zero, by 0.11 at most; no call gets
    // better by delay.
    double r = terms.r() + Math.min(0, terms.idte());
    return OptionalDouble.of(Math.max(0, R_PERFECT - r));
  }
}
