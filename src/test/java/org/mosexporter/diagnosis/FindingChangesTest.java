package org.mosexporter.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What is told of findings that come, move and go. */
class FindingChangesTest {
  private static final long MINUTE = 60_000_000_000L;

  /** 2026-03-02 12:00 UTC. */
  private static final long NOON = 1_772_452_800_000_000_000L;

  private FindingChanges changes = anew(Severity.INFO);

  private static FindingChanges anew(Severity least) {
    return new FindingChanges(least, 1_000, List.of(), NOON);
  }

  private static Finding finding(String phone, Severity severity, int callers, double lostMos) {
    return of("berlin", phone, severity, callers, OptionalDouble.of(lostMos));
  }

  private static Finding of(
      String site, String phone, Severity severity, int callers, OptionalDouble lostMos) {
    return new Finding(
        Cause.WIFI,
        new Scope(site, Scope.Kind.ENDPOINT, phone),
        severity,
        0.9,
        NOON,
        List.of(),
        callers,
        callers,
        OptionalDouble.empty(),
        lostMos,
        "",
        OptionalDouble.empty());
  }

  private static Finding warning(String phone) {
    return finding(phone, Severity.WARNING, 3, 0.5);
  }

  private List<FindingChange> at(double minutes, Finding... found) {
    return changes.on(
        new Conclusions(
            NOON + Math.round(minutes * MINUTE), List.of(found), List.of(), List.of(), List.of()));
  }

  /** As words: what, of which phone, with which severity. */
  private List<String> told(double minutes, Finding... found) {
    return at(minutes, found).stream()
        .map(
            one ->
                one.event().label()
                    + " "
                    + one.finding().scope().name()
                    + " "
                    + one.finding().severity().label())
        .toList();
  }

  @Test
  void opensOnceHoweverOftenItIsFound() {
    assertEquals(List.of("opened a warning"), told(0, warning("a")));
    assertEquals(List.of("opened b warning"), told(1, warning("a"), warning("b")));
    assertEquals(List.of(), told(2, warning("b"), warning("a")));
  }

  @Test
  void tellsWhenItWasConcludedAndAsWhat() {
    Finding a = warning("a");
    assertEquals(
        List.of(new FindingChange(FindingChange.Event.OPENED, NOON + MINUTE, a)), at(1, a));
  }

  @Test
  void closesWhatWasAbsentForTenMinutes() {
    told(0, warning("a"));
    told(1, warning("a"));
    assertEquals(List.of(), told(10.99));
    assertEquals(List.of("closed a warning"), told(11));
    assertEquals(List.of(), told(12));
    assertEquals(List.of("opened a warning"), told(13, warning("a")));
  }

  @Test
  void whatComesAndGoesStaysOpen() {
    told(0, warning("a"));
    for (int minute = 9; minute < 200; minute += 9) {
      assertEquals(List.of(), told(minute - 1), "minute " + minute);
      assertEquals(List.of(), told(minute, warning("a")), "minute " + minute);
    }
  }

  @Test
  void closesAsItWasLastSeen() {
    told(0, warning("a"));
    Finding later = finding("a", Severity.WARNING, 4, 0.55);
    told(5, later);
    assertEquals(later, at(15).getFirst().finding());
  }

  @Test
  void severityIsToldEveryQuarterOfAnHourAtMost() {
    told(0, warning("a"));
    Finding worse = finding("a", Severity.CRITICAL, 3, 0.5);
    assertEquals(List.of(), told(14.99, worse));
    assertEquals(List.of("changed a critical"), told(15, worse));
    assertEquals(List.of(), told(16, warning("a")));
    assertEquals(List.of("changed a warning"), told(30, warning("a")));
    assertEquals(List.of(), told(60, warning("a")));
  }

  @Test
  void mosIsToldWhenItMovedByAFifth() {
    told(0, finding("a", Severity.WARNING, 3, 0.5));
    assertEquals(List.of(), told(20, finding("a", Severity.WARNING, 3, 0.69)));
    assertEquals(List.of("changed a warning"), told(21, finding("a", Severity.WARNING, 3, 0.7)));
    assertEquals(List.of(), told(40, finding("a", Severity.WARNING, 3, 0.55)));
    assertEquals(List.of("changed a warning"), told(41, finding("a", Severity.WARNING, 3, 0.5)));
    Finding unknown = of("berlin", "a", Severity.WARNING, 3, OptionalDouble.empty());
    assertEquals(List.of(), told(60, unknown));
  }

  @Test
  void callersAreToldWhenTheyDoubled() {
    told(0, finding("a", Severity.WARNING, 3, 0.5));
    assertEquals(List.of(), told(20, finding("a", Severity.WARNING, 5, 0.5)));
    assertEquals(List.of("changed a warning"), told(21, finding("a", Severity.WARNING, 6, 0.5)));
    assertEquals(List.of(), told(40, finding("a", Severity.WARNING, 1, 0.5)));
  }

  @Test
  void nobodyIsNotDoubled() {
    told(0, finding("a", Severity.WARNING, 0, 0.5));
    assertEquals(List.of(), told(20, finding("a", Severity.WARNING, 0, 0.5)));
    assertEquals(List.of("changed a warning"), told(21, finding("a", Severity.WARNING, 1, 0.5)));
  }

  @Test
  void whatFallsBelowTheLeastSeverityIsGone() {
    changes = anew(Severity.WARNING);
    assertEquals(List.of(), told(0, finding("a", Severity.INFO, 3, 0.5)));
    assertEquals(List.of("opened a warning"), told(1, warning("a")));
    assertEquals(List.of(), told(10, finding("a", Severity.INFO, 3, 0.5)));
    assertEquals(List.of("closed a warning"), told(11, finding("a", Severity.INFO, 3, 0.5)));
  }

  @Test
  void ofASiteFiftyAreOpenAndTheRestWaits() {
    Finding[] many = new Finding[60];
    Arrays.setAll(many, i -> warning("phone" + i));
    assertEquals(50, at(0, many).size());
    Finding elsewhere = of("bonn", "a", Severity.WARNING, 3, OptionalDouble.of(0.5));
    assertEquals(List.of("opened a warning"), told(1, elsewhere));
    assertEquals(50, changes.open().size() - 1);

    Finding[] rest = Arrays.copyOfRange(many, 10, 60);
    List<FindingChange> later = at(20, rest);
    assertEquals(11, later.stream().filter(one -> one.event().label().equals("closed")).count());
    assertEquals(10, later.stream().filter(one -> one.event().label().equals("opened")).count());
  }

  @Test
  void ofAllSitesNoMoreAreOpenThanThereIsRoomFor() {
    changes = new FindingChanges(Severity.INFO, 3, List.of(), NOON);
    List<Finding> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      all.add(of("site" + i, "a", Severity.WARNING, 3, OptionalDouble.of(0.5)));
    }
    assertEquals(3, at(0, all.toArray(Finding[]::new)).size());
  }

  @Test
  void overARestartNothingIsToldTwice() {
    told(0, warning("a"), warning("b"));
    changes = new FindingChanges(Severity.INFO, 1_000, changes.open(), NOON + 5 * MINUTE);
    assertEquals(List.of(), told(6));
    assertEquals(List.of(), told(64.9, warning("a")));
    assertEquals(List.of("closed b warning"), told(65, warning("a")));
    assertEquals(List.of("closed a warning"), told(75));
  }

  @Test
  void whatWasToldBeforeARestartIsComparedWith() {
    told(0, finding("a", Severity.WARNING, 3, 0.5));
    changes = new FindingChanges(Severity.INFO, 1_000, changes.open(), NOON + 5 * MINUTE);
    Finding more = finding("a", Severity.WARNING, 3, 0.8);
    assertEquals(List.of(), told(14, more));
    assertEquals(List.of("changed a warning"), told(15, more));
  }

  @Test
  void aClockThatIsSetBackDelaysNothing() {
    told(0, warning("a"), warning("b"));
    changes = new FindingChanges(Severity.INFO, 1_000, changes.open(), NOON);
    Finding worse = finding("a", Severity.CRITICAL, 3, 0.5);
    assertEquals(List.of(), told(-10_000, worse));
    assertEquals(List.of("changed a critical", "closed b warning"), told(-9_985, worse));
    assertEquals(List.of("closed a critical"), told(-9_975));
  }

  @Test
  void whatWasNeverConcludedClosesNothing() {
    told(0, warning("a"));
    assertEquals(List.of(), changes.on(Conclusions.NONE));
    assertEquals(List.of(), told(1));
  }
}
