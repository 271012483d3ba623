package org.mosexporter.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mosexporter.LiveHeap.assertDeclared;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mosexporter.LiveHeap;
import org.mosexporter.config.Table;

/** A Monday to a Friday with calls from 8 to 18, and a queue that drops at some hours. */
class TroubledHoursTest {
  private static final long HOUR_NS = 3_600_000_000_000L;

  /** 2026-03-02 0:00 UTC, a Monday. */
  private static final long MONDAY = 1_772_409_600L / 3_600;

  private TroubledHours hours = new TroubledHours(_ -> ZoneOffset.UTC);

  private static Finding queue(String site, Severity severity) {
    return new Finding(
        Cause.QUEUE_DROPS_IN_VOICE_CLASS,
        new Scope(site, Scope.Kind.CLASS, "gw1/wan0/VOICE"),
        severity,
        0.95,
        0,
        List.of(new Evidence("packets dropped", 12, "packets", "snmp")),
        1,
        1,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        "",
        OptionalDouble.empty());
  }

  private List<Finding> at(long hour, boolean troubled, Severity severity) {
    List<Finding> found = troubled ? List.of(queue("berlin", severity)) : List.of();
    return hours.on(found, Set.of("berlin"), hour * HOUR_NS + HOUR_NS / 2);
  }

  /** Days from Monday on; what is found at 9 on the last of them. */
  private List<Double> onTheLast(int days, LongPredicate troubled) {
    return onTheLast(days, troubled, Severity.WARNING);
  }

  private List<Double> onTheLast(int days, LongPredicate troubled, Severity before) {
    for (int day = 0; day < days - 1; day++) {
      for (int hour = 8; hour < 18; hour++) {
        at(MONDAY + 24L * day + hour, troubled.test(hour), before);
      }
    }
    long today = MONDAY + 24L * (days - 1);
    at(today + 8, troubled.test(8), before);
    return at(today + 9, true, Severity.WARNING).getFirst().evidence().stream()
        .skip(1)
        .map(Evidence::value)
        .toList();
  }

  @Test
  void whatIsThereEachDayAtNineComesBackAtNine() {
    assertEquals(List.of(1.0, 0.0), onTheLast(4, hour -> hour == 9));
  }

  /** By chance in one case of 816, were all hours alike. */
  @Test
  void threeDaysOfFewHoursAreNotEnough() {
    assertEquals(List.of(), onTheLast(3, hour -> hour == 9));
  }

  @Test
  void whatIsAlwaysThereComesBackAtNoHour() {
    assertEquals(List.of(), onTheLast(5, _ -> true));
  }

  @Test
  void whatIsThereAtOtherHoursDoesNot() {
    assertEquals(List.of(), onTheLast(5, hour -> hour == 15));
  }

  /** From 9 to 11 on four days: by chance one case in 4,000. */
  @Test
  void twoHoursEachDayAreEnoughAfterFour() {
    assertEquals(List.of(1.0, 4 / 37.0), onTheLast(5, hour -> hour == 9 || hour == 10));
  }

  @Test
  void whatNobodyHearsIsNoTrouble() {
    assertEquals(List.of(), onTheLast(4, hour -> hour == 9, Severity.INFO));
  }

  /**
   * In New York, noon of the last day before clocks are put forward is an hour later than after.
   */
  @Test
  void hoursAreThoseOfTheSite() {
    hours = new TroubledHours(_ -> ZoneId.of("America/New_York"));
    long friday = MONDAY + 4 * 24; // 2026-03-06
    for (int day = 0; day < 3; day++) {
      for (int hour = 14; hour < 23; hour++) {
        at(friday + 24L * day + hour, hour == (day < 2 ? 17 : 16), Severity.WARNING);
      }
    }

    long monday = friday + 3 * 24;
    List<Finding> noon = at(monday + 16, true, Severity.WARNING);
    assertEquals(
        List.of(1.0, 0.0),
        noon.getFirst().evidence().stream().skip(1).map(Evidence::value).toList());
  }

  @Test
  void aRestartForgetsNothing() {
    onTheLast(4, hour -> hour == 9);
    TroubledHours next = new TroubledHours(_ -> ZoneOffset.UTC);
    next.restore(hours.state());
    hours = next;

    List<Finding> found = at(MONDAY + 24 * 4 + 9, true, Severity.WARNING);
    assertEquals(3, found.getFirst().evidence().size());
  }

  /** More than a week ago is not known any more, whatever place it shares. */
  @Test
  void aWeekAgoIsForgotten() {
    onTheLast(5, hour -> hour == 9);

    List<Finding> found = at(MONDAY + 24 * 21 + 9, true, Severity.WARNING);
    assertEquals(1, found.getFirst().evidence().size());
  }

  @Test
  void theOneThatWasLongestQuietMakesRoom() {
    int most = Table.TROUBLED_WEEKS.entries();
    for (int i = 0; i < most; i++) {
      hours.on(
          List.of(queue("site-" + i, Severity.WARNING)), Set.of("site-" + i), MONDAY * HOUR_NS);
    }
    List<Long> seen = new ArrayList<>();
    hours.gauge(
        (table, entries, evictions) -> {
          assertEquals(Table.TROUBLED_WEEKS, table);
          seen.addAll(List.of(entries, evictions));
        });
    assertEquals(List.of((long) most, (long) most), seen);
    assertEquals("site-" + (most - 1), hours.state().getLast().site());
  }

  @Test
  @Tag("heap")
  void takesWhatIsDeclared() {
    measured(2);
    int most = Table.TROUBLED_WEEKS.entries();
    assertDeclared(Table.TROUBLED_WEEKS, measured(most) / most);
  }

  private static long measured(int many) {
    long before = LiveHeap.bytes();
    TroubledHours full = new TroubledHours(_ -> ZoneOffset.UTC);
    for (int i = 0; i < many; i++) {
      full.on(List.of(queue("office number " + i, Severity.WARNING)), Set.of(), MONDAY * HOUR_NS);
    }
    long after = LiveHeap.bytes();
    full.gauge((_, entries, _) -> assertEquals(many, entries));
    return after - before;
  }
}
