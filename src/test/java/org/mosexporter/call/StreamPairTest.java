package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.call.Office.ALICE;
import static org.mosexporter.call.Office.BOB;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mosexporter.config.Table;

/** What a hostile sender can make of two media addresses costs no more than other packets do. */
class StreamPairTest {
  private static final int PER_ROUND = 5_000;
  private static final int PACKETS = 8;
  private static final int FULL_ROUNDS = 4;

  /** The least counts: what else the machine does only adds. */
  private static final int REPEATS = 3;

  /** Seconds of the processor, so that other work of the machine does not count. */
  private static double seconds(Runnable work) {
    var thread = ManagementFactory.getThreadMXBean();
    long before = thread.getCurrentThreadCpuTime();
    work.run();
    return 1e-9 * (thread.getCurrentThreadCpuTime() - before);
  }

  /** Each source as long as it takes to be believed, then the next; nobody answers. */
  @Test
  void aNewSourceCostsTheSameHoweverManyThereAre() {
    double alone = Double.MAX_VALUE;
    for (int i = 0; i < REPEATS; i++) {
      Office empty = new Office();
      alone = Math.min(alone, seconds(() -> sources(empty, 0)));
    }
    Office office = new Office();
    for (int round = 0; round < FULL_ROUNDS; round++) {
      sources(office, round);
    }
    double amongMany = Double.MAX_VALUE;
    for (int i = 0; i < REPEATS; i++) {
      int round = FULL_ROUNDS + i;
      amongMany = Math.min(amongMany, seconds(() -> sources(office, round)));
    }
    assertTrue(office.counters().tableEntries().get(Table.STREAMS.label()) >= 4 * PER_ROUND);
    // Among eight times as many on average: ten times the work if each looked at all others.
    assertTrue(amongMany < 4 * alone, alone + " s, then " + amongMany + " s");
  }

  private static void sources(Office office, int round) {
    for (int i = round * PER_ROUND; i < (round + 1) * PER_ROUND; i++) {
      office.speech(4 + 1e-4 * i, PACKETS, ALICE, 4000, BOB, 5000, 100 + i, _ -> false);
    }
  }

  /** IPv6 addresses whose halves differ by what the hash lets cancel. */
  @Test
  void keysThatCollideAreFoundByOrder() {
    MediaAddress here = new MediaAddress().set(0, 1, 4000);
    Map<Ends, Integer> known = new HashMap<>();
    double taken =
        seconds(
            () -> {
              for (int i = 0; i < 20_000; i++) {
                known.put(Ends.of(here, new MediaAddress().set(i, (1L << 40) - 31L * i, 4000)), i);
              }
            });
    assertEquals(20_000, known.size());
    assertTrue(taken < 1, taken + " s");
  }
}
