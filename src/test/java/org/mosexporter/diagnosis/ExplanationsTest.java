package org.mosexporter.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Expected values are of Python's math.lgamma. */
class ExplanationsTest {
  private final List<Passage> passages = new ArrayList<>();

  private void add(String network, int bad, int good) {
    for (int i = 0; i < bad + good; i++) {
      passages.add(
          Passed.call(passages.size())
              .of(Passed.phone("10.1.1." + passages.size(), network, "wired", "m"))
              .before(i < bad ? 10 : 0)
              .passage());
    }
  }

  private List<Explanation> by(Dimension dimension) {
    return new Explanations(passages, one -> one.beforeR() > 1, Explanations.Others.SELDOM)
        .by(EnumSet.of(dimension));
  }

  @Test
  void aNetworkThatIsBadAloneExplainsIt() {
    add("a", 3, 0);
    add("b", 0, 30);
    List<Explanation> found = by(Dimension.NETWORK);

    assertEquals(1, found.size());
    assertEquals("a", found.getFirst().value());
    assertEquals(9.648796895489461, found.getFirst().logOdds(), 1e-6);
    assertEquals(3, found.getFirst().troubled());
    assertEquals(3, found.getFirst().among());
    assertEquals(0, found.getFirst().othersTroubled());
    assertEquals(30, found.getFirst().others());
  }

  /**
   * One bad call of twenty: odds of 2.5, where 30 are asked for. It was one of twenty that might.
   */
  @Test
  void whoWasPickedFromManyPaysForIt() {
    add("a", 1, 19);

    assertEquals(0.9062403960206442, by(Dimension.PHONE).getFirst().logOdds(), 1e-9);
  }

  /** Both are the same passages: neither has all the odds, and together they have. */
  @Test
  void explanationsThatAreTheSameShareTheOdds() {
    add("a", 4, 0);
    add("b", 0, 40);
    List<Explanation> found =
        new Explanations(passages, one -> one.beforeR() > 1, Explanations.Others.SELDOM)
            .by(EnumSet.of(Dimension.NETWORK, Dimension.ALL));

    assertEquals("a", found.getFirst().value());
    assertTrue(found.getFirst().share() > 0.99, found::toString);
  }

  @Test
  void nothingIsExplainedWhereNothingIsBad() {
    add("a", 0, 20);
    add("b", 0, 20);

    assertTrue(by(Dimension.NETWORK).isEmpty());
  }

  @Test
  void logGammaIsThatOfPython() {
    assertEquals(0.5723649429247001, LogGamma.of(0.5), 1e-10);
    assertEquals(72.9534711841694, LogGamma.of(30.5), 1e-9);
  }
}
