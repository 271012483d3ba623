package org.mosexporter.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class OnsetTest extends RuledOffice {
  private static final double NOISE = 0.3;
  private static final int CALLS = 60;

  private int minutesApart = 1;
  private double harm = 6;
  private boolean late;

  /** A call each minute, or so, whose jitter in milliseconds is a function of the minute. */
  private List<Passage> calls(long seed, int from, int many, DoubleUnaryOperator jitterMs) {
    Random random = new Random(seed);
    List<Passage> all = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      int minute = minutesApart * i;
      double ms = jitterMs.applyAsDouble(minute) * Math.exp(NOISE * random.nextGaussian());
      all.add(Passed.call(10 * (from + minute)).behind(0).toldJitter(ms / 1e3).passage());
    }
    return all;
  }

  /** Logarithms grow from 1 ms to 10 ms in half an hour. */
  private static double grows(double minute) {
    return Math.pow(10, Math.clamp((minute - 15) / 30, 0, 1));
  }

  private static double steps(double minute) {
    return minute < 30 ? 1 : 10;
  }

  private static double stays(double minute) {
    return 4;
  }

  private int slow(int many, DoubleUnaryOperator jitterMs) {
    int slow = 0;
    for (int seed = 0; seed < 200; seed++) {
      slow += Onset.isSlow(calls(seed, 0, many, jitterMs)) ? 1 : 0;
    }
    return slow;
  }

  @Test
  void aLineThatFillsIsSlow() {
    assertTrue(slow(CALLS, OnsetTest::grows) >= 196);
  }

  @Test
  void whatSomebodyConfiguresIsNot() {
    assertEquals(0, slow(CALLS, OnsetTest::steps));
  }

  @Test
  void norIsWhatStaysAsItIs() {
    assertEquals(0, slow(CALLS, OnsetTest::stays));
  }

  @Test
  void norIsWhatFalls() {
    assertEquals(0, slow(CALLS, minute -> grows(CALLS - minute)));
  }

  @Test
  void fewCallsTellNothing() {
    minutesApart = 5;
    assertEquals(0, slow(11, OnsetTest::grows));
    assertTrue(slow(12, OnsetTest::grows) > 0);
  }

  /** Five minutes are as fast as a step, for calls last minutes; one in thirty is the odds' due. */
  @Test
  void fiveMinutesAreNotSlow() {
    assertTrue(slow(30, minute -> Math.pow(10, Math.clamp((minute - 10) / 5, 0, 1))) <= 6);
  }

  /** Outwards only, no device tells: a class that misses voice would have come at once. */
  @Test
  void aLineThatFillsOutwardsIsFound() {
    leaves(OnsetTest::grows);

    assertEquals(List.of("wan_congestion_without_qos site "), heard());
  }

  /** Packets are late by a buffer that we suppose, but jitter that grew is no supposition. */
  @Test
  void aLittleLatenessCountsWhereALineFills() {
    harm = 4.2;
    late = true;
    leaves(OnsetTest::grows);

    assertEquals(List.of("wan_congestion_without_qos site "), heard());
  }

  @Test
  void whatCameAtOnceMayBeAClass() {
    leaves(OnsetTest::steps);

    assertEquals(List.of("cannot_tell site "), heard());
  }

  /** It was slow in the hours before, and is as it is now. */
  @Test
  void howItCameIsKnownForHours() {
    leaves(minute -> 10);
    assertEquals(List.of("cannot_tell site "), heard());

    earlier.addAll(calls(3, -CALLS, CALLS, OnsetTest::grows));
    assertEquals(List.of("wan_congestion_without_qos site "), heard());
  }

  /** Where more than 3 ms come, packets come too late, and all trunks alike. */
  private void leaves(DoubleUnaryOperator jitterMs) {
    Random random = new Random(5);
    for (int i = 0; i < CALLS; i++) {
      double ms = jitterMs.applyAsDouble(i) * Math.exp(NOISE * random.nextGaussian());
      calls = 10 * i;
      Passed call = next().of(wired(i % 10)).by(i % 2 == 0 ? "telco-a" : "telco-b");
      Passed told = call.behind(ms > 3 ? harm : 0).toldJitter(ms / 1e3);
      add(late ? told.late() : told);
      add(next().of(wired(i % 10)).by("telco-a").inward().behind(0));
    }
  }
}
