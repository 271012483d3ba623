package org.mosexporter.quality;

/** What a rating R means as opinion: MOS, good or better, poor or worse (ITU-T G.107 Annex B). */
public final class Mos {
  public static final double MIN = 1;
  public static final double MAX = 4.5;

  /** Mean opinion score of an R on {@code scale}, 1–4.5 (G.107 B-4, G.107.1 A-1). */
  public static double ofR(double r, Scale scale) {
    return ofR(r / scale.width());
  }

  /** Mean opinion score of a narrowband R, 1–4.5 (equation B-4). */
  public static double ofR(double r) {
    if (r <= 0) {
      return MIN;
    }
    if (r >= 100) {
      return MAX;
    }
    // The polynomial dips to 0.989 between R = 0 and 6.515; no listener scores below 1.
    return Math.max(MIN, 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6);
  }

  /** The narrowband R, 6.5–100, that has this MOS of 1–4.5 (Appendix I). */
  public static double toR(double mos) {
    double m = Math.clamp(mos, MIN, MAX);
    double root = Math.sqrt(-903522 + 1113960 * m - 202500 * m * m);
    double h = Math.atan2(15 * root, 18566 - 6750 * m) / 3;
    return 20.0 / 3 * (8 - Math.sqrt(226) * Math.cos(h + Math.PI / 3));
  }

  /** The R on {@code scale} that has this MOS, 6.5–100 times its width. */
  public static double toR(double mos, Scale scale) {
    return toR(mos) * scale.width();
  }

  /** GoB: users who would call it good or better, in percent (equation B-2). */
  public static double goodOrBetterPercent(double r) {
    return 100 * normalDistribution((r - 60) / 16);
  }

  /** PoW: users who would call it poor or worse, in percent (equation B-3). */
  public static double poorOrWorsePercent(double r) {
    return 100 * normalDistribution((45 - r) / 16);
  }

  /**
   * The standard normal distribution, to about 1e-15.
   *
   * <p>1/2 + φ(x) (x + x³/3 + x⁵/(3·5) + …): every term is positive, so nothing cancels. Beyond ±8
   * what is missing to 0 or 1 is below a double's step at 1.
   */
  private static double normalDistribution(double x) {
    if (Math.abs(x) > 8) {
      return x > 0 ? 1 : 0;
    }
    double term = x;
    double sum = x;
    for (int i = 3; Math.abs(term) > 1e-17 * Math.abs(sum); i += 2) {
      term *= x * x / i;
      sum += term;
    }
    return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  private Mos() {}
}
