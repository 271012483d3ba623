package org.mosexporter.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.mosexporter.config.Config;
import org.mosexporter.quality.Scale;

/** The same loss is the same fault, whatever it costs a codec. */
class YardstickTest {
  private final Yardstick yardstick = new Yardstick(Config.defaults("berlin"));

  private double points(String codec, Scale scale, double points) {
    return yardstick.points(Passed.call(1).in(codec).on(scale).passage(), points);
  }

  /**
   * One percent at random costs G.722 at 64 kbit/s (95 − 13) · 1 / (1 + 4.3) = 15.47 points and
   * G.711 95 · 1 / (1 + 25.1) = 3.64 (ITU-T G.107.1 §7, G.107 §7.5, G.113).
   */
  @Test
  void whatOnePercentCostsG722IsWhatItCostsG711() {
    assertEquals(3.6398, points("G.722", Scale.WIDEBAND, 15.4717), 1e-3);
    assertEquals(3.6398, points("G.711", Scale.NARROWBAND, 3.6398), 1e-3);
  }

  /** G.729A: (95 − 11) · 1 / (1 + 19) = 4.2 points (G.113 Table I.3). */
  @Test
  void g729IsAlittleMoreFragileThanG711() {
    assertEquals(3.6398, points("G.729A", Scale.NARROWBAND, 4.2), 1e-3);
  }

  @Test
  void whatIsNotKnownStaysAsItIs() {
    assertEquals(7, points("L24", Scale.FULLBAND, 7));
    assertEquals(7, points("G.722", Scale.NARROWBAND, 7), "not on the scale of its values");
    assertEquals(0, points("G.722", Scale.WIDEBAND, 0));
    assertTrue(Double.isNaN(points("G.722", Scale.WIDEBAND, Double.NaN)));
  }
}
