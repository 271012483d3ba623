package org.mosexporter.judging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mosexporter.simulator.Cause;
import org.mosexporter.simulator.Findings;
import org.mosexporter.simulator.Range;
import org.mosexporter.simulator.Run;
import org.mosexporter.simulator.Scenario;
import org.mosexporter.simulator.Seeds;
import org.mosexporter.simulator.Truth;

/**
 * A short exam, on seeds that were tuned on; {@code bench/judge} runs a whole one on others. Of
 * each of some causes the first incident that costs enough and can be named.
 */
class JudgedTest {
  private static final int TRIES = 6;

  private record Played(Truth.Blame blame, Findings findings) {}

  private static Played play(Cause cause, long index) {
    Scenario scenario = Scenario.of(Seeds.tuning().applyAsLong(index), Range.TUNED, cause);
    Run.Result result = Run.of(scenario, Diagnostician::new);
    return new Played(result.truth().blames().getFirst(), result.findings());
  }

  private static Played nameable(Cause cause, long first) {
    return Stream.iterate(first, index -> index + 1)
        .limit(TRIES)
        .map(index -> play(cause, index))
        .filter(one -> one.blame().nameable() && one.blame().isCostly())
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing to be named: " + cause));
  }

  private static void isNamed(Cause cause, long first) {
    Findings findings = nameable(cause, first).findings();
    String named =
        findings.named().stream()
            .filter(one -> !one.info())
            .findFirst()
            .map(Findings.Named::cause)
            .orElse("nothing");
    assertEquals(cause.label(), named, () -> findings.named().toString());
  }

  @Test
  void whatRoutersTellIsNamed() {
    isNamed(Cause.VOICE_IN_WRONG_CLASS, 7_000);
    isNamed(Cause.POLICER, 7_100);
  }

  @Test
  void whatIsInsideIsNamed() {
    isNamed(Cause.WIFI, 7_200);
    isNamed(Cause.PHONE_MODEL, 7_300);
  }

  @Test
  void whatIsOutsideIsNamed() {
    isNamed(Cause.TRUNK, 7_400);
    isNamed(Cause.LONG_PATH, 7_500);
  }

  @Test
  void whatStreamsBearIsNamed() {
    isNamed(Cause.CODEC_CEILING, 7_600);
    isNamed(Cause.DSCP_NOT_SET_BY_PHONE, 7_700);
  }

  /** Half a healthy day would do; it is a whole one. */
  @Test
  void aHealthyDayIsQuiet() {
    Scenario scenario = Scenario.of(Seeds.tuning().applyAsLong(7_800), Range.TUNED);
    Findings findings = Run.of(scenario, Diagnostician::new).findings();

    assertTrue(
        findings.named().stream().allMatch(Findings.Named::info),
        () -> findings.named().toString());
    assertTrue(findings.warnedNs().isEmpty());
  }
}
