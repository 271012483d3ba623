package org.mosexporter.quality;

import java.util.OptionalDouble;

/**
 * The fullband E-model (ITU-T G.107.2 (06/2019) §7): Ro is a constant, delay is all that counts
 * beside codec and loss. It knows neither noise nor echo.
 */
final class Fullband implements ScaleModel {
  private static final double RO = 148;

  @Override
  public EModel.Terms at(double taMs, double tMs, double trMs, double ieEff) {
    double idd = Scale.FULLBAND.width() * Impairments.pureDelay(taMs, 1, 100);
    return new EModel.Terms(
        Scale.FULLBAND, OptionalDouble.empty(), RO, 0, 0, 0, 0, 0, idd, ieEff, 0);
  }
}
