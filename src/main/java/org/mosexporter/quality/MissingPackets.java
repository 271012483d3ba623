package org.mosexporter.quality;

import java.util.OptionalDouble;

/**
 * How many packets a score says were missing, and how they came together: what is needed to score
 * the same stretch again with fewer of them or with another codec (equation 7-29).
 *
 * @param percent of the packets (Ppl)
 * @param burstPercent Ppl over BurstR: what stands in the equation beside Bpl
 */
public record MissingPackets(double percent, double burstPercent) {
  private static final MissingPackets NONE = new MissingPackets(0, 0);

  /** Everything is lost; nearer the ceiling nothing can be told apart. */
  private static final double MOST_OF_CEILING = 0.999;

  /**
   * What must have been missing to cost that many points.
   *
   * @param points Ie,eff − Ie
   * @param percent missing as it was counted; absent or 0 when it was not, and then they were
   *     missing at random, which takes the most of them
   */
  public static MissingPackets of(
      Scale scale, double ie, double bpl, double points, OptionalDouble percent) {
    double room = scale.lossCeiling() - ie;
    if (!(points > 0) || !(room > 0)) {
      return NONE;
    }
    double share = Math.min(MOST_OF_CEILING, points / room);
    double atRandom = bpl * share / (1 - share);
    double counted = percent.orElse(0);
    double ppl = counted > 0 ? Math.min(counted, atRandom) : atRandom;
    return new MissingPackets(ppl, Math.max(0, ppl / share - bpl));
  }

  /** The same with a share of them not missing, 0–1; the rest as bursty as before. */
  public MissingPackets without(double share) {
    double left = 1 - Math.clamp(share, 0, 1);
    return new MissingPackets(percent * left, burstPercent * left);
  }

  /** What they cost a codec: Ie,eff − Ie. */
  public double points(Scale scale, double ie, double bpl) {
    double room = Math.max(0, scale.lossCeiling() - ie);
    return Math.min(room, room * percent / (burstPercent + bpl));
  }
}
