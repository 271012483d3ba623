package org.mosexporter.quality;

import java.util.OptionalDouble;

/**
 * The wideband E-model (ITU-T G.107.1 §7). Ro is a constant, Is and A are 0; echo and delay are the
 * narrowband ones with constants of their own.
 *
 * <p>Roe follows equation 7-6 of the edition of 06/2019 (see {@code docs/decisions/0010-*}).
 */
final class Wideband implements ScaleModel {
  private static final double RO = 129;

  /** Noise floor in dBmp with which equation 7-6 is evaluated; the narrowband one is -64. */
  static final double NFOR = -96;

  private final double telr;
  private final double wepl;
  private final OptionalDouble no;
  private final double roe;

  Wideband(Inputs in) {
    double noise = Impairments.noise(in, in.value(Input.NFOR, Scale.WIDEBAND));
    telr = in.value(Input.TELR);
    wepl = in.value(Input.WEPL);
    no = OptionalDouble.of(noise);
    roe = -1.5 * (noise - in.value(Input.RLR));
  }

  @Override
  public EModel.Terms at(double taMs, double tMs, double trMs, double ieEff) {
    double k = tMs < 100 ? 0.08 * tMs + 10 : 18; // equations 7-9 and 7-10
    double re = 80 + 3 * (Impairments.terv(telr, tMs) + k - 14);
    return new EModel.Terms(
        Scale.WIDEBAND,
        no,
        RO,
        0,
        0,
        0,
        Impairments.talkerEcho(roe, re, tMs),
        Impairments.listenerEcho(RO, wepl, trMs),
        Scale.WIDEBAND.width() * Impairments.pureDelay(taMs, 1, 100),
        ieEff,
        0);
  }
}
