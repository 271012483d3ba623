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
   * Ceiling 132, Ie 54.8, Bpl 25.1, 5 %: 54.8 + 77.2 · 5 / 30.1 = 67.623920, R 80.376080 of 148.
   */
  @Test
  void doesNotCountBurstsOnTheCommonScale() {
    Score random = score("G.711", 100, 5, 0, 1, UNKNOWN);
    Score bursty = score("G.711", 100, 5, 0, 3, UNKNOWN);

    assertEquals(2.801918, random.mosCommon().orElseThrow(), 1e-6);
    assertEquals(random.mosCommon(), bursty.mosCommon());
    assertTrue(bursty.mosLq() < random.mosLq());
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

            assertEquals(R_PERFECT - score.rLq(), listening, 1e-8, codec.name());
            assertEquals(R_PERFECT - score.rCq().orElseThrow(), all, 1e-8, codec.name());
            assertTrue(
                Math.min(lostR.loss(), lostR.discard()) >= 0
                    && Math.min(lostR.codec(), lostR.delay().orElseThrow()) >= 0,
                codec.name());
          }
        }
      }
    }
  }

  @Test
  void neverGetsBetterByLossOrBurstsOrDelay() {
    for (Codec codec : codecs.all()) {
      for (double burstR = 1; burstR < 12; burstR += 0.5) {
        double before = Double.POSITIVE_INFINITY;
        for (long lost = 0; lost <= (codec.bpl().isPresent() ? 1000 : 0); lost += 10) {
          Score score = score(codec, lost, 0, burstR, 0);
          assertTrue(score.rLq() <= before, codec.name());
          assertTrue(score.rLq() >= score(codec, lost, 0, burstR + 0.5, 0).rLq(), codec.name());
          assertInRange(score);
          before = score.rLq();
        }
      }
    }
    double before = Double.POSITIVE_INFINITY;
    for (double ta = 0; ta < 2000; ta += 0.25) {
      Score score = score("G.711", 100, 2, 0, 1, OptionalDouble.of(ta));
      double r = score.rCq().orElseThrow();
      assertTrue(r <= before + 1e-9, "Ta " + ta);
      assertInRange(score);
      before = r;
    }
  }

  private static void assertInRange(Score score) {
    assertTrue(score.rLq() <= R_PERFECT + 1e-9 && score.rLq() >= R_PERFECT - 95);
    for (double mos :
        new double[] {score.mosLq(), score.mosCq().orElse(1), score.mosCommon().orElse(1)}) {
      assertTrue(mos >= 1 && mos <= 4.5, "MOS " + mos);
    }
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
