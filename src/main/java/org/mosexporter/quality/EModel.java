package org.mosexporter.quality;

/**
 * The E-model: a transmission rating R from what is known of both telephones and the path between
 * (ITU-T G.107).
 *
 * <p>Each scale is a class of its own beside {@link Narrowband}; what they share is {@link Inputs},
 * {@link Terms} and the mapping to opinion in {@link Mos}. The inputs, their units, defaults and
 * permitted ranges are {@link Input}; the terms are these:
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

  /** R and the terms it is made of, under their ITU symbols; R is not clamped. */
  public record Terms(
      double no,
      double ro,
      double iolr,
      double ist,
      double iq,
      double idte,
      double idle,
      double idd,
      double ieEff,
      double a) {

    /** All that happens together with the voice signal (§7.3). */
    public double is() {
      return iolr + ist + iq;
    }

    /** All that delay does (§7.4). */
    public double id() {
      return idte + idle + idd;
    }

    /** The transmission rating (§7.1), which may leave 0–100 at either end. */
    public double r() {
      return ro - is() - id() - ieEff + a;
    }
  }

  /** The narrowband model, telephone speech of 300–3400 Hz (ITU-T G.107 §7). */
  public static Terms narrowband(Inputs inputs) {
    return Narrowband.terms(inputs);
  }

  private EModel() {}
}
