package org.mosexporter.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClockWatchTest {
  private static final long MS = 1_000_000;
  private static final long START = 1_700_000_000_000_000_000L;

  private final SeenPackets seen = new SeenPackets();
  private long steadyNs = 500;
  private long aheadNs = START;

  /** How long each reading of the wall clock keeps the thread waiting. */
  private long hesitationNs;

  private final ClockWatch watch = new ClockWatch(this::wall, () -> steadyNs);

  private Instant wall() {
    Instant read = Instant.ofEpochSecond(0, steadyNs + aheadNs);
    steadyNs += hesitationNs;
    return read;
  }

  private void look(long afterNs, long stepNs) {
    steadyNs += afterNs;
    aheadNs += stepNs;
    watch.look(seen);
  }

  @Test
  void tellsEachStepOnce() {
    look(50 * MS, 0);
    look(40 * MS, 6 * MS);
    look(50 * MS, 0);
    look(50 * MS, -3_600_000 * MS);
    look(50 * MS, 0);

    long first = START + 500 + 50 * MS;
    assertEquals(
        List.of(
            new SeenPackets.ClockStep(first, 40 * MS, 6 * MS),
            new SeenPackets.ClockStep(first + 96 * MS, 50 * MS, -3_600_000 * MS)),
        seen.steps);
    assertEquals(steadyNs + aheadNs, watch.wallNs());
  }

  @Test
  void takesFiveMillisecondsForNone() {
    look(0, 5 * MS);
    look(0, -5 * MS);
    assertEquals(List.of(), seen.steps);
  }

  /** A clock may be disciplined at 500 ppm; after a stop of a minute that is 30 ms. */
  @Test
  void takesSlowDisciplineForNone() {
    look(60_000 * MS, 30 * MS);
    look(60_000 * MS, -30 * MS);
    assertEquals(List.of(), seen.steps);
  }

  @Test
  void takesNoWaitOfItsOwnThreadForOne() {
    hesitationNs = 20 * MS;
    look(50 * MS, 0);
    assertEquals(List.of(), seen.steps);
    hesitationNs = 0;
    look(50 * MS, 7 * MS);
    assertEquals(7 * MS, seen.steps.getFirst().stepNs());
  }
}
