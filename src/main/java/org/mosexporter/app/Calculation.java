package org.mosexporter.app;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mosexporter.quality.Band;
import org.mosexporter.quality.Codec;
import org.mosexporter.quality.CommonScale;
import org.mosexporter.quality.EModel;
import org.mosexporter.quality.Input;
import org.mosexporter.quality.Inputs;
import org.mosexporter.quality.Mos;
import org.mosexporter.quality.Scale;
import org.mosexporter.quality.Scorer;

/**
 * One run of the E-model, and what it means.
 *
 * @param codec whose values went into {@code inputs}
 */
record Calculation(Optional<Codec> codec, Inputs inputs, EModel.Terms terms) {

  /**
   * The model of a scale on these inputs.
   *
   * @throws IllegalArgumentException when they have no result
   */
  static Calculation of(Scale scale, Optional<Codec> codec, Inputs inputs) {
    Calculation calculation = new Calculation(codec, inputs, EModel.terms(scale, inputs));
    if (!Double.isFinite(calculation.terms.r()) || !Double.isFinite(calculation.rLq())) {
      throw new IllegalArgumentException("these inputs together have no finite result");
    }
    return calculation;
  }

  Scale scale() {
    return terms.scale();
  }

  /** R without delay. */
  double rLq() {
    return EModel.terms(scale(), inputs.withoutDelay()).r();
  }

  double mosLq() {
    return Mos.ofR(rLq(), scale());
  }

  double mosCq() {
    return terms.mos();
  }

  Band band() {
    return Band.of(mosLq());
  }

  /** MOS-LQ of codec and loss on the fullband scale; other inputs are at their default there. */
  double mosCommon() {
    return CommonScale.mos(
        scale(),
        inputs.value(Input.IE),
        inputs.value(Input.BPL),
        inputs.value(Input.PPL),
        inputs.value(Input.BURST_R),
        0);
  }

  /** Inputs that were set although the scale does not have them. */
  List<Input> ignored() {
    return Arrays.stream(Input.values())
        .filter(input -> inputs.isSet(input) && !input.appliesTo(scale()))
        .toList();
  }

  /** Points of R by cause; they add up to R at the defaults minus R. */
  Map<String, Double> lostR() {
    double ie = inputs.value(Input.IE);
    double loss = terms.ieEff() - ie;
    double delay = rLq() - terms.r();
    double all = Scorer.perfectR(scale()) - terms.r();
    Map<String, Double> lostR = new LinkedHashMap<>();
    lostR.put("codec", ie);
    lostR.put("loss", loss);
    lostR.put("delay", delay);
    lostR.put("other", all - ie - loss - delay);
    return lostR;
  }

  /** Every term and what it means, under the symbol that it has in files of test vectors. */
  Map<String, Double> named() {
    Map<String, Double> named = new LinkedHashMap<>();
    TermRow.of(terms).forEach(row -> named.put(row.name(), row.value()));
    named.put("MOS", mosCq());
    if (scale() == Scale.NARROWBAND) {
      named.put("GoB", Mos.goodOrBetterPercent(terms.r()));
      named.put("PoW", Mos.poorOrWorsePercent(terms.r()));
    }
    return named;
  }
}
