package org.mosexporter.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ScoreMeanTest {
  private static final OptionalDouble UNKNOWN = OptionalDouble.empty();
  private final ScoreMean mean = new ScoreMean();

  @Test
  void weighsByPackets() {
    mean.add(score(90, 4.3, OptionalDouble.of(80), OptionalDouble.of(10), false), 500);
    mean.add(score(60, 3.1, OptionalDouble.of(50), OptionalDouble.of(10), true), 100);

    Score score = mean.score().orElseThrow();
    assertEquals(85, score.rLq(), 1e-12);
    assertEquals(4.1, score.mosLq(), 1e-12);
    assertEquals(75, score.rCq().orElseThrow(), 1e-12);
    assertEquals(8.206207723, score.lostR().loss(), 1e-9);
    assertEquals(10, score.lostR().delay().orElseThrow(), 1e-12);
    assertEquals(true, score.extrapolated());
  }

  @Test
  void takesDelayFromThoseIntervalsThatKnowIt() {
    mean.add(score(90, 4.3, UNKNOWN, UNKNOWN, false), 900);
    mean.add(score(80, 4.0, OptionalDouble.of(70), OptionalDouble.of(10), false), 100);

    Score score = mean.score().orElseThrow();
    assertEquals(89, score.rLq(), 1e-12);
    assertEquals(70, score.rCq().orElseThrow());
    assertEquals(10, score.lostR().delay().orElseThrow());
    assertFalse(score.extrapolated());
  }

  @Test
  void isAbsentWithoutPackets() {
    assertEquals(Optional.empty(), mean.score());

    mean.add(score(90, 4.3, UNKNOWN, UNKNOWN, false), 0);

    assertEquals(Optional.empty(), mean.score());
  }

  @Test
  void neverMixesScales() {
    mean.add(score(90, 4.3, UNKNOWN, UNKNOWN, false), 1);
    Score wide =
        new Score(
            Scale.WIDEBAND,
            120,
            4.4,
            UNKNOWN,
            UNKNOWN,
            UNKNOWN,
            new Score.LostR(9, 0, 0, UNKNOWN),
            false,
            false);

    assertFalse(mean.accepts(wide));
    assertThrows(IllegalArgumentException.class, () -> mean.add(wide, 1));
  }

  private static Score score(
      double rLq, double mosLq, OptionalDouble rCq, OptionalDouble delay, boolean extrapolated) {
    return new Score(
        Scale.NARROWBAND,
        rLq,
        mosLq,
        rCq,
        rCq,
        UNKNOWN,
        new Score.LostR(0, 93.206207723 - rLq, 0, delay),
        extrapolated,
        false);
  }
}
