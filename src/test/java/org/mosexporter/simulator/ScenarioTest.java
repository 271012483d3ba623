package org.mosexporter.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.mosexporter.simulator.office.Plan;

/** Scenarios are drawn as the note says. */
class ScenarioTest {
  private static final int MANY = 2_000;

  private static List<Scenario> drawn(Range range, Cause... causes) {
    return LongStream.range(0, MANY)
        .mapToObj(i -> Scenario.of(Seeds.tuning().applyAsLong(i), range, causes))
        .toList();
  }

  private static double share(List<Scenario> of, Predicate<Scenario> what) {
    return (double) of.stream().filter(what).count() / of.size();
  }

  @Test
  void conditionsAreAsJudgingAsks() {
    List<Scenario> drawn = drawn(Range.TUNED, Cause.WIFI);
    assertEquals(0.5, share(drawn, s -> !s.plan().conditions().snmp()), 0.03);
    assertEquals(1 / 3.0, share(drawn, s -> s.plan().conditions().rtcp() != Plan.Rtcp.PLAIN), 0.03);
    assertEquals(0.2, share(drawn, s -> s.plan().conditions().mirrorLoss() > 0), 0.03);
    assertTrue(drawn.stream().allMatch(s -> s.plan().phones() >= 4 && s.plan().phones() <= 300));
    assertTrue(share(drawn, s -> s.plan().phones() <= 20) > 0.5);
  }

  @Test
  void severitiesAndRampsAreAsSaid() {
    List<Scenario> tuned = drawn(Range.TUNED, Cause.WIFI);
    List<Scenario> outside = drawn(Range.OUTSIDE, Cause.WIFI);
    assertTrue(
        tuned.stream()
            .mapToDouble(s -> s.incidents().getFirst().severity())
            .allMatch(s -> s >= 0.15 && s < 0.85));
    assertTrue(
        outside.stream()
            .mapToDouble(s -> s.incidents().getFirst().severity())
            .noneMatch(s -> s >= 0.15 && s < 0.85));
    assertEquals(0.5, share(tuned, s -> s.incidents().getFirst().isGradual()), 0.03);
    assertTrue(
        tuned.stream()
            .map(s -> s.incidents().getFirst())
            .filter(Incident::isGradual)
            .allMatch(i -> i.rampNs() >= 1_200e9 && i.rampNs() <= 21_600e9));
    assertEquals(0.075, share(tuned, s -> s.incidents().getFirst().onsetNs() == 0), 0.02);
  }

  @Test
  void anOfficeHasWhatItsTroubleNeeds() {
    assertTrue(
        drawn(Range.TUNED, Cause.WIFI).stream()
            .allMatch(s -> s.plan().networks().stream().anyMatch(n -> n.name().equals("wifi"))));
    assertTrue(drawn(Range.TUNED, Cause.POLICER).stream().allMatch(s -> s.plan().wan().classes()));
    assertFalse(Scenario.agree(Cause.POLICER, Cause.WAN_CONGESTION_WITHOUT_QOS));
    assertFalse(Scenario.agree(Cause.WIFI, Cause.WIFI));
    assertTrue(Scenario.agree(Cause.POLICER, Cause.WIFI));
  }

  /** printf 'tuning\0\0\0\0\0\0\0\7' | sha256sum. */
  @Test
  void seedsAreHashes() {
    assertEquals(TUNING_7, Seeds.tuning().applyAsLong(7));
  }

  private static final long TUNING_7 = 0x6e4e52a6adfd17dcL;

  @Test
  void judgingWaitsForTheCommitThatFinishedIt() {
    String commit = "0123456789abcdef0123456789abcdef01234567";
    assertEquals(commit, Seeds.commit(commit + "\n"));
    assertThrows(IllegalStateException.class, () -> Seeds.commit("later"));
  }

  @Test
  void anExamHasEveryCauseAndItsSeedsDiffer() {
    Exam exam = Exam.whole(Range.TUNED, Seeds.tuning());
    List<Exam.Paper> papers = exam.papers();
    assertEquals(200 * Cause.values().length + 400 + 500, papers.size());
    assertEquals(papers.size(), papers.stream().map(Exam.Paper::seed).distinct().count());
    assertTrue(
        papers.stream()
            .filter(paper -> paper.causes().size() == 2)
            .allMatch(p -> Scenario.agree(p.causes().getFirst(), p.causes().getLast())));
  }
}
