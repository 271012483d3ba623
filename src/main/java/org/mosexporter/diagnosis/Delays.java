package org.mosexporter.diagnosis;

import org.mosexporter.quality.EModel;
import org.mosexporter.quality.Input;
import org.mosexporter.quality.Inputs;
import org.mosexporter.quality.Scale;

/** Points of R that delay and echo cost (ITU-T G.107 §7.4). */
final class Delays {
  /**
   * Of so long a way from mouth to ear.
   *
   * @param seconds one way
   */
  static double points(Scale scale, double seconds) {
    Inputs inputs = Inputs.defaults().withOneWayDelayMs(1000 * Math.max(0, seconds));
    return EModel.terms(scale, inputs).id() - EModel.terms(scale, inputs.withoutDelay()).id();
  }

  /** Of echo beyond the usual, the talker hearing itself so much weaker after twice that time. */
  static double echoPoints(double telrDb, double seconds) {
    Inputs inputs = Inputs.defaults().withOneWayDelayMs(1000 * Math.max(0, seconds));
    return EModel.terms(Scale.NARROWBAND, inputs.with(Input.TELR, telrDb)).id()
        - EModel.terms(Scale.NARROWBAND, inputs).id();
  }

  private Delays() {}
}
