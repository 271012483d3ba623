package org.mosexporter.quality;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Scores one stretch of one direction of speech from what can be known on the wire (ITU-T G.107,
 * G.107.1, G.107.2): codec, packets that missed playout and delay. Everything else stands at its
 * default.
 *
 * <p>It never refuses a path for being too bad: outside the model's stated range the same formula
 * goes on, and the score says so. Only where long bursts would carry Ie,eff past the ceiling that
 * it is built to approach, it stays there: no more can be lost than everything.
 *
 * <p>Immutable: what delay, codec and loss do not change is worked out once.
 */
public final class Scorer {
  /** With the echo that good phones leave: TELR 65 dB. */
  public static final Scorer USUAL = new Scorer();

  private final Model narrowband;
  private final Model wideband;
  private final Model fullband;

  /** With the echo that good phones leave: TELR 65 dB. */
  public Scorer() {
    this(Inputs.defaults());
  }

  private Scorer(Inputs inputs) {
    narrowband = new Model(Scale.NARROWBAND, inputs);
    wideband = new Model(Scale.WIDEBAND, inputs);
    fullband = new Model(Scale.FULLBAND, inputs);
  }

  /**
   * With the echo that a phone reports: TELR = SLR + RERL + RLR.
   *
   * @param rerlDb residual echo return loss (RFC 3611 §4.7.4); 55 is what {@link #Scorer()} takes
   */
  public static Scorer withEchoReturnLoss(double rerlDb) {
    Inputs inputs = Inputs.defaults();
    double telr = inputs.value(Input.SLR) + rerlDb + inputs.value(Input.RLR);
    return new Scorer(inputs.with(Input.TELR, telr));
  }

  /** R of a call that lost nothing, on {@code scale}: where every other call starts. */
  public static double perfectR(Scale scale) {
    return EModel.terms(scale, Inputs.defaults()).r();
  }

  /** Points that a one-way delay of so many ms takes: Id(Ta) − Id(0). */
  public double delayR(Scale scale, double oneWayDelayMs) {
    return model(scale).delayR(OptionalDouble.of(oneWayDelayMs)).orElseThrow();
  }

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
    double uncapped = ieEff(codec, ppl, burstR);
    double ieEff = Math.min(uncapped, Math.max(codec.ie(), codec.scale().lossCeiling()));
    double missingR = ieEff - codec.ie();
    double discardR = missing == 0 ? 0 : missingR * Math.max(0, discarded) / missing;
    Model model = model(codec.scale());
    double rLq = model.perfectR - ieEff;
    OptionalDouble delayR = model.delayR(oneWayDelayMs);
    OptionalDouble rCq = minus(rLq, delayR);
    return Optional.of(
        new Score(
            codec.scale(),
            rLq,
            Mos.ofR(rLq, codec.scale()),
            rCq,
            mos(rCq, codec.scale()),
            CommonScale.mosLq(codec, ppl, burstR),
            new Score.LostR(codec.ie(), missingR - discardR, discardR, delayR),
            !Input.PPL.permits(ppl) || !Input.BURST_R.permits(burstR) || uncapped > ieEff,
            codec.lowConfidence()));
  }

  /**
   * How a call is remembered at its end, bursts and recency counted; empty when packets were
   * missing and the codec has no Bpl, or when there were none.
   *
   * @param bursts of the whole call
   * @param packetMs speech per packet
   * @param oneWayDelayMs mean of the call (Ta)
   */
  public Optional<EndOfCall> endOfCall(
      Codec codec, BurstMetrics bursts, double packetMs, OptionalDouble oneWayDelayMs) {
    boolean unknown = bursts.missing() > 0 && codec.bpl().isEmpty();
    if (bursts.packets() <= 0 || !(packetMs > 0) || unknown) {
      return Optional.empty();
    }
    // One gap per burst, so that both have the share of the call that they had.
    long cycles = Math.max(1, bursts.bursts());
    Recency recency =
        Recency.of(
            ieEff(codec, 100 * bursts.gapDensity(), 1),
            ieEff(codec, 100 * bursts.burstDensity(), 1),
            bursts.gapPackets() * packetMs / 1000 / cycles,
            bursts.burstPackets() * packetMs / 1000 / cycles);
    double ieEnd = recency.ieAtEnd(bursts.packetsSinceBurst() * packetMs / 1000);
    Model model = model(codec.scale());
    double rLq = model.perfectR - ieEnd;
    OptionalDouble rCq = minus(rLq, model.delayR(oneWayDelayMs));
    return Optional.of(
        new EndOfCall(
            codec.scale(),
            recency.ieAverage(),
            ieEnd,
            Mos.ofR(rLq, codec.scale()),
            mos(rCq, codec.scale())));
  }

  private static double ieEff(Codec codec, double ppl, double burstR) {
    return ppl > 0
        ? Impairments.ieEff(
            codec.ie(), codec.bpl().orElseThrow(), ppl, burstR, codec.scale().lossCeiling())
        : codec.ie();
  }

  private static OptionalDouble minus(double r, OptionalDouble points) {
    return points.isPresent() ? OptionalDouble.of(r - points.getAsDouble()) : points;
  }

  private static OptionalDouble mos(OptionalDouble r, Scale scale) {
    return r.isPresent() ? OptionalDouble.of(Mos.ofR(r.getAsDouble(), scale)) : r;
  }

  private Model model(Scale scale) {
    return switch (scale) {
      case NARROWBAND -> narrowband;
      case WIDEBAND -> wideband;
      case FULLBAND -> fullband;
    };
  }

  /** A scale's model, and where a perfect call stands on it. */
  private static final class Model {
    final ScaleModel model;
    final double perfectR;

    Model(Scale scale, Inputs inputs) {
      model = ScaleModel.of(scale, inputs);
      perfectR = perfectR(scale);
    }

    /** Points that delay takes: Id(Ta) − Id(0), and what little Is follows T. */
    OptionalDouble delayR(OptionalDouble oneWayDelayMs) {
      double ta = oneWayDelayMs.orElse(Double.NaN);
      if (!(ta >= 0) || Double.isInfinite(ta)) {
        return OptionalDouble.empty();
      }
      EModel.Terms terms = model.at(ta, ta, 2 * ta, 0);
      // Over short delays talker echo is below zero, by 0.31 at most; no call gets better by delay.
      double r = terms.r() + Math.min(0, terms.idte());
      return OptionalDouble.of(perfectR - r);
    }
  }
}
