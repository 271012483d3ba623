package org.mosexporter.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HypergeometricTest {
  /**
   * The lady tasting tea: of eight cups, four with milk first (Fisher, The Design of Experiments).
   */
  @Test
  void isFishersExactTest() {
    assertEquals(1.0 / 70, Hypergeometric.atLeast(4, 4, 4, 8), 1e-9);
    assertEquals(17.0 / 70, Hypergeometric.atLeast(3, 4, 4, 8), 1e-9);
    assertEquals(1, Hypergeometric.atLeast(0, 4, 4, 8), 1e-9);
  }

  /** Three of three among thirty: 1 of 30 · 29 · 28 / 6. */
  @Test
  void ofFewIsExact() {
    assertEquals(1.0 / 4_060, Hypergeometric.atLeast(3, 3, 3, 30), 1e-12);
    assertEquals(0, Hypergeometric.atLeast(4, 3, 5, 30), 1e-12);
    assertEquals(1, Hypergeometric.atLeast(2, 5, 28, 30), 1e-9);
  }
}
