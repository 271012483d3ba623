package org.mosexporter.quality;

import static java.lang.Math.exp;
import static java.lang.Math.log10;
import static java.lang.Math.pow;
import static java.lang.Math.sqrt;
import static org.mosexporter.quality.Impairments.norm;
import static org.mosexporter.quality.Impairments.square;

import java.util.OptionalDouble;

/** The narrowband E-model (ITU-T G.107 §7). Variables carry the ITU's symbols. */
final class Narrowband implements ScaleModel {
  private final double stmr;
  private final double telr;
  private final double wepl;
  private final double sT;
  private final double mT;
  private final double a;
  private final OptionalDouble no;
  private final double ro;
  private final double roe;
  private final double iolr;
  private final double iq;

  /** 10^(-STMR/10) and 10^(-TELR/10): sidetone and echo as shares of power. */
  private final double sidetone;

  private final double echo;

  Narrowband(Inputs in) {
    stmr = in.value(Input.STMR);
    telr = in.value(Input.TELR);
    wepl = in.value(Input.WEPL);
    sT = in.value(Input.S_T);
    mT = in.value(Input.M_T);
    a = in.value(Input.A);
    double noise = Impairments.noise(in, in.value(Input.NFOR));
    no = OptionalDouble.of(noise);
    ro = 15 - 1.5 * (in.value(Input.SLR) + noise);
    roe = -1.5 * (noise - in.value(Input.RLR));
    iolr = iolr(in, noise);
    iq = iq(in.value(Input.QDU), ro);
    sidetone = pow(10, -stmr / 10);
    echo = pow(10, -telr / 10);
  }

  @Override
  public EModel.Terms at(double taMs, double tMs, double trMs, double ieEff) {
    double ist = ist(tMs);
    return new EModel.Terms(
        Scale.NARROWBAND,
        no,
        ro,
        iolr,
        ist,
        iq,
        idte(tMs, ist),
        Impairments.listenerEcho(ro, wepl, trMs),
        Impairments.pureDelay(taMs, sT, mT),
        ieEff,
        a);
  }

  private static double iolr(Inputs in, double no) {
    double olr = in.value(Input.SLR) + in.value(Input.RLR);
    double xolr = olr + 0.2 * (64 + no - in.value(Input.RLR));
    return 20 * (norm(xolr / 8, 8) - xolr / 8);
  }

  private static double iq(double qdu, double ro) {
    double q = 37 - 15 * log10(qdu);
    double g = 1.07 + 0.258 * q + 0.0602 * square(q);
    double y = (ro - 100) / 15 + 46 / 8.4 - g / 9;
    double z = 46.0 / 30 - g / 40;
    return 15 * log10(1 + pow(10, y) + pow(10, z));
  }

  private double ist(double t) {
    double stmro = -10 * log10(sidetone + exp(-t / 4) * echo);
    return 12 * norm((stmro - 13) / 6, 8)
        - 28 * norm((stmro + 1) / 19.4, 35)
        - 13 * norm((stmro - 3) / 33, 13)
        + 29;
  }

  private double idte(double t, double ist) {
    double masked = stmr < 9 ? ist / 2 : 0; // loud sidetone masks echo
    double re = 80 + 2.5 * (Impairments.terv(telr, t) + masked - 14);
    double idte = Impairments.talkerEcho(roe, re, t);
    return stmr > 20 ? sqrt(square(idte) + square(ist)) : idte; // faint sidetone bares it
  }
}
