package org.mosexporter.diagnosis;

/** Points of R that losing a share of packets costs, where nobody counted them. */
final class Losses {
  /** Points below which a share of packets is nothing. */
  static final double LEAST_R = 0.5;

  /** Bpl of G.711 with concealment (ITU-T G.113 Appendix I). */
  static final double BPL = 25.1;

  private static final double CEILING = 95;

  /** Of random loss (G.107 §7.5). */
  static double points(double ratio) {
    double percent = 100 * ratio;
    return CEILING * percent / (percent + BPL);
  }

  private Losses() {}
}
