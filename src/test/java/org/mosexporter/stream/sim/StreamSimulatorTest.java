package org.mosexporter.stream.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamSimulatorTest {
  private static final Scenario JITTER = Scenario.of("jitter").with(new Jitter.Gamma(30, 2));

  @Test
  void givesTheSameCallForTheSameSeed() {
    assertEquals(StreamSimulator.simulate(JITTER, 1), StreamSimulator.simulate(JITTER, 1));
    assertNotEquals(StreamSimulator.simulate(JITTER, 1), StreamSimulator.simulate(JITTER, 2));
  }

  /** Two states: share p/(p+q), mean run 1/q, and so a burst ratio of (1 − share)/q. */
  @ParameterizedTest
  @CsvSource({"0.01, 3", "0.05, 3", "0.2, 3", "0.2, 1.25"})
  void losesInRunsOfTheLengthAskedFor(double share, double meanRun) {
    boolean[] lost = new Loss.Gilbert(share, meanRun).lose(1_000_000, new SplittableRandom(1));
    int count = 0;
    int runs = 0;
    for (int i = 0; i < lost.length; i++) {
      count += lost[i] ? 1 : 0;
      runs += lost[i] && (i == 0 || !lost[i - 1]) ? 1 : 0;
    }

    assertEquals(1, count / (share * lost.length), 0.03);
    assertEquals(1, (double) count / runs / meanRun, 0.03);
  }

  @Test
  void delaysAsMuchAsItsDistributionsSay() {
    // Pareto of least a and shape s: mean a s/(s − 1). Spikes: 0.99 of 0.5 and 0.01 of 200.
    assertEquals(30, meanMs(new Jitter.Gamma(30, 2)), 0.3);
    assertEquals(6, meanMs(new Jitter.Pareto(4, 3)), 0.1);
    assertEquals(2.495, meanMs(new Jitter.Spike(0.01, 100, 300)), 0.1);
  }

  private static double meanMs(Jitter jitter) {
    SplittableRandom random = new SplittableRandom(1);
    return DoubleStream.generate(() -> jitter.delayMs(random))
        .limit(200_000)
        .average()
        .orElseThrow();
  }

  @Test
  void overtakesOnlyWhenToldTo() {
    assertEquals(0, overtaken(JITTER));
    assertTrue(overtaken(JITTER.reordering()) > 100);
  }

  private static int overtaken(Scenario scenario) {
    List<Arrival> arrivals = StreamSimulator.simulate(scenario, 1).getFirst().arrivals();
    int count = 0;
    for (int i = 1; i < arrivals.size(); i++) {
      count += arrivals.get(i).sentAs() < arrivals.get(i - 1).sentAs() ? 1 : 0;
    }
    return count;
  }

  /** 2999 steps of 20 ms by a clock that is slow by 200 millionths: 11.996 ms more. */
  @Test
  void skewsTheSendersClock() {
    List<Arrival> arrivals =
        StreamSimulator.simulate(Scenario.of("skew").withSkewPpm(200), 1).getFirst().arrivals();
    long tookNs =
        arrivals.getLast().packet().arrivalNs() - arrivals.getFirst().packet().arrivalNs();

    assertEquals(59_991_996_000L, tookNs);
  }

  /** Mean run times share received: 2/2 · 2/4, 2/1 · 2/4, 3/1 · 3/6. */
  @ParameterizedTest
  @CsvSource({"1 0 1 0, 0.5", "0 1 1 0, 1", "1 1 1 0 0 0, 1.5", "0 0, 1"})
  void knowsTheBurstRatioOfARow(String row, double expected) {
    List<Boolean> missing = List.of(row.split(" ", -1)).stream().map("1"::equals).toList();

    assertEquals(expected, SimulatedStream.burstRatio(missing), 1e-12);
  }
}
