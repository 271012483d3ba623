package org.mosexporter.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.Direction;
import org.mosexporter.call.Source;
import org.mosexporter.quality.Scale;

/** Offices whose truth is known, made up from a seed. */
class ImpactTest {
  private static final long DAY_NS = Duration.ofDays(1).toNanos();
  private static final long SECOND_NS = 1_000_000_000L;
  private static final long START_NS =
      Instant.parse("2026-06-01T08:00:00Z").getEpochSecond() * SECOND_NS;

  private static CallFact call(
      long startNs, String from, String to, double seconds, String phone, double... mosLq) {
    List<CallFact.Heard> heard =
        java.util.Arrays.stream(mosLq)
            .mapToObj(
                one ->
                    new CallFact.Heard(
                        phone,
                        "berlin",
                        "phones",
                        "wired",
                        "",
                        "",
                        "",
                        "",
                        Direction.RECEIVED,
                        Source.MEASURED,
                        Scale.NARROWBAND,
                        "G.711",
                        one,
                        OptionalDouble.empty(),
                        Optional.empty(),
                        seconds))
            .toList();
    return new CallFact(
        "x",
        "berlin",
        from,
        to,
        "",
        startNs,
        OptionalLong.of(startNs),
        startNs + (long) (seconds * SECOND_NS),
        OptionalDouble.of(seconds),
        CallSummary.Result.COMPLETED,
        false,
        false,
        heard);
  }

  /** 300 good calls of 180 s and 100 worse ones of 120 s: 100 × 60 s are 100 minutes. */
  @Test
  void minutesAreWhatWorseCallsAreTooShortBy() {
    Impact impact = new Impact(ZoneOffset.UTC, new Impact.Room(Impact.MOST_CALLS));
    for (int i = 0; i < 400; i++) {
      boolean isWorse = i % 4 == 0;
      double spread = i / 4 % 10 - 4.5;
      impact.add(
          call(
              START_NS + i % 5 * DAY_NS,
              "a" + i + "@x",
              "b@x",
              (isWorse ? 120 : 180) + spread,
              "phone" + i % 7,
              4.4,
              isWorse ? 3.5 : 4.1));
    }

    Impact.Found found = impact.found();

    assertEquals(300, found.good());
    assertEquals(100, found.worse());
    Impact.Total minutes = found.talk().total().orElseThrow();
    assertEquals(100, minutes.value(), 1e-9);
    assertTrue(minutes.low() < 100 && minutes.low() > 95, "" + minutes);
    assertTrue(minutes.high() > 100 && minutes.high() < 105, "" + minutes);
  }

  /**
   * Of 100 worse calls 30 are repeated, 60 s after their end and by the other side; of 100 good
   * ones 10 are, and the rest of them 301 s after the end, which is too late. 30 − 10 % of 100 are
   * 20.
   */
  @Test
  void repeatsAreThoseBeyondWhatGoodCallsHave() {
    Impact impact = new Impact(ZoneOffset.UTC, new Impact.Room(Impact.MOST_CALLS));
    for (int i = 0; i < 200; i++) {
      boolean isWorse = i % 2 == 1;
      boolean isRepeated = i / 2 % 10 < (isWorse ? 3 : 1);
      long startNs = START_NS + i % 5 * DAY_NS + i * SECOND_NS;
      impact.add(call(startNs, "a" + i + "@x", "b@x", 60, "phone" + i % 7, isWorse ? 3 : 4.4));
      long gapNs = isRepeated ? 60 * SECOND_NS : 301 * SECOND_NS;
      impact.add(unheard(startNs + 60 * SECOND_NS + gapNs, "b@pbx", "A" + i + "@x"));
    }

    Impact.Cost repeats = impact.found().repeats();

    assertEquals(0.1, repeats.means().before(), 1e-9);
    assertEquals(0.3, repeats.means().after(), 1e-9);
    assertEquals(20, repeats.total().orElseThrow().value(), 1e-9);
  }

  private static CallFact unheard(long startNs, String from, String to) {
    return new CallFact(
        "x",
        "berlin",
        from,
        to,
        "",
        startNs,
        OptionalLong.empty(),
        startNs,
        OptionalDouble.empty(),
        CallSummary.Result.REFUSED,
        false,
        false,
        List.of());
  }

  /** 19.9 s is early, 20 s is not. */
  @Test
  void hangUpsAreEarlyWithinTwentySeconds() {
    Impact impact = new Impact(ZoneOffset.UTC, new Impact.Room(Impact.MOST_CALLS));
    for (int i = 0; i < 200; i++) {
      boolean isWorse = i % 2 == 1;
      boolean isEarly = isWorse && i / 2 % 4 == 0;
      impact.add(
          call(
              START_NS + i % 5 * DAY_NS,
              "",
              "",
              isEarly ? 19.9 : 20,
              "phone" + i % 7,
              isWorse ? 3 : 4.4));
    }

    Impact.Found found = impact.found();

    assertEquals(25, found.earlyHangups().total().orElseThrow().value(), 1e-9);
    assertEquals(0, found.repeats().means().observedBefore()); // nobody knows who called whom
  }

  @Test
  void tooFewCallsAreNoEstimate() {
    Impact impact = new Impact(ZoneOffset.UTC, new Impact.Room(Impact.MOST_CALLS));
    for (int i = 0; i < 200; i++) {
      impact.add(
          call(START_NS + i % 5 * DAY_NS, "a", "b", 60, "phone" + i % 7, i % 20 == 0 ? 3 : 4.4));
    }

    assertEquals(10, impact.found().worse());
    assertEquals(Optional.empty(), impact.found().talk().total());
    assertEquals(
        Optional.empty(),
        new Impact(ZoneOffset.UTC, new Impact.Room(Impact.MOST_CALLS)).found().talk().total());
  }

  /** Quality that has nothing to do with how long people talk costs nothing, in 93 % at least. */
  @Test
  void theIntervalHoldsZeroWhereNothingIsLost() {
    int held = 0;
    for (int seed = 0; seed < 500; seed++) {
      Random chance = new Random(seed);
      Impact impact = new Impact(ZoneOffset.UTC, new Impact.Room(Impact.MOST_CALLS));
      for (int i = 0; i < 400; i++) {
        int phone = chance.nextInt(12);
        int day = chance.nextInt(7);
        double seconds = -Math.log(1 - chance.nextDouble()) * (120 + 10 * phone + 8 * day);
        impact.add(
            call(
                START_NS + day * DAY_NS,
                "a",
                "b",
                seconds,
                "phone" + phone,
                chance.nextDouble() < 0.3 ? 3.2 : 4.2));
      }
      Impact.Total minutes = impact.found().talk().total().orElseThrow();
      held += minutes.low() <= 0 && 0 <= minutes.high() ? 1 : 0;
    }
    assertTrue(held >= 465, held + " of 500");
  }

  /** What sites share is shared: the second of three finds no room for its second call. */
  @Test
  void callsBeyondTheRoomOfAllSitesAreToldOf() {
    Impact.Room room = new Impact.Room(3);
    Impact one = new Impact(ZoneOffset.UTC, room);
    Impact other = new Impact(ZoneOffset.UTC, room);
    for (Impact site : List.of(one, one, other, other, one)) {
      site.add(call(START_NS, "a@x", "b@x", 60, "phone", 4.4));
    }
    assertEquals(1, one.found().leftOut());
    assertEquals(1, other.found().leftOut());
  }
}
