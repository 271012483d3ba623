package org.mosexporter.quality;

/**
 * The E-model of one scale, with all worked out that delay, codec and loss do not change: an
 * interval needs the rest only.
 */
sealed interface ScaleModel permits Narrowband, Wideband, Fullband {

  /**
   * R and its terms.
   *
   * @param taMs absolute one-way delay
   * @param tMs mean one-way delay of the echo path
   * @param trMs round-trip delay in the 4-wire loop
   * @param ieEff codec and loss together, by {@link Impairments#ieEff}
   */
  EModel.Terms at(double taMs, double tMs, double trMs, double ieEff);

  static ScaleModel of(Scale scale, Inputs inputs) {
    return switch (scale) {
      case NARROWBAND -> new Narrowband(inputs);
      case WIDEBAND -> new Wideband(inputs);
      case FULLBAND -> new Fullband();
    };
  }
}
