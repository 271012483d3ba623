package org.mosexporter.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.Direction;
import org.mosexporter.call.Source;
import org.mosexporter.diagnosis.ChangeEffect.Reason;
import org.mosexporter.diagnosis.ChangeEffect.Verdict;
import org.mosexporter.quality.Band;
import org.mosexporter.quality.Scale;
import org.mosexporter.quality.Score;

/** Offices whose truth is known: made up from a seed, phones and days alike within themselves. */
class ChangeComparisonTest {
  private static final long DAY_NS = Duration.ofDays(1).toNanos();
  private static final long AT_NS =
      Instant.parse("2026-06-10T00:00:00Z").getEpochSecond() * 1_000_000_000L;
  private static final Change CHANGE = new Change("c1", AT_NS, "berlin", "EF on the way out");
  private static final ZoneId UTC = ZoneId.of("UTC");

  private static ChangeWindow window(List<Change> others) {
    return ChangeWindow.around(CHANGE, others, 7 * DAY_NS, AT_NS + 30 * DAY_NS);
  }

  private static CallFact.Heard heard(String phone, String model, Scale scale, double mosLq) {
    return new CallFact.Heard(
        phone,
        "berlin",
        "phones",
        "wired",
        "sales",
        "Poly",
        model,
        "",
        Direction.RECEIVED,
        Source.MEASURED,
        scale,
        "G.711",
        mosLq,
        OptionalDouble.empty(),
        Optional.of(new Score.LostR(0, (4.41 - mosLq) * 20, 0, OptionalDouble.empty())),
        60);
  }

  private static CallFact call(long startNs, CallFact.Heard... heard) {
    return new CallFact(
        "id",
        "berlin",
        "",
        "",
        "telco-a",
        startNs,
        OptionalLong.of(startNs),
        startNs + 60,
        OptionalDouble.of(60),
        CallSummary.Result.COMPLETED,
        false,
        false,
        List.of(heard));
  }

  /** An office: what its calls have in common, and by how much the change moves them. */
  private record Office(
      int phones, int days, int callsPerDay, double byPhone, double byDay, double effect) {
    ChangeEffect compared(long seed) {
      Random chance = new Random(seed);
      double[] level = new double[phones];
      for (int i = 0; i < phones; i++) {
        level[i] = chance.nextGaussian() * byPhone;
      }
      ChangeComparison comparison = new ChangeComparison(CHANGE, window(List.of()), UTC);
      for (int day = -days; day < days; day++) {
        double mood = chance.nextGaussian() * byDay + (day >= 0 ? effect : 0);
        for (int i = 0; i < callsPerDay; i++) {
          // Some talk much more than others.
          int phone = (int) (phones * Math.pow(chance.nextDouble(), 2));
          double mosLq = 3.7 + level[phone] + mood + chance.nextGaussian() * 0.25;
          comparison.add(
              call(
                  AT_NS + day * DAY_NS + i * 60_000_000_000L,
                  heard("phone" + phone, "VVX", Scale.NARROWBAND, Math.clamp(mosLq, 1, 4.41))));
        }
      }
      return comparison.effect();
    }
  }

  /**
   * Where nothing changed, the interval holds 0 in 93 % at least, and no more than 5 % are told.
   */
  @Test
  void aChangeThatDidNothingIsHardlyEverSaidToHaveDoneSomething() {
    List<Office> offices =
        List.of(
            new Office(20, 7, 60, 0.25, 0.08, 0),
            new Office(20, 7, 60, 0.25, 0, 0),
            new Office(20, 7, 60, 0, 0.15, 0),
            new Office(6, 4, 20, 0.25, 0.05, 0),
            new Office(40, 3, 80, 0.15, 0.15, 0));
    int told = 0;
    int all = 0;
    for (Office office : offices) {
      int held = 0;
      for (int seed = 0; seed < 200; seed++) {
        ChangeEffect effect = office.compared(1000L * all + seed);
        held += effect.scales().getFirst().mosLq().interval().orElseThrow().contains(0) ? 1 : 0;
        told += effect.verdict() == Verdict.CANNOT_TELL ? 0 : 1;
      }
      all += 200;
      assertTrue(held >= 186, office + " held 0 in " + held + " of 200");
    }
    assertTrue(told <= 50, told + " of " + all);
  }

  /** And the truth lies in it where there is one. */
  @Test
  void theIntervalHoldsTheTruth() {
    int held = 0;
    for (int seed = 0; seed < 500; seed++) {
      ChangeEffect effect = new Office(15, 7, 40, 0.15, 0.06, -0.3).compared(seed);
      held += effect.scales().getFirst().mosLq().interval().orElseThrow().contains(-0.3) ? 1 : 0;
    }
    assertTrue(held >= 465, "held the truth in " + held + " of 500");
  }

  /**
   * 0.25 MOS, in a week of 60 calls a day that vary by 0.08 from day to day: found 9 times in 10.
   */
  @Test
  void aQuarterOfAMosIsFound() {
    int helped = 0;
    int hurt = 0;
    for (int seed = 0; seed < 200; seed++) {
      helped +=
          new Office(20, 7, 60, 0.2, 0.08, 0.25).compared(seed).verdict() == Verdict.HELPED ? 1 : 0;
      hurt +=
          new Office(20, 7, 60, 0.2, 0.08, -0.25).compared(seed).verdict() == Verdict.HURT ? 1 : 0;
    }
    assertTrue(helped >= 180, "helped: " + helped);
    assertTrue(hurt >= 180, "hurt: " + hurt);
  }

  @Test
  void whatHardlyAnybodyHearsIsNoHelp() {
    ChangeEffect effect = new Office(50, 7, 2000, 0, 0, 0.05).compared(1);

    assertEquals(Verdict.CANNOT_TELL, effect.verdict());
    assertEquals(Reason.TOO_SMALL_TO_MATTER, effect.reason(), effect.explanation());
  }

  @Test
  void tooFewCallsTellNothing() {
    assertEquals(Reason.TOO_FEW_CALLS, new Office(5, 2, 100, 0, 0, 1).compared(1).reason());
    assertEquals(Reason.TOO_FEW_CALLS, new Office(5, 6, 3, 0, 0, 1).compared(1).reason());
    ChangeEffect none = new ChangeComparison(CHANGE, window(List.of()), UTC).effect();
    assertEquals(Verdict.CANNOT_TELL, none.verdict());
    assertEquals(Reason.TOO_FEW_CALLS, none.reason());
  }

  /** Two days before ours the firmware was changed too: what is between the two is too little. */
  @Test
  void aChangeNearbyIsNamed() {
    Change other = new Change("c0", AT_NS - 2 * DAY_NS, "berlin", "firmware");
    Change elsewhere = new Change("c9", AT_NS - 3_600_000_000_000L, "paris", "new router");
    ChangeWindow window = window(List.of(CHANGE, other, elsewhere));
    assertEquals(AT_NS - 2 * DAY_NS, window.fromNs());
    assertEquals(AT_NS + 7 * DAY_NS, window.toNs());
    ChangeComparison comparison = new ChangeComparison(CHANGE, window, UTC);
    for (int i = -700; i < 700; i++) {
      comparison.add(
          call(AT_NS + i * DAY_NS / 100, heard("p" + i % 9, "", Scale.NARROWBAND, i < 0 ? 3 : 4)));
    }

    ChangeEffect effect = comparison.effect();

    assertEquals(200, effect.callsBefore());
    assertEquals(Reason.ANOTHER_CHANGE, effect.reason());
    assertTrue(effect.explanation().contains("c0"), effect.explanation());
  }

  @Test
  void aWindowEndsNow() {
    assertEquals(
        AT_NS + DAY_NS, ChangeWindow.around(CHANGE, List.of(), 7 * DAY_NS, AT_NS + DAY_NS).toNs());
    assertEquals(AT_NS, ChangeWindow.around(CHANGE, List.of(), 7 * DAY_NS, AT_NS - DAY_NS).toNs());
  }

  /** G.711 to G.722 is 4.4 narrowband to 4.2 wideband, and no call got worse. */
  @Test
  void callsThatMovedToAnotherScaleAreNotCompared() {
    ChangeComparison comparison = new ChangeComparison(CHANGE, window(List.of()), UTC);
    for (int i = -700; i < 700; i++) {
      Scale scale = i < 0 || i % 3 == 0 ? Scale.NARROWBAND : Scale.WIDEBAND;
      comparison.add(call(AT_NS + i * DAY_NS / 100, heard("p" + (i + 700) % 9, "", scale, 4.2)));
    }

    assertEquals(Reason.SCALES_MOVED, comparison.effect().reason());
  }

  /** Bands, points and models: half of the phones go from 3.9 to 4.3, the others stay at 3.9. */
  @Test
  void tellsWhoGotBetterAndWhatOf() {
    ChangeComparison comparison = new ChangeComparison(CHANGE, window(List.of()), UTC);
    for (int i = -700; i < 700; i++) {
      int phone = Math.floorMod(i, 10);
      boolean isBetter = i >= 0 && phone < 5;
      String model = phone < 5 ? "VVX 450" : "T46S";
      comparison.add(
          call(
              AT_NS + i * DAY_NS / 100,
              heard("p" + phone, model, Scale.NARROWBAND, isBetter ? 4.3 : 3.9)));
    }

    ChangeEffect.OnScale all = comparison.effect().scales().getFirst();

    assertEquals(0.2, all.mosLq().value(), 1e-9);
    assertEquals(0.5, all.bands().get(Band.EXCELLENT).value(), 1e-9);
    assertEquals(-0.5, all.bands().get(Band.ACCEPTABLE).value(), 1e-9);
    assertEquals(-4, all.lostR().get(ChangeEffect.Cause.LOSS).value(), 1e-9);
    assertEquals(0, all.lostR().get(ChangeEffect.Cause.DELAY).observedBefore());
    assertEquals(0.4, group(all, "VVX 450").value(), 1e-9);
    assertEquals(0, group(all, "T46S").value(), 1e-9);
  }

  private static Difference group(ChangeEffect.OnScale all, String model) {
    return all.groups().stream()
        .filter(one -> one.value().equals(model))
        .findFirst()
        .orElseThrow()
        .mosLq();
  }

  /** A day is the office's: 23:30 UTC is the next day in Berlin. */
  @Test
  void daysAreThoseOfTheOffice() {
    ChangeComparison comparison =
        new ChangeComparison(CHANGE, window(List.of()), ZoneId.of("Europe/Berlin"));
    comparison.add(call(AT_NS + 21 * 3_600_000_000_000L, heard("a", "", Scale.NARROWBAND, 4)));
    comparison.add(call(AT_NS + 23 * 3_600_000_000_000L, heard("a", "", Scale.NARROWBAND, 4)));

    assertEquals(2, comparison.effect().scales().getFirst().daysAfter());
  }

  @Test
  void phonesOfOtherSitesDoNotCount() {
    Change paris = new Change("p", AT_NS, "paris", "");
    ChangeComparison comparison = new ChangeComparison(paris, window(List.of()), UTC);
    comparison.add(call(AT_NS, heard("a", "", Scale.NARROWBAND, 4)));

    assertEquals(0, comparison.effect().callsAfter());
  }
}
