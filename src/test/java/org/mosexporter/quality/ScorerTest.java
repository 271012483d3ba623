package org.mosexporter.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.config.Quality;

class ScorerTest {
  private static final double R_PERFECT = 93.206207723;
  private static final OptionalDouble UNKNOWN = OptionalDouble.empty();

  private final Scorer scorer = new Scorer();
  private final Codecs codecs = Codecs.of(Quality.defaults());

  /** Loss of 1000 packets; R of an independent implementation (2 decimals: restated elsewhere). */
  @ParameterizedTest(name = "{0}, {1} lost, {2} discarded, burst ratio {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # codec | lost | discarded | BurstR | points for loss | for discard
          G.711   | 10   | 0         | 1      | 3.639847        | 0
          G.711   | 0    | 10        | 1      | 0               | 3.639847
          G.711   | 25   | 25        | 2      | 8.6050725       | 8.6050725
          G.729A  | 20   | 0         | 1      | 8               | 0
          G.729A  | 5    | 15        | 1      | 2               | 6
          """)
  void sharesWhatIsLostAmongLateAndMissing(
      String codec, long lost, long discarded, double burstR, double lossR, double discardR) {
    Score score = score(codec, 1000, lost, discarded, burstR, UNKNOWN);

    assertEquals(lossR, score.lostR().loss(), 1e-6);
    assertEquals(discardR, score.lostR().discard(), 1e-6);
  }

  @Test
  void scoresACleanCallOnItsOwnScaleAndOnTheCommonOne() {
    Score score = score("G.711", 500, 0, 0, 1, UNKNOWN);

    assertEquals(4.41, score.mosLq(), 0.005);
    assertEquals(3.25, score.mosCommon().orElseThrow(), 0.005);
    assertEquals(R_PERFECT, score.rLq(), 1e-9);
    assertEquals(UNKNOWN, score.mosCq());
    assertEquals(UNKNOWN, score.lostR().delay());
    assertFalse(score.extrapolated());
    assertFalse(score.lowConfidence());
  }

  /** Independent values for T = Ta and Tr = 2 Ta. */
  @ParameterizedTest(name = "Ta {0} ms")
  @CsvSource({"100, 90.66373, 4.35492", "150, 89.539132, 4.327546"})
  void addsDelayToTheConversationOnly(double ta, double rCq, double mosCq) {
    Score score = score("G.711", 500, 0, 0, 1, OptionalDouble.of(ta));

    assertEquals(R_PERFECT, score.rLq(), 1e-9);
    assertEquals(rCq, score.rCq().orElseThrow(), 2e-6);
    assertEquals(mosCq, score.mosCq().orElseThrow(), 2e-6);
    assertEquals(R_PERFECT - rCq, score.lostR().delay().orElseThrow(), 2e-6);
  }

  /**
   * Ceiling 132, Ie 54.8, Bpl 25.1, 5 %: 54.8 + 77.2 · 5 / 30.1 = 67.623920, R 80.376080 of 148; in
   * bursts of ratio 3 54.8 + 77.2 · 5 / (5/3 + 25.1) = 69.220922, R 78.779078.
   */
  @Test
  void countsBurstsOnTheCommonScaleToo() {
    Score random = score("G.711", 100, 5, 0, 1, UNKNOWN);
    Score bursty = score("G.711", 100, 5, 0, 3, UNKNOWN);

    assertEquals(2.801918, random.mosCommon().orElseThrow(), 1e-6);
    assertEquals(2.745022, bursty.mosCommon().orElseThrow(), 1e-6);
    assertTrue(bursty.mosLq() < random.mosLq());
  }

  /**
   * Independent values: clean, with loss, in bursts, with delay; R of codecs by their own scale.
   */
  @ParameterizedTest(name = "{0}: {1} of 1000 lost, BurstR {2}, Ta {3} ms")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # codec      | lost | BurstR | Ta  | R-LQ       | MOS-LQ   | R-CQ       | MOS-CQ   | common
          AMR-WB-12.65 | 0    | 1      | 0   | 115.846315 | 4.334152 | 115.846315 | 4.334152 | 3.961260
          AMR-WB-12.65 | 10   | 1      | 120 | 100.374617 | 3.938597 | 99.341077  | 3.906101 | 3.385936
          G.722-64     | 20   | 2      | 0   | 84.902919  | 3.395167 | 84.902919  | 3.395167 | 2.726676
          Opus-13      | 30   | 1      | 200 | 98.880069  | 3.891399 | 93.478474  | 3.710329 | 3.369207
          EVS-24.4     | 30   | 2      | 150 | 111.776744 | 3.844251 | 111.534718 | 3.837306 | 3.844251
          EVS-48       | 50   | 1      | 0   | 96.087671  | 3.350838 | 96.087671  | 3.350838 | 3.350838
          """)
  void scoresOnTheScaleOfTheCodec(
      String codec,
      long lost,
      double burstR,
      double ta,
      double rLq,
      double mosLq,
      double rCq,
      double mosCq,
      double common) {
    Score score = score(codec, 1000, lost, 0, burstR, OptionalDouble.of(ta));

    assertEquals(codecs.named(codec).orElseThrow().scale(), score.scale());
    assertEquals(rLq, score.rLq(), 2e-6);
    assertEquals(rCq, score.rCq().orElseThrow(), 2e-6);
    assertEquals(mosCq, score.mosCq().orElseThrow(), 1e-6);
    assertEquals(mosLq, score.mosLq(), 1e-6);
    assertEquals(common, score.mosCommon().orElseThrow(), 1e-6);
  }

  @Test
  void givesAFullbandCodecOneScoreOnItsScaleAndTheCommonOne() {
    for (Codec codec : codecs.all()) {
      if (codec.scale() == Scale.FULLBAND) {
        Score score = score(codec, codec.bpl().isPresent() ? 70 : 0, 0, 3, 0);
        assertEquals(score.mosLq(), score.mosCommon().orElseThrow(), 1e-12, codec.fullName());
      }
    }
  }

  /** TELR = 8 + RERL + 2; R of an independent implementation at TELR 45 and 50. */
  @Test
  void takesEchoIntoTheConversationWhereThePhoneReportsIt() {
    Codec g711 = codecs.named("G.711").orElseThrow();
    Codec g722 = codecs.named("G.722").orElseThrow();
    OptionalDouble ta = OptionalDouble.of(100);

    Score narrow = Scorer.withEchoReturnLoss(35).score(g711, 100, 0, 0, 1, ta).orElseThrow();
    Score wide = Scorer.withEchoReturnLoss(40).score(g722, 100, 0, 0, 1, ta).orElseThrow();

    assertEquals(70.145693, narrow.rCq().orElseThrow(), 1e-6);
    assertEquals(R_PERFECT, narrow.rLq(), 1e-9);
    assertEquals(126.643836 - 13, wide.rCq().orElseThrow(), 1e-6);
    assertEquals(
        scorer.score(g711, 100, 1, 0, 1, ta),
        Scorer.withEchoReturnLoss(55).score(g711, 100, 1, 0, 1, ta));
  }

  @Test
  void refusesLossForACodecWhoseRobustnessNobodyKnows() {
    Codec gsm = codecs.named("GSM-FR").orElseThrow();

    assertEquals(73.206207723, score("GSM-FR", 500, 0, 0, 1, UNKNOWN).rLq(), 1e-9);
    assertEquals(Optional.empty(), scorer.score(gsm, 500, 1, 0, 1, UNKNOWN));
    assertEquals(Optional.empty(), scorer.score(gsm, 500, 0, 1, 1, UNKNOWN));
    assertEquals(Optional.empty(), scorer.score(gsm, 0, 0, 0, 1, UNKNOWN));
  }

  @ParameterizedTest(name = "{0} of 100 lost at burst ratio {1}: {2}")
  @CsvSource({
    "20, 1, false",
    "21, 1, true",
    "100, 1, true",
    "1, 8, false",
    "1, 8.1, true",
    "1, 0.5, false",
    "0, NaN, false"
  })
  void saysWhenItWentBeyondTheModelsRange(long lost, double burstR, boolean extrapolated) {
    assertEquals(extrapolated, score("G.711", 100, lost, 0, burstR, UNKNOWN).extrapolated());
  }

  @ParameterizedTest
  @CsvSource({"0.5", "0", "-1", "NaN", "-Infinity"})
  void takesABurstRatioBelowOneForOne(double burstR) {
    assertEquals(score("G.711", 100, 7, 0, 1, UNKNOWN), score("G.711", 100, 7, 0, burstR, UNKNOWN));
  }

  @ParameterizedTest
  @CsvSource({"-0.001", "NaN", "Infinity"})
  void takesADelayThatCannotBeForUnknown(double ta) {
    assertEquals(UNKNOWN, score("G.711", 100, 0, 0, 1, OptionalDouble.of(ta)).rCq());
  }

  @Test
  void staysInRangeWhenCountsContradict() {
    Score score = score("G.711", 10, Long.MAX_VALUE / 2, 5, 1, UNKNOWN);

    // Ie,eff 75.94 at 100 % loss with Bpl 25.1
    assertEquals(R_PERFECT - 75.94, score.rLq(), 0.005);
    assertEquals(score("G.711", 10, 0, 0, 1, UNKNOWN), score("G.711", 10, -3, -1, 1, UNKNOWN));
  }

  /** 95 · 6 / (6/8 + 4.3) would be 112.87 points. */
  @Test
  void losesNoMoreThanThereIs() {
    Codecs unconcealed = Codecs.of(QualitySettings.withoutPlc());
    Codec g711 = unconcealed.named("G.711").orElseThrow();
    Score score = scorer.score(g711, 100, 4, 2, 8, UNKNOWN).orElseThrow();

    assertEquals(R_PERFECT - 95, score.rLq(), 1e-9);
    assertEquals(95, score.lostR().loss() + score.lostR().discard(), 1e-9);
    assertEquals(1, score.mosLq());
    assertTrue(score.extrapolated());
  }

  @Test
  void accountsForEveryPointOfEveryCodec() {
    for (Codec codec : codecs.all()) {
      for (long lost : lossesOf(codec)) {
        for (double burstR : List.of(1.0, 2.0, 20.0)) {
          for (double ta : List.of(0.0, 1.0, 20.0, 150.0, 400.0, 5000.0)) {
            Score score = score(codec, lost, lost / 3, burstR, ta);
            Score.LostR lostR = score.lostR();
            double listening = lostR.codec() + lostR.loss() + lostR.discard();
            double all = listening + lostR.delay().orElseThrow();

            double perfect = perfect(codec.scale());
            assertEquals(perfect - score.rLq(), listening, 1e-8, codec.fullName());
            assertEquals(perfect - score.rCq().orElseThrow(), all, 1e-8, codec.fullName());
            assertTrue(
                Math.min(lostR.loss(), lostR.discard()) >= 0
                    && Math.min(lostR.codec(), lostR.delay().orElseThrow()) >= 0,
                codec.fullName());
          }
        }
      }
    }
  }

  @Test
  void neverGetsBetterByLossOrBursts() {
    for (Codec codec : codecs.all()) {
      for (double burstR = 1; burstR < 12; burstR += 0.5) {
        double before = Double.POSITIVE_INFINITY;
        for (long lost = 0; lost <= (codec.bpl().isPresent() ? 1000 : 0); lost += 10) {
          Score score = score(codec, lost, 0, burstR, 0);
          Score burstier = score(codec, lost, 0, burstR + 0.5, 0);
          assertTrue(score.rLq() <= before, codec.fullName());
          assertTrue(score.rLq() >= burstier.rLq(), codec.fullName());
          assertTrue(
              score.mosCommon().orElseThrow() >= burstier.mosCommon().orElseThrow(),
              codec.fullName());
          assertInRange(score);
          before = score.rLq();
        }
      }
    }
  }

  /** In steps of 1/4 ms where echo sets in, of 10 ms later. */
  @Test
  void neverGetsBetterByDelay() {
    for (Codec codec : codecs.all()) {
      double before = Double.POSITIVE_INFINITY;
      for (double ta = 0; ta < 3000; ta += ta < 20 ? 0.25 : 10) {
        Score score = score(codec, codec.bpl().isPresent() ? 20 : 0, 0, 1, ta);
        double r = score.rCq().orElseThrow();
        assertTrue(r <= before + 1e-9, codec.fullName() + " at " + ta + " ms");
        assertInRange(score);
        before = r;
      }
    }
  }

  private static void assertInRange(Score score) {
    double perfect = perfect(score.scale());
    double ceiling = score.scale() == Scale.FULLBAND ? 132 : 95;
    assertTrue(score.rLq() <= perfect + 1e-9 && score.rLq() >= perfect - ceiling - 1e-9);
    for (double mos :
        new double[] {score.mosLq(), score.mosCq().orElse(1), score.mosCommon().orElse(1)}) {
      assertTrue(mos >= 1 && mos <= 4.5, "MOS " + mos);
    }
  }

  /** R at the defaults of each model, as independent implementations give it. */
  private static double perfect(Scale scale) {
    return switch (scale) {
      case NARROWBAND -> R_PERFECT;
      case WIDEBAND -> 128.846315251;
      case FULLBAND -> 148;
    };
  }

  private static List<Long> lossesOf(Codec codec) {
    return codec.bpl().isPresent() ? List.of(0L, 1L, 30L, 200L, 600L) : List.of(0L);
  }

  private Score score(Codec codec, long lost, long discarded, double burstR, double ta) {
    return scorer.score(codec, 1000, lost, discarded, burstR, OptionalDouble.of(ta)).orElseThrow();
  }

  private Score score(
      String codec, long expected, long lost, long discarded, double burstR, OptionalDouble ta) {
    return scorer
        .score(codecs.named(codec).orElseThrow(), expected, lost, discarded, burstR, ta)
        .orElseThrow();
  }
}
