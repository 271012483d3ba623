package org.mosexporter.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** BurstR of what receivers tell of their bursts. */
class ReceiverBurstsTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # case, densities and packets of bursts and gaps | bd   | gd   | burst | gap  | share | BurstR
          one run of 5 in 105, as its runs have it         | 1    | 0    | 5     | 50   | 0.05  | 4.75
          nothing is missing                               | 0    | 0    | 0     | 100  | 0     | 1
          lone losses only                                 | 0    | 0.02 | 0     | 100  | 0.02  | 1
          two of 17, each alone                            | 0.12 | 0    | 17    | 200  | 0.01  | 1.125
          all is missing                                   | 1    | 0    | 50    | 0    | 1     | 1
          """)
  void isThatOfTheirRuns(
      String name, double bd, double gd, double burst, double gap, double share, double burstR) {
    assertEquals(burstR, BurstRatio.ofBursts(bd, gd, burst, gap, share), 0.0005);
  }

  /** Chains of p and q have BurstR 1/(p+q); a receiver's densities say most of it. */
  @ParameterizedTest
  @CsvSource({"0.02, 0.5, 0.35", "0.01, 0.25, 0.35", "0.05, 0.45, 0.65", "0.03, 0.97, 0.15"})
  void isNearWhatTheLossesAre(double p, double q, double tolerance) {
    SplittableRandom random = new SplittableRandom(3);
    BurstGap bursts = new BurstGap();
    boolean lost = false;
    for (int i = 0; i < 200_000; i++) {
      lost = lost ? random.nextDouble() >= q : random.nextDouble() < p;
      add(bursts, lost);
    }
    BurstMetrics told = bursts.metrics();
    double burstR =
        BurstRatio.ofBursts(
            told.burstDensity(),
            told.gapDensity(),
            told.meanBurstPackets(),
            told.meanGapPackets(),
            (double) told.missing() / told.packets());
    assertEquals(1 / (p + q), burstR, tolerance);
  }

  private static void add(BurstGap bursts, boolean lost) {
    if (lost) {
      bursts.addLost(1);
    } else {
      bursts.addReceived(1);
    }
  }

  @Test
  void whatIsUnknownIsChance() {
    assertEquals(1, BurstRatio.ofBursts(Double.NaN, 0, 0, 0, 0.1));
  }
}
