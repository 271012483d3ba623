package org.mosexporter.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Marks are given as issue 8 asks. */
class JudgeTest {
  private static final long ONSET_NS = 3_600_000_000_000L;
  private static final long CROSSED_NS = ONSET_NS + 1_800_000_000_000L;

  private static Run.Result result(
      double lostMos, boolean nameable, String named, OptionalLong warned) {
    Truth.Blame blame =
        new Truth.Blame(
            Cause.WIFI,
            new Scope(Scope.Kind.NETWORK, "wifi"),
            0.5,
            true,
            ONSET_NS,
            nameable,
            lostMos,
            1000);
    Truth truth =
        new Truth(
            Offices.plan(Offices.But.NOTHING, Offices.ALL_SEEN),
            List.of(blame),
            List.of(),
            OptionalLong.of(CROSSED_NS),
            0,
            0,
            0);
    List<Findings.Named> names =
        named.isEmpty()
            ? List.of()
            : List.of(new Findings.Named(named, new Scope(Scope.Kind.NETWORK, "wifi"), false));
    return new Run.Result(truth, new Findings(names, named.isEmpty(), warned, 0, Map.of()));
  }

  private static final Exam.Paper SINGLE = new Exam.Paper(0, 1, Range.TUNED, List.of(Cause.WIFI));

  @Test
  void theNameMustBeRightWhereTheEvidenceIs() {
    Verdict verdict = new Verdict();
    verdict.add(SINGLE, result(0.5, true, "wifi", OptionalLong.empty()), 1);
    verdict.add(SINGLE, result(0.5, true, "trunk", OptionalLong.empty()), 1);
    verdict.add(SINGLE, result(0.5, true, "", OptionalLong.empty()), 1);
    assertEquals(new Share(1, 3), verdict.firstRight());
    assertEquals(new Share(1, 3), verdict.wrong());
    assertEquals(new Share(1, 1), verdict.scopeRight());
    assertEquals(1, verdict.told().count("wifi", Matrix.CANNOT_TELL));
    assertEquals(1, verdict.told().count("wifi", "trunk"));
    assertEquals(3, verdict.told().row("wifi"));
  }

  @Test
  void whereItWasTakenAwayWhoCannotTellIsRight() {
    Verdict verdict = new Verdict();
    verdict.add(SINGLE, result(0.5, false, "", OptionalLong.empty()), 1);
    verdict.add(SINGLE, result(0.5, false, "wifi", OptionalLong.empty()), 1);
    verdict.add(SINGLE, result(0.5, false, "trunk", OptionalLong.empty()), 1);
    assertEquals(new Share(2, 3), verdict.honest());
    assertEquals(new Share(0, 0), verdict.firstRight());
    assertEquals(3, verdict.untold().row("wifi"));
  }

  @Test
  void whatCostsLittleDoesNotCount() {
    Verdict verdict = new Verdict();
    verdict.add(SINGLE, result(0.19, true, "trunk", OptionalLong.empty()), 1);
    assertEquals(new Share(0, 0), verdict.firstRight());
    assertEquals(1, verdict.cheap());
  }

  @Test
  void aWarningIsInTimeTenMinutesBefore() {
    Verdict verdict = new Verdict();
    long tenBefore = CROSSED_NS - 600_000_000_000L;
    verdict.add(SINGLE, result(0.5, true, "wifi", OptionalLong.of(tenBefore)), 1);
    verdict.add(SINGLE, result(0.5, true, "wifi", OptionalLong.of(tenBefore + 1)), 1);
    verdict.add(SINGLE, result(0.5, true, "wifi", OptionalLong.empty()), 1);
    assertEquals(new Share(1, 3), verdict.warned());
  }

  /** Who says nothing of where it was lost is wrong, and who says it as it was is right. */
  @Test
  void splitsAreDueWhereReceiversTell() {
    Incident loss = new Incident(Cause.TRUNK, 0.9, 0, 0, 7);
    Scenario scenario =
        Offices.minutes(8, 5, Offices.plan(Offices.But.NOTHING, Offices.ALL_SEEN), loss);
    Truth truth = Run.of(scenario, config -> Observed.examinee(config, _ -> Findings.NONE)).truth();
    Map<Findings.StreamKey, Findings.Split> asItWas = new HashMap<>();
    for (var stream : truth.streams()) {
      asItWas.put(
          new Findings.StreamKey(stream.from().address(), stream.from().port(), stream.ssrc()),
          new Findings.Split(stream.pointsBefore(), stream.pointsBehind()));
    }
    Verdict silent = new Verdict();
    silent.add(SINGLE, new Run.Result(truth, Findings.NONE), 1);
    Verdict knowing = new Verdict();
    Findings told = new Findings(List.of(), true, OptionalLong.empty(), 0, asItWas);
    knowing.add(SINGLE, new Run.Result(truth, told), 1);

    assertEquals(0, silent.split().hits());
    assertEquals(0, silent.lossySplit().hits());
    assertTrue(knowing.lossySplit().of() > 0);
    assertEquals(knowing.split().of(), silent.split().of());
    assertEquals(knowing.split().of(), knowing.split().hits());
    assertEquals(knowing.lossySplit().of(), knowing.lossySplit().hits());
  }

  /** As R's binom.test says: 95 of 100, 0 of 10, 200 of 200. */
  @Test
  void intervalsAreExact() {
    assertEquals(0.8871651, new Share(95, 100).least(), 1e-6);
    assertEquals(0.9835681, new Share(95, 100).most(), 1e-6);
    assertEquals(0.3084971, new Share(0, 10).most(), 1e-6);
    assertEquals(0.9817246, new Share(200, 200).least(), 1e-6);
  }

  /** A whole exam, as small as can be. */
  @Test
  void anExamIsPlayedTheSameHoweverManyAtATime() throws Exception {
    Exam exam = new Exam(0, 1, 0, Range.TUNED, Seeds.tuning());
    String one = marks(exam, 1);
    assertEquals(one, marks(exam, 2));
    assertTrue(one.contains("1 scenarios"), one);
  }

  private static String marks(Exam exam, int threads) throws Exception {
    Verdict verdict = Judge.of(_ -> Findings.NONE, threads).examine(exam);
    return verdict.toString().replaceAll(", \\S+ s of a core", "");
  }
}
