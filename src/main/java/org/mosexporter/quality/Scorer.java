package org.mosexporter.quality;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Scores one stretch of one direction of speech from what can be known on the wire (ITU-T G.107):
 * codec, packets that missed playout and delay. Everything else stands at its default, among it
 * TELR 65 dB.
 *
 * <p>It never refuses a path for being too bad: outside the model's stated range the same formula
 * goes on, and the score says so.
 */
public final class Scorer {

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
    Inputs listening =
        Inputs.defaults()
            .with(Input.IE, codec.ie())
            .with(Input.BPL, codec.bpl().orElse(Input.BPL.preset()))
            .with(Input.PPL, ppl)
            .with(Input.BURST_R, burstR);
    EModel.Terms terms = EModel.narrowband(listening);
    OptionalDouble delayR = delayR(listening, terms.r(), oneWayDelayMs);
    OptionalDouble rCq =
        delayR.isPresent()
            ? OptionalDouble.of(terms.r() - delayR.getAsDouble())
            : OptionalDouble.empty();
    double missingR = terms.ieEff() - codec.ie();
    double discardR = missing == 0 ? 0 : missingR * Math.max(0, discarded) / missing;
    return Optional.of(
        new Score(
            codec.scale(),
            terms.r(),
            Mos.ofR(terms.r()),
            rCq,
            rCq.isPresent()
                ? OptionalDouble.of(Mos.ofR(rCq.getAsDouble()))
                : OptionalDouble.empty(),
            CommonScale.mos(codec, ppl),
            new Score.LostR(codec.ie(), missingR - discardR, discardR, delayR),
            !Input.PPL.permits(ppl) || !Input.BURST_R.permits(burstR),
            codec.lowConfidence()));
  }

  /** Points that delay takes: Id(Ta) − Id(0), and what little Is follows T. */
  private static OptionalDouble delayR(Inputs listening, double rLq, OptionalDouble oneWayDelayMs) {
    double ta = oneWayDelayMs.orElse(Double.NaN);
    if (!(ta >= 0) || Double.isInfinite(ta)) {
      return OptionalDouble.empty();
    }
    double rCq = EModel.narrowband(listening.withOneWayDelayMs(ta)).r();
    // Talker echo as the model has it is slightly below zero for the first milliseconds; no call
    // gets better by delay.
    return OptionalDouble.of(Math.max(0, rLq - rCq));
  }
}
