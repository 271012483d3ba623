package org.mosexporter.app;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.mosexporter.quality.Band;
import org.mosexporter.quality.Codec;
import org.mosexporter.quality.EModel;
import org.mosexporter.quality.Input;
import org.mosexporter.quality.Inputs;
import org.mosexporter.quality.Mos;
import org.mosexporter.quality.Scale;

/**
 * One run of the E-model, and what it means.
 *
 * @param codec whose values went into {@code inputs}
 */
record Calculation(Optional<Codec> codec, Inputs inputs, EModel.Terms terms) {

  /**
   * The narrowband model on these inputs.
   *
   * @throws IllegalArgumentException when they have no result
   */
  static Calculation of(Optional<Codec> codec, Inputs inputs) {
    Calculation calculation = new Calculation(codec, inputs, EModel.narrowband(inputs));
    if (!Double.isFinite(calculation.terms.r()) || !Double.isFinite(calculation.rLq())) {
      throw new IllegalArgumentException("these inputs together have no finite result");
    }
    return calculation;
  }

  Scale scale() {
    return Scale.NARROWBAND;
  }

  /** R without delay. */
  double rLq() {
    return EModel.narrowband(inputs.withoutDelay()).r();
  }

  double mosLq() {
    return Mos.ofR(rLq());
  }

  double mosCq() {
    return Mos.ofR(terms.r());
  }

  Band band() {
    return Band.of(mosLq());
  }

  /** Points of R by cause; they add up to R at the defaults minus R. */
  Map<String, Double> lostR() {
    double ie = inputs.value(Input.IE);
    double loss = terms.ieEff() - ie;
    double delay = rLq() - terms.r();
    double all = EModel.narrowband(Inputs.defaults()).r() - terms.r();
    Map<String, Double> lostR = new LinkedHashMap<>();
    lostR.put("codec", ie);
    lostR.put("loss", loss);
    lostR.put("delay", delay);
    lostR.put("other", all - ie - loss - delay);
    return lostR;
  }

  /** Every term under the symbol that it has in files of test vectors. */
  Map<String, Double> named() {
    Map<String, Double> named = new LinkedHashMap<>();
    named.put("No", terms.no());
    named.put("Ro", terms.ro());
    named.put("Iolr", terms.iolr());
    named.put("Ist", terms.ist());
    named.put("Iq", terms.iq());
    named.put("Is", terms.is());
    named.put("Idte", terms.idte());
    named.put("Idle", terms.idle());
    named.put("Idd", terms.idd());
    named.put("Id", terms.id());
    named.put("IeEff", terms.ieEff());
    named.put("A", terms.a());
    named.put("R", terms.r());
    named.put("MOS", mosCq());
    named.put("GoB", Mos.goodOrBetterPercent(terms.r()));
    named.put("PoW", Mos.poorOrWorsePercent(terms.r()));
    return named;
  }
}
