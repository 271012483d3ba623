package org.mosexporter.simulator.office;

/**
 * What listeners think, by the E-model of one audio bandwidth (ITU-T G.107, G.107.1, G.107.2): the
 * truth that findings are judged by, worked out here and not by the product.
 */
public enum Opinion {
  NARROWBAND(93.2, 1, 95, 54.8),
  WIDEBAND(129, 1.29, 129, 19),
  FULLBAND(148, 1.48, 132, 0);

  private final double most;
  private final double width;
  private final double ceiling;
  private final double toFullband;

  Opinion(double most, double width, double ceiling, double toFullband) {
    this.most = most;
    this.width = width;
    this.ceiling = ceiling;
    this.toFullband = toFullband;
  }

  /** Points that loss costs beyond the codec's own (G.107 §7.5). */
  double lossPoints(Codec codec, double lostPercent, double burstR) {
    return (ceiling - codec.ie) * lostPercent / (lostPercent / burstR + codec.bpl);
  }

  /** Points that a one-way delay costs (G.107 §7.4), with echo that comes back so much weaker. */
  double delayPoints(double delayMs, double telrDb) {
    double echo = 0;
    if (this == NARROWBAND) {
      echo = echoPoints(delayMs, telrDb) - echoPoints(0, telrDb);
    }
    return echo + width * idd(delayMs);
  }

  private static double idd(double delayMs) {
    if (delayMs <= 100) {
      return 0;
    }
    double x = Math.log(delayMs / 100) / Math.log(2);
    return 25
        * (Math.pow(1 + Math.pow(x, 6), 1 / 6.0)
            - 3 * Math.pow(1 + Math.pow(x / 3, 6), 1 / 6.0)
            + 2);
  }

  /** Idte (G.107 §7.4, equations 7-19 to 7-22) with the defaults of its table 3. */
  private static double echoPoints(double delayMs, double telrDb) {
    if (delayMs < 1) {
      return 0;
    }
    double terv =
        telrDb
            - 40 * Math.log10((1 + delayMs / 10) / (1 + delayMs / 150))
            + 6 * Math.exp(-0.3 * delayMs * delayMs);
    double re = 80 + 2.5 * (terv - 14);
    double roe = -1.5 * (-61.18 - 2);
    double half = (roe - re) / 2;
    return (half + Math.sqrt(half * half + 100) - 1) * (1 - Math.exp(-delayMs));
  }

  /** MOS of so many points lost beyond the codec's own. */
  double mos(Codec codec, double lostPoints) {
    return ofR((most - codec.ie - lostPoints) / width);
  }

  /** The same on the scale on which all codecs compare. */
  double commonMos(Codec codec, double lostPercent, double burstR, double delayMs) {
    double ie = codec.ie + toFullband;
    double loss = (FULLBAND.ceiling - ie) * lostPercent / (lostPercent / burstR + codec.bpl);
    return ofR((FULLBAND.most - ie - loss - FULLBAND.delayPoints(delayMs, 65)) / FULLBAND.width);
  }

  /** G.107 equation B-4, without its dip below 1. */
  private static double ofR(double r) {
    if (r <= 0) {
      return 1;
    }
    double within = Math.min(100, r);
    double curve = within * (within - 60) * (100 - within) * 7e-6;
    return Math.max(1, 1 + 0.035 * within + curve);
  }
}
