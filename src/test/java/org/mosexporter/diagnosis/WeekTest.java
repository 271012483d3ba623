package org.mosexporter.diagnosis;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WeekTest {
  /** Hours a week apart share a place. */
  @Test
  void knowsTheLastSevenDaysAndNoOthers() {
    Week week = new Week();
    week.mark(494_000);

    assertTrue(week.has(494_000));
    assertFalse(week.has(494_000 + 168), "that is to come");
    assertFalse(week.has(494_000 - 168), "nobody knows any more");

    week.mark(494_000 + 167);
    assertTrue(week.has(494_000));
    week.mark(494_000 + 168 + 64);
    assertFalse(week.has(494_000));
    assertTrue(week.has(494_000 + 167));
    assertFalse(week.has(494_000 + 100));
  }

  /** A clock that is set back marks what it says, and forgets nothing. */
  @Test
  void aClockThatIsSetBackForgetsNothing() {
    Week week = new Week();
    week.mark(494_100);
    week.mark(494_050);

    assertTrue(week.has(494_100));
    assertTrue(week.has(494_050));
  }
}
