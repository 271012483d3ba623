package org.mosexporter.quality;

import java.util.OptionalDouble;

/**
 * The E-model: a transmission rating R from what is known of both telephones and the path between
 * (ITU-T G.107, G.107.1, G.107.2).
 *
 * <p>Each scale is a class of its own ({@link Narrowband}, {@link Wideband}, {@link Fullband});
 * what they share is {@link Inputs}, {@link Impairments}, {@link Terms} and the mapping to opinion
 * in {@link Mos}. The inputs, their units, defaults and permitted ranges are {@link Input}; the
 * terms are these, with their clause in G.107:
 *
 * <pre>
 * term    clause  what it takes from R
 * No      7.2     sum of all noise at the 0 dBr point, dBm0p (takes nothing by itself)
 * Ro      7.2     where R starts: signal against noise
 * Iolr    7.3     a connection that is too loud
 * Ist     7.3     sidetone that is not optimal
 * Iq      7.3     quantizing distortion
 * Is      7.3     Iolr + Ist + Iq
 * Idte    7.4     talker echo
 * Idle    7.4     listener echo
 * Idd     7.4     delay itself, however free of echo
 * Id      7.4     Idte + Idle + Idd
 * Ie,eff  7.5     codec and lost packets together
 * A       7.6     what users forgive for an advantage of access (added, not taken)
 * R       7.1     Ro - Is - Id - Ie,eff + A
 * </pre>
 */
public final class EModel {

  /**
   * R and the terms it is made of, under their ITU symbols; R is not clamped.
   *
   * @param no in dBm0p; the fullband scale has none
   */
  public record Terms(
      Scale scale,
      OptionalDouble no,
      double ro,
      double iolr,
      double ist,
      double iq,
      double idte,
      double idle,
      double idd,
      double ieEff,
      double a) {

    /** All that happens together with the voice signal (§7.3); 0 beyond narrowband. */
    public double is() {
      return iolr + ist + iq;
    }

    /** All that delay does (§7.4). */
    public double id() {
      return idte + idle + idd;
    }

    /** The transmission rating (§7.1), which may leave the scale at either end. */
    public double r() {
      return ro - is() - id() - ieEff + a;
    }

    /** R as a narrowband rating would be: what opinion is computed from (G.107.1 Annex A). */
    public double rx() {
      return r() / scale.width();
    }

    public double mos() {
      return Mos.ofR(rx());
    }
  }

  /** The model of {@code scale} on these inputs; those that it does not have are ignored. */
  public static Terms terms(Scale scale, Inputs inputs) {
    return ScaleModel.of(scale, inputs)
        .at(
            inputs.value(Input.TA),
            inputs.value(Input.T),
            inputs.value(Input.TR),
            Impairments.ieEff(inputs, scale));
  }

  private EModel() {}
}
