package org.mosexporter.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PollScheduleTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Duration INTERVAL = Duration.ofSeconds(30);

  /** No jitter, on a clock that is about to wrap. */
  private final long start = Long.sum(Long.MAX_VALUE, -15 * SECOND);

  private final PollSchedule schedule = new PollSchedule(INTERVAL, most -> 0, start);

  private long waitSeconds(long afterSeconds) {
    return schedule.waitNs(start + afterSeconds * SECOND) / SECOND;
  }

  private void whole(long beginSeconds, long endSeconds) {
    assertTrue(schedule.isWholeDue(start + beginSeconds * SECOND));
    schedule.onWholePoll(start + beginSeconds * SECOND, start + endSeconds * SECOND);
  }

  @Test
  void isDueAtEachIntervalHoweverLongAPollTakes() {
    whole(0, 4);
    assertEquals(26, waitSeconds(4));
    whole(30, 59);
    assertEquals(1, waitSeconds(59));
    whole(60, 100);
    assertEquals(0, waitSeconds(100)); // late, and at once
    whole(100, 101);
    assertEquals(29, waitSeconds(101)); // what was missed is not made up for
  }

  @Test
  void classesAreDueEveryTenSecondsWhileItIsAttended() {
    whole(0, 1);
    schedule.attend(start + 25 * SECOND);
    assertEquals(9, waitSeconds(1));
    assertFalse(schedule.isWholeDue(start + 10 * SECOND));
    schedule.onClassesPoll(start + 10 * SECOND);
    assertEquals(9, waitSeconds(11));
    schedule.onClassesPoll(start + 20 * SECOND);
    assertEquals(9, waitSeconds(21)); // whole, at 30
    whole(30, 31);
    assertEquals(29, waitSeconds(31));
  }

  @Test
  void attentionIsNotCutShortByLess() {
    whole(0, 1);
    schedule.attend(start + 25 * SECOND);
    schedule.attend(start + 5 * SECOND);
    assertEquals(1, waitSeconds(9));
  }

  @Test
  void devicesDoNotGoInStep() {
    Random random = new Random(1);
    Set<Long> due = new HashSet<>();
    for (int device = 0; device < 200; device++) {
      PollSchedule each = new PollSchedule(INTERVAL, most -> random.nextLong(most + 1), 0);
      long firstNs = each.waitNs(0);
      assertTrue(firstNs <= SECOND);
      each.onWholePoll(firstNs, firstNs);
      long secondNs = each.waitNs(firstNs) + firstNs;
      assertTrue(secondNs - firstNs >= 30 * SECOND && secondNs - firstNs <= 31.5 * SECOND);
      due.add(secondNs / (SECOND / 20));
    }
    assertTrue(due.size() > 35, "in " + due.size() + " of 50 twentieths of a second");
  }
}
