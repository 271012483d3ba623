package org.mosexporter.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassageTest {
  /**
   * Its receiver lacks 5 % and 10 points. Of what is missing here beyond the mirror's share that is
   * the part which was lost before.
   */
  @ParameterizedTest
  @CsvSource({
    "0.06, 0.04, 4", // 2 of 5
    "0.05, 0, 10", // all of it
    "0.06, 0.005, 10", // more than the receiver lacks
    "0.06, 0.10, 0", // the mirror lost more than is missing
  })
  void whatTheMirrorHidIsSplitByItsShare(double missing, double mirror, double before) {
    Passage split = Passed.call(1).before(0).behind(10).unscored(missing, 0.05).passage();

    Passage parted = split.withMirror(mirror);

    assertEquals(before, parted.beforeR(), 1e-9);
    assertEquals(10 - before, parted.behindR(), 1e-9);
  }

  @ParameterizedTest
  @CsvSource({"0", "0.1"})
  void whatWasScoredStaysAsItIs(double mirror) {
    Passage scored = Passed.call(1).before(3).behind(7).discarded(0, 0.05).passage();

    assertSame(scored, scored.withMirror(mirror));
  }
}
