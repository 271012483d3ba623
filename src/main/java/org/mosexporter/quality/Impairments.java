package org.mosexporter.quality;

import static java.lang.Math.exp;
import static java.lang.Math.log10;
import static java.lang.Math.pow;
import static java.lang.Math.sqrt;

/**
 * The formulas that the scales share (ITU-T G.107 §7, taken over by G.107.1 and G.107.2). Variables
 * carry the ITU's symbols; they are tabled at {@link Input} and {@link EModel}.
 */
final class Impairments {
  private static final double LN_2 = Math.log(2);

  /**
   * Circuit noise, room noise at both ends and the noise floor, as one at the 0 dBr point, in dBm0p
   * (§7.2).
   */
  static double noise(Inputs in, double nfor) {
    double slr = in.value(Input.SLR);
    double rlr = in.value(Input.RLR);
    double ps = in.value(Input.PS);
    double ds = in.value(Input.DS);
    double pre = in.value(Input.PR) + 10 * log10(1 + power(10 - in.value(Input.LSTR)));
    double nos = ps - slr - ds - 100 + 0.004 * square(ps - (slr + rlr) - ds - 14);
    double nor = rlr - 121 + pre + 0.008 * square(pre - 35);
    double nfo = nfor + rlr;
    return 10 * log10(power(in.value(Input.NC)) + power(nos) + power(nor) + power(nfo));
  }

  /** What the loss on the echo path is worth once echo takes its time, in dB. */
  static double terv(double telr, double t) {
    return telr - 40 * log10((1 + t / 10) / (1 + t / 150)) + 6 * exp(-0.3 * square(t));
  }

  /** Talker echo; below 1 ms there is none. It can be negative, by 1 at most. */
  static double talkerEcho(double roe, double re, double t) {
    return t < 1 ? 0 : (smoothExcess(roe - re, 100) - 1) * (1 - exp(-t));
  }

  /** Listener echo: 10.5 (WEPL + 7) (Tr + 1)^(-1/4) against where R starts. */
  static double listenerEcho(double ro, double wepl, double tr) {
    return smoothExcess(ro - 10.5 * (wepl + 7) / sqrt(sqrt(tr + 1)), 169);
  }

  /** Delay without echo (equations 7-27 and 7-28); 6 sT is a product. */
  static double pureDelay(double ta, double sT, double mT) {
    if (ta <= mT) {
      return 0;
    }
    double x = Math.log(ta / mT) / LN_2;
    return 25 * (norm(x, 6 * sT) - 3 * norm(x / 3, 6 * sT) + 2);
  }

  /**
   * Codec and loss together (equation 7-29).
   *
   * @param ceiling of the scale; a codec that is worse loses nothing more
   */
  static double ieEff(double ie, double bpl, double ppl, double burstR, double ceiling) {
    return ie + Math.max(0, ceiling - ie) * ppl / (ppl / burstR + bpl);
  }

  static double ieEff(Inputs in, Scale scale) {
    return ieEff(
        in.value(Input.IE),
        in.value(Input.BPL),
        in.value(Input.PPL),
        in.value(Input.BURST_R),
        scale.lossCeiling());
  }

  /** (1 + x^n)^(1/n): near 1 below 1, near x above, and smooth between. */
  static double norm(double x, double n) {
    return pow(1 + pow(x, n), 1 / n);
  }

  /** Near 0 below 0, near the difference above, and smooth between. */
  private static double smoothExcess(double difference, double width) {
    double half = difference / 2;
    return half + sqrt(square(half) + width);
  }

  private static double power(double level) {
    return pow(10, level / 10);
  }

  static double square(double x) {
    return x * x;
  }

  private Impairments() {}
}
