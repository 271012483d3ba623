package org.mosexporter.simulator.office;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The truth's own E-model against figures that are printed elsewhere. */
class OpinionTest {
  /** G.107 Annex B: R 93.2 is MOS 4.41; a clean G.729A has R 82.2, which is 4.10. */
  @Test
  void cleanCodecs() {
    assertEquals(4.41, Opinion.NARROWBAND.mos(Codec.PCMA, 0), 0.005);
    assertEquals(4.10, Opinion.NARROWBAND.mos(Codec.G729, 0), 0.005);
    // (129 - 13) / 1.29 = 89.9
    assertEquals(4.34, Opinion.WIDEBAND.mos(Codec.G722, 0), 0.005);
  }

  /** G.113 Appendix I: G.729A at 2 % is Ie,eff 19; G.711 with concealment at 5 % is 95·5/30.1. */
  @Test
  void lossCostsPoints() {
    assertEquals(19 - 11, Opinion.NARROWBAND.lossPoints(Codec.G729, 2, 1), 0.001);
    assertEquals(95 * 5 / 30.1, Opinion.NARROWBAND.lossPoints(Codec.PCMA, 5, 1), 0.001);
    // In bursts of two: 5/2 in the place of 5 below the line.
    assertEquals(95 * 5 / 27.6, Opinion.NARROWBAND.lossPoints(Codec.PCMA, 5, 2), 0.001);
  }

  /** Idte + Idd of G.107, by another implementation of its equations. */
  @ParameterizedTest
  @CsvSource({
    "65, 0, 0",
    "65, 10, 0.154914",
    "65, 100, 1.963791",
    "65, 200, 6.615263",
    "65, 400, 29.878300",
    "55, 50, 2.813399",
    "55, 150, 10.535131",
    "45, 100, 22.481827",
    "35, 50, 29.833318",
    "35, 200, 61.421634"
  })
  void delayAndEchoCostPoints(double telrDb, double delayMs, double points) {
    assertEquals(points, Opinion.NARROWBAND.delayPoints(delayMs, telrDb), 0.002);
  }

  /** Wider scales are as much wider: 29 % and 48 % more. */
  @Test
  void delayCostsMoreOnWiderScales() {
    assertEquals(31.050415, Opinion.WIDEBAND.delayPoints(400, 65), 0.001);
    assertEquals(35.623732, Opinion.FULLBAND.delayPoints(400, 65), 0.001);
  }

  /**
   * G.711 on the fullband scale: 148 − 54.8 over 1.48 is R 63.0, MOS 3.25; G.722 R 78.4, MOS 3.96.
   */
  @Test
  void codecsCompareOnTheCommonScale() {
    assertEquals(3.25, Opinion.NARROWBAND.commonMos(Codec.PCMA, 0, 1, 0), 0.01);
    assertEquals(3.96, Opinion.WIDEBAND.commonMos(Codec.G722, 0, 1, 0), 0.01);
  }
}
