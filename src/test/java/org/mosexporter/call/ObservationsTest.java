package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.call.Source.MEASURED;
import static org.mosexporter.call.Source.RTCP;
import static org.mosexporter.call.Source.XR;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.mosexporter.call.CallEvents.ObservedInterval;
import org.mosexporter.call.TrackerCounters.SiteReason;
import org.mosexporter.call.TrackerCounters.SiteSource;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Network;
import org.mosexporter.config.Quality;
import org.mosexporter.network.Whereabouts;
import org.mosexporter.quality.Codecs;
import org.mosexporter.quality.Score;
import org.mosexporter.quality.Scorer;
import org.mosexporter.stream.Interval;
import org.mosexporter.stream.Unscored;

/** Whose word counts for what one listener heard, in tenths of seconds. */
class ObservationsTest {
  private static final long TENTH_NS = 100_000_000L;
  private static final long NOON_TENTHS = Office.NOON_NS / TENTH_NS;

  private static final EndpointInfo ALICE =
      new EndpointInfo(
          "berlin",
          IpAddress.parse("10.1.20.11"),
          "phones",
          Network.Access.WIRED,
          "",
          0,
          "",
          "",
          "",
          "",
          "",
          Whereabouts.UNKNOWN);

  private static final Score SCORE =
      Scorer.USUAL
          .score(
              Codecs.of(Quality.defaults()).named("G.711").orElseThrow(),
              500,
              0,
              0,
              1,
              OptionalDouble.empty())
          .orElseThrow();

  private final Counters counters = new Counters();
  private final Seen seen = new Seen();
  private final Observations observations = new Observations(counters, seen);
  private final StreamOwner owner = new StreamOwner("berlin", "");

  private static ObservedInterval interval(
      Source source, long from, long to, Optional<Unscored> unscored) {
    return new ObservedInterval(
        ALICE,
        Direction.RECEIVED,
        source,
        "",
        new Interval(
            (NOON_TENTHS + from) * TENTH_NS,
            (to - from) * TENTH_NS,
            0,
            500,
            500,
            0,
            0,
            0,
            "G.711",
            1,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            unscored.isPresent() ? Optional.empty() : Optional.of(SCORE),
            unscored));
  }

  private void heard(Source source, long from, long to) {
    observations.heard(owner, interval(source, from, to, Optional.empty()));
  }

  private void heard(Source source, long from, long to, Unscored reason) {
    observations.heard(owner, interval(source, from, to, Optional.of(reason)));
  }

  private void advance(long tenths) {
    observations.advance((NOON_TENTHS + tenths) * TENTH_NS);
  }

  private double scored(Source source) {
    return counters.read().scoredSeconds().getOrDefault(new SiteSource("berlin", source), 0.0);
  }

  private double unscored(Unscored reason) {
    return counters.read().unscoredSeconds().getOrDefault(new SiteReason("berlin", reason), 0.0);
  }

  private List<String> observed() {
    return seen.observations.stream().map(ObservationsTest::text).toList();
  }

  private static String text(ObservedInterval one) {
    long from = one.interval().startNs() / TENTH_NS - NOON_TENTHS;
    return one.source() + " " + from + "-" + (from + one.interval().durationNs() / TENTH_NS);
  }

  @Test
  void waitsFifteenSeconds() {
    heard(MEASURED, 0, 100);
    advance(249);
    assertEquals(List.of(), observed());
    advance(250);
    assertEquals(List.of("MEASURED 0-100"), observed());
    assertEquals(10, scored(MEASURED), 1e-9);
  }

  @Test
  void theNearestThatCoversTheMiddleCounts() {
    heard(MEASURED, 0, 100);
    heard(RTCP, 40, 130);
    heard(XR, 60, 140);
    heard(MEASURED, 100, 200);
    observations.finish();

    assertEquals(List.of("XR 60-140", "MEASURED 100-200"), observed());
    assertEquals(8, scored(XR), 1e-9);
    assertEquals(2, scored(RTCP), 1e-9); // from 40 to 60
    assertEquals(4 + 6, scored(MEASURED), 1e-9);
  }

  @Test
  void aScoreIsBetterThanNone() {
    heard(MEASURED, 0, 100);
    heard(XR, 0, 100, Unscored.NO_CODEC);
    heard(RTCP, 100, 200);
    heard(MEASURED, 100, 200, Unscored.MIRROR_LOSS);
    observations.finish();

    assertEquals(List.of("MEASURED 0-100", "RTCP 100-200"), observed());
    assertEquals(0, unscored(Unscored.NO_CODEC) + unscored(Unscored.MIRROR_LOSS));
  }

  @Test
  void theReasonForNoScoreIsThatOfWhoSawThePackets() {
    heard(RTCP, 0, 100, Unscored.IMPLAUSIBLE);
    heard(MEASURED, 0, 100, Unscored.NO_CODEC);
    observations.finish();

    assertEquals(10, unscored(Unscored.NO_CODEC), 1e-9);
    assertEquals(0, unscored(Unscored.IMPLAUSIBLE));
  }

  @Test
  void whatIsToldTooLateCountsOnlyWhereNobodySpoke() {
    heard(MEASURED, 0, 100);
    heard(MEASURED, 100, 200);
    advance(250);
    heard(RTCP, 0, 300);
    observations.finish();

    assertEquals(List.of("MEASURED 0-100", "RTCP 0-300"), observed());
    assertEquals(20, scored(RTCP), 1e-9);
    assertEquals(10, scored(MEASURED), 1e-9);
  }

  @Test
  void whatWasOnlySeenOnItsWayIsNoObservation() {
    observations.passed(owner, interval(MEASURED, 0, 100, Optional.empty()));
    heard(RTCP, 20, 90, Unscored.TOO_SHORT);
    owner.reportsAreEncrypted();
    observations.finish();

    assertEquals(List.of("RTCP 20-90"), observed());
    assertEquals(7, unscored(Unscored.TOO_SHORT), 1e-9);
    assertEquals(3, unscored(Unscored.ENCRYPTED_RTCP), 1e-9);
  }

  @Test
  void aClockThatIsSetMovesWhatWaits() {
    heard(MEASURED, 0, 100);
    observations.onClockStep(36_000 * TENTH_NS);
    heard(RTCP, 36_000, 36_100); // the same time, by the new clock
    advance(36_249);
    assertEquals(List.of(), observed());
    advance(36_250);

    assertEquals(List.of("RTCP 36000-36100"), observed());
    assertEquals(0, scored(MEASURED));
  }

  @Test
  void isBounded() {
    for (int i = 0; i < 7_000; i++) {
      StreamOwner one = new StreamOwner("berlin", "");
      observations.heard(one, interval(MEASURED, 0, 100, Optional.empty()));
    }
    Map<String, Long> shown = new java.util.HashMap<>();
    observations.gauge((table, entries, evictions) -> shown.put(table.label(), entries));
    assertEquals(Map.of("observations", 6_144L), shown);
    observations.finish();
    assertEquals(70_000, scored(MEASURED), 1e-6);
  }

  /** One source that comes and goes, in pieces of random length. */
  private record Spoken(Source source, long from, long to, long toldAt) {}

  private static List<Spoken> speak(SplittableRandom random, Source source, long until) {
    List<Spoken> spoken = new ArrayList<>();
    long at = source == MEASURED ? 0 : random.nextInt(100);
    while (at < until) {
      long length = source == MEASURED ? 100 : random.nextInt(75, 140);
      long to = Math.min(until, at + length);
      boolean silent = source != MEASURED && random.nextInt(6) == 0;
      if (!silent) {
        long late = source == MEASURED ? random.nextInt(20, 149) : 0;
        spoken.add(new Spoken(source, at, to, to + late));
      }
      at = to;
    }
    return spoken;
  }

  private static Optional<Source> nearest(List<Spoken> all, long tenth) {
    List<Source> covering =
        all.stream()
            .filter(one -> one.from <= tenth && tenth < one.to)
            .map(Spoken::source)
            .toList();
    return List.of(XR, RTCP, MEASURED).stream().filter(covering::contains).findFirst();
  }

  /** Each tenth of a second counts for its nearest source, and each interval by its middle. */
  @Test
  void allTimeIsCountedOnceAndByTheNearest() {
    for (int seed = 0; seed < 200; seed++) {
      new ObservationsTest().check(new SplittableRandom(seed));
    }
  }

  private void check(SplittableRandom random) {
    long until = random.nextInt(50, 1200);
    List<Spoken> all = new ArrayList<>(speak(random, MEASURED, until));
    all.addAll(speak(random, RTCP, until));
    all.addAll(speak(random, XR, until));
    all.sort(Comparator.comparingLong(Spoken::toldAt));
    int next = 0;
    for (long tenth = 0; tenth <= until + 400; tenth++) {
      for (; next < all.size() && all.get(next).toldAt == tenth; next++) {
        heard(all.get(next).source, all.get(next).from, all.get(next).to);
      }
      if (tenth % 10 == 0) {
        advance(tenth);
      }
    }
    assertSeconds(all, until);
    assertObserved(all, until);
  }

  private void assertSeconds(List<Spoken> all, long until) {
    Map<Source, Long> tenths = new EnumMap<>(Source.class);
    for (long tenth = 0; tenth < until; tenth++) {
      tenths.merge(nearest(all, tenth).orElseThrow(), 1L, Long::sum);
    }
    for (Source source : List.of(XR, RTCP, MEASURED)) {
      assertEquals(tenths.getOrDefault(source, 0L) * 0.1, scored(source), 1e-6);
    }
    double sum = scored(XR) + scored(RTCP) + scored(MEASURED);
    assertEquals(until * 0.1, sum, 1e-6);
  }

  private void assertObserved(List<Spoken> all, long until) {
    List<Spoken> expected =
        all.stream()
            .filter(one -> nearest(all, (one.from + one.to) / 2).orElseThrow() == one.source)
            .toList();
    List<String> named =
        expected.stream().map(one -> one.source + " " + one.from + "-" + one.to).toList();
    assertEquals(named.stream().sorted().toList(), observed().stream().sorted().toList());
    long changes = changes(all, until);
    long total = expected.stream().mapToLong(one -> one.to - one.from).sum();
    assertTrue(
        Math.abs(total - until) <= 70 * changes, total + " of " + until); // half a piece each
  }

  private static long changes(List<Spoken> all, long until) {
    long changes = 0;
    for (long tenth = 1; tenth < until; tenth++) {
      changes += nearest(all, tenth).equals(nearest(all, tenth - 1)) ? 0 : 1;
    }
    return changes;
  }
}
