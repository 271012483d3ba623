package org.mosexporter.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.LiveHeap.assertDeclared;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mosexporter.LiveHeap;
import org.mosexporter.call.CallSummary;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Table;
import org.mosexporter.metrics.Office;

class FindingSearchTest {
  private static final IpAddress FAR = IpAddress.parse("203.0.113.2");
  private static final long MINUTE_NS = 60_000_000_000L;

  private final Map<Table, Long> entries = new HashMap<>();
  private final Map<Table, Long> evictions = new HashMap<>();

  private static void call(FindingSearch search, int number) {
    IpAddress phone = IpAddress.parse("10.1.20." + number % 200);
    Heard heard =
        new Heard(phone, FAR, "G.711", number * MINUTE_NS)
            .interval(Heard.points(0, 3, 1), 0.01)
            .interval(Heard.points(0, 3, 1), 0.01);
    search.onCall(Office.call(CallSummary.Result.COMPLETED, List.of(heard.reported(5))));
  }

  private void gauge(FindingSearch search) {
    search.gauge(
        (table, now, evicted) -> {
          entries.put(table, now);
          evictions.put(table, evicted);
        });
  }

  @Test
  void theOldestMakesRoomAndIsCounted() {
    FindingSearch search = new FindingSearch(Office.config());
    int room = Table.DIAGNOSED_PASSAGES.entries();
    for (int i = 0; i < room + 3; i++) {
      call(search, i);
    }
    gauge(search);

    assertEquals(room, entries.get(Table.DIAGNOSED_PASSAGES));
    assertEquals(3, evictions.get(Table.DIAGNOSED_PASSAGES));
  }

  /** What ended more than an hour ago does not count. */
  @Test
  void anHourIsEnough() {
    FindingSearch search = new FindingSearch(Office.config());
    for (int i = 0; i < 90; i++) {
      call(search, i);
    }
    search.forgetUntil(90 * MINUTE_NS);
    call(search, 90);
    gauge(search);

    assertEquals(61, entries.get(Table.DIAGNOSED_PASSAGES)); // 30 to 90, each of 20 s
  }

  /**
   * A line fills from two hours ago until one hour ago: today's calls only show that it is full.
   */
  @Test
  void howItCameIsRememberedForHours() {
    FindingSearch search = new FindingSearch(Office.config());
    for (int i = 0; i < 180; i++) {
      double jitterMs = Math.pow(10, Math.clamp((i - 60) / 60.0, 0, 1)) * (i % 2 == 0 ? 1.2 : 0.8);
      lateAndTold(search, i, jitterMs / 1e3);
    }
    search.forgetUntil(185 * MINUTE_NS);

    List<Cause> causes = search.findings().stream().map(Finding::cause).toList();
    assertTrue(causes.contains(Cause.WAN_CONGESTION_WITHOUT_QOS), causes::toString);
  }

  private static void lateAndTold(FindingSearch search, int minute, double jitterSeconds) {
    IpAddress phone = IpAddress.parse("10.1.20." + minute % 20);
    Heard well =
        new Heard(phone, FAR, "G.711", minute * MINUTE_NS)
            .interval(Heard.points(0, 0, 0), 0)
            .jitter(0);
    boolean late = jitterSeconds > 0.004;
    Heard told =
        new Heard(phone, FAR, "G.711", minute * MINUTE_NS)
            .interval(Heard.points(0, late ? 9 : 0, 0), 0);
    search.onCall(
        Office.callBy(
            minute % 2 == 0 ? "telco-a" : "telco-b",
            List.of(well.reportedAs(told.jitter(jitterSeconds), late ? 10 : 0))));
  }

  /** What is kept of the hours before goes first, and nobody misses it. */
  @Test
  void earlierCallsMakeRoomForTodays() {
    FindingSearch search = new FindingSearch(Office.config());
    int room = Table.DIAGNOSED_PASSAGES.entries();
    for (int i = 0; i < room; i++) {
      call(search, i);
    }
    search.forgetUntil((room + 240) * MINUTE_NS);
    for (int i = 0; i < room; i++) {
      call(search, room + 240);
    }
    gauge(search);
    assertEquals(room, entries.get(Table.DIAGNOSED_PASSAGES));
    assertEquals(0, evictions.get(Table.DIAGNOSED_PASSAGES));

    call(search, room + 240);
    gauge(search);
    assertEquals(1, evictions.get(Table.DIAGNOSED_PASSAGES));
  }

  @Test
  @Tag("heap")
  void takesWhatIsDeclared() {
    measured(2);
    int room = Table.DIAGNOSED_PASSAGES.entries();
    assertDeclared(Table.DIAGNOSED_PASSAGES, measured(room) / room);
  }

  private static long measured(int calls) {
    long before = LiveHeap.bytes();
    FindingSearch search = new FindingSearch(Office.config());
    for (int i = 0; i < calls; i++) {
      call(search, i);
    }
    long after = LiveHeap.bytes();
    search.forgetUntil(0); // it lives until here
    return after - before;
  }
}
