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
  private double cameWith;
  private double inwards;

  /** A call each minute, or so, whose jitter in milliseconds is a function of the minute. */
  private List<Passage> calls(long seed, int from, int many, DoubleUnaryOperator jitterMs) {
    Random random = new Random(seed);
    List<Passage> all = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      int minute = minutesApart * i;
      double ms = jitterMs.applyAsDouble(minute) * Math.exp(NOISE * random.nextGaussian());
      all.add(
          Passed.call(10 * (from + minute))
              .by(i % 2 == 0 ? "telco-a" : "telco-b")
              .behind(0)
              .toldJitter(ms / 1e3)
              .jitter(cameWith * ms / 1e3)
              .passage());
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
      slow += Onset.slow(calls(seed, 0, many, jitterMs)).isPresent() ? 1 : 0;
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

  /** From 0.5 ms to 1.5: offices do so every morning. */
  @Test
  void norIsWhatNobodyMinds() {
    assertEquals(0, slow(CALLS, minute -> 0.5 * Math.pow(grows(minute), 0.477)));
  }

  @Test
  void tellsItsLevels() {
    double low = 0;
    double high = 0;
    for (int seed = 0; seed < 100; seed++) {
      Onset found = Onset.slow(calls(seed, 0, CALLS, OnsetTest::grows)).orElseThrow();
      low += found.lowSeconds() / 100;
      high += found.highSeconds() / 100;
    }

    assertEquals(0.001, low, 0.0001);
    assertEquals(0.01, high, 0.0005);
    assertEquals(0.00336, new Onset(0.001, 0.01).middleSeconds(), 1e-5); // √(1.3 · 10.3) − 0.3
  }

  /** What a floor of phones brings with is not behind us. */
  @Test
  void norIsWhatCameToUsWithIt() {
    cameWith = 1;
    assertEquals(0, slow(CALLS, OnsetTest::grows));
  }

  /** Calls that began together: each receiver tells what it had last. */
  @Test
  void aCallIsDatedByItsEnd() {
    Random random = new Random(4);
    List<Passage> all = new ArrayList<>();
    for (int i = 1; i <= CALLS; i++) {
      double ms = grows(i) * Math.exp(NOISE * random.nextGaussian());
      all.add(Passed.call(0).lasting(i).toldJitter(ms / 1e3).jitter(0).passage());
    }

    assertTrue(Onset.slow(all).isPresent());
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
  void moreOfItIsNoLess() {
    harm = 4.2;
    late = true;
    inwards = 4.2;
    leaves(OnsetTest::grows);

    assertEquals(List.of("wan_congestion_without_qos site "), heard());
  }

  /** What leaves has more jitter from hour to hour, but is well. */
  @Test
  void whatComesInIsNotFilledByWhatLeaves() {
    harm = 0;
    inwards = 9;
    leaves(OnsetTest::grows);

    assertEquals(List.of("cannot_tell site "), heard());
  }

  /** Jitter grew, and those that are bad have none of it. */
  @Test
  void whoHasNoneOfItDoesNotSufferFromIt() {
    passages.addAll(calls(7, 0, CALLS, OnsetTest::grows));
    passages.addAll(calls(8, 0, CALLS, OnsetTest::grows));
    for (int i = 0; i < 30; i++) {
      calls = 10 * (20 + i);
      add(
          next()
              .of(wired(i % 10))
              .by(i % 2 == 0 ? "telco-a" : "telco-b")
              .behind(20)
              .toldJitter(0.001)
              .jitter(0));
    }

    assertEquals(List.of("cannot_tell site "), heard());
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
      add(late ? told.late().jitter(0) : told.jitter(0));
      double back = ms > 3 ? inwards : 0;
      Passed inward = next().of(wired(i % 10)).by(i % 2 == 0 ? "telco-a" : "telco-b").inward();
      add(late ? inward.before(back).behind(0).late() : inward.before(back).behind(0));
    }
  }
}
