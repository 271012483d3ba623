package org.mosexporter.quality;

import static java.lang.Math.exp;
import static java.lang.Math.log10;
import static java.lang.Math.pow;
import static java.lang.Math.sqrt;

/**
 * The narrowband E-model (ITU-T G.107 §7). Variables carry the ITU's symbols; what goes in is
 * {@link Input}, what comes out is tabled at {@link EModel}.
 */
final class Narrowband {
  /** What Ie,eff tends to as loss grows, were there no packets left (§7.5). */
  static final double LOSS_CEILING = 95;

  static EModel.Terms terms(Inputs in) {
    double no = no(in);
    double ro = 15 - 1.5 * (in.value(Input.SLR) + no);
    double ist = ist(in);
    return new EModel.Terms(
        no,
        ro,
        iolr(in, no),
        ist,
        iq(in, ro),
        idte(in, no, ist),
        idle(in, ro),
        idd(in.value(Input.TA), in.value(Input.S_T), in.value(Input.M_T)),
        ieEff(
            in.value(Input.IE),
            in.value(Input.BPL),
            in.value(Input.PPL),
            in.value(Input.BURST_R),
            LOSS_CEILING),
        in.value(Input.A));
  }

  /**
   * Circuit noise, room noise at both ends and the noise floor, as one at the 0 dBr point (§7.2).
   */
  private static double no(Inputs in) {
    double slr = in.value(Input.SLR);
    double rlr = in.value(Input.RLR);
    double ps = in.value(Input.PS);
    double pr = in.value(Input.PR);
    double ds = in.value(Input.DS);
    double pre = pr + 10 * log10(1 + pow(10, (10 - in.value(Input.LSTR)) / 10));
    double nos = ps - slr - ds - 100 + 0.004 * square(ps - (slr + rlr) - ds - 14);
    double nor = rlr - 121 + pre + 0.008 * square(pre - 35);
    double nfo = in.value(Input.NFOR) + rlr;
    return 10 * log10(power(in.value(Input.NC)) + power(nos) + power(nor) + power(nfo));
  }

  private static double iolr(Inputs in, double no) {
    double olr = in.value(Input.SLR) + in.value(Input.RLR);
    double xolr = olr + 0.2 * (64 + no - in.value(Input.RLR));
    return 20 * (norm(xolr / 8, 8) - xolr / 8);
  }

  private static double ist(Inputs in) {
    double echo = exp(-in.value(Input.T) / 4) * pow(10, -in.value(Input.TELR) / 10);
    double stmro = -10 * log10(pow(10, -in.value(Input.STMR) / 10) + echo);
    return 12 * norm((stmro - 13) / 6, 8)
        - 28 * norm((stmro + 1) / 19.4, 35)
        - 13 * norm((stmro - 3) / 33, 13)
        + 29;
  }

  private static double iq(Inputs in, double ro) {
    double q = 37 - 15 * log10(in.value(Input.QDU));
    double g = 1.07 + 0.258 * q + 0.0602 * square(q);
    double y = (ro - 100) / 15 + 46 / 8.4 - g / 9;
    double z = 46.0 / 30 - g / 40;
    return 15 * log10(1 + pow(10, y) + pow(10, z));
  }

  private static double idte(Inputs in, double no, double ist) {
    double t = in.value(Input.T);
    double stmr = in.value(Input.STMR);
    double terv =
        in.value(Input.TELR)
            - 40 * log10((1 + t / 10) / (1 + t / 150))
            + 6 * exp(-0.3 * square(t))
            + (stmr < 9 ? ist / 2 : 0); // loud sidetone masks echo
    double re = 80 + 2.5 * (terv - 14);
    double roe = -1.5 * (no - in.value(Input.RLR));
    double difference = (roe - re) / 2;
    double idte = t < 1 ? 0 : (difference + sqrt(square(difference) + 100) - 1) * (1 - exp(-t));
    return stmr > 20 ? sqrt(square(idte) + square(ist)) : idte; // faint sidetone bares it
  }

  private static double idle(Inputs in, double ro) {
    double rle = 10.5 * (in.value(Input.WEPL) + 7) * pow(in.value(Input.TR) + 1, -0.25);
    double difference = (ro - rle) / 2;
    return difference + sqrt(square(difference) + 169);
  }

  /** Delay without echo (equations 7-27 and 7-28); 6 sT is a product. */
  private static double idd(double ta, double sT, double mT) {
    if (ta <= mT) {
      return 0;
    }
    double x = log10(ta / mT) / log10(2);
    return 25 * (norm(x, 6 * sT) - 3 * norm(x / 3, 6 * sT) + 2);
  }

  /** Codec and loss together (equation 7-29); the scales differ in {@code ceiling} only. */
  static double ieEff(double ie, double bpl, double ppl, double burstR, double ceiling) {
    return ie + (ceiling - ie) * ppl / (ppl / burstR + bpl);
  }

  /** (1 + x^n)^(1/n): near 1 below 1, near x above, and smooth between. */
  private static double norm(double x, double n) {
    return pow(1 + pow(x, n), 1 / n);
  }

  private static double power(double level) {
    return pow(10, level / 10);
  }

  private static double square(double x) {
    return x * x;
  }

  private Narrowband() {}
}
