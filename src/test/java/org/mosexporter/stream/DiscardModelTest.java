package org.mosexporter.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.config.JitterBuffer;
import org.mosexporter.config.JitterBuffer.Kind;
import org.mosexporter.stream.reference.Playout.Buffer;
import org.mosexporter.stream.reference.Playout.Fate;
import org.mosexporter.stream.reference.Playout.Verdict;
import org.mosexporter.stream.reference.Playout.Verdicts;
import org.mosexporter.stream.sim.Jitter;
import org.mosexporter.stream.sim.Scenario;
import org.mosexporter.stream.sim.StreamSimulator;

/**
 * Worked by hand where packets are far apart, and held to the slow reference where they are not.
 */
class DiscardModelTest {
  private static final int SEEDS = 20;

  private static DiscardModel model(Kind kind) {
    JitterBuffer buffer = new JitterBuffer(kind, Duration.ofMillis(40), Duration.ofMillis(200));
    return new DiscardModel(BufferDepth.of(buffer));
  }

  /** A packet a second: no delay lasts until the next, and J is the mean of an exponential. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # case                               | kind     | J ms | late    | wait ms
          no jitter                            | ADAPTIVE |    0 | 0       | 40
          40 ms cover it: 1 - exp(-e^-5)       | ADAPTIVE |    8 | 0.00672 | 32.27
          deeper: 95 % in 59.4 ms              | ADAPTIVE |   20 | 0.04997 | 42.62
          from a first packet as late as any   | FIXED    |    8 | 0.00336 | 40.16
          """)
  void followsFromAnExponentialDelay(
      String name, Kind kind, double jitterMs, double late, double waitMs) {
    DiscardModel.Outcome outcome = model(kind).outcome(jitterMs, 1000, 1);

    assertEquals(late, outcome.discardShare(), 0.0001);
    assertEquals(waitMs, outcome.meanWaitMs(), 0.2);
  }

  /** T = max(X, T' - s), X exponential: means of 1.5 million steps in another program. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # mean of X | J
          10 | 9.48
          20 | 16.42
          30 | 21.16
          """)
  void findsTheDelayBehindTheJitterOfAQueue(double meanMs, double jitterMs) {
    // With nothing to raise it the fixed buffer's share shows the mean that was found.
    double q = Math.exp(-20 / meanMs);
    double late = -Math.expm1(-jitterMs / 2 / meanMs * Math.exp(-40 / meanMs) / (1 - q));

    assertEquals(late, model(Kind.FIXED).outcome(jitterMs, 20, 1).discardShare(), 0.01 * late);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # mean, queues | kind     | late, wait within
          5  | 1         | ADAPTIVE | 0.001 | 2
          10 | 1         | ADAPTIVE | 0.005 | 3
          20 | 1         | ADAPTIVE | 0.005 | 5
          30 | 1         | ADAPTIVE | 0.005 | 5
          10 | 2         | ADAPTIVE | 0.005 | 2
          20 | 2         | ADAPTIVE | 0.010 | 16
          40 | 2         | ADAPTIVE | 0.010 | 16
          10 | 1         | FIXED    | 0.005 | 3
          20 | 1         | FIXED    | 0.015 | 3
          """)
  void comesNearWhatTheReferenceDiscards(
      double meanMs, int queues, Kind kind, double lateWithin, double waitWithinMs) {
    Scenario scenario = Scenario.of("queues").with(new Jitter.Gamma(meanMs, queues));
    Buffer buffer =
        new Buffer(
            org.mosexporter.stream.reference.Playout.Kind.valueOf(kind.name()),
            40_000_000,
            200_000_000,
            8000);
    double late = 0;
    double waitMs = 0;
    double lateByModel = 0;
    double waitByModelMs = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      var stream = StreamSimulator.simulate(scenario, seed).getFirst();
      Verdicts verdicts = stream.verdicts(buffer);
      double judged = verdicts.count(Verdict.LATE) + verdicts.count(Verdict.PLAYED);
      late += verdicts.count(Verdict.LATE) / judged / SEEDS;
      waitMs +=
          verdicts.fates().stream().mapToLong(Fate::waitNs).sum()
              / 1e6
              / verdicts.count(Verdict.PLAYED)
              / SEEDS;
      DiscardModel.Outcome outcome = model(kind).outcome(meanJitterMs(stream), 20, 1);
      lateByModel += outcome.discardShare() / SEEDS;
      waitByModelMs += outcome.meanWaitMs() / SEEDS;
    }

    assertEquals(late, lateByModel, lateWithin);
    assertEquals(waitMs, waitByModelMs, waitWithinMs);
  }

  /** Mean of |D|, of which J is a sliding mean. */
  private static double meanJitterMs(org.mosexporter.stream.sim.SimulatedStream stream) {
    double sumMs = 0;
    var packets = stream.trace();
    for (int i = 1; i < packets.size(); i++) {
      double spacingMs = (packets.get(i).arrivalNs() - packets.get(i - 1).arrivalNs()) / 1e6;
      sumMs += Math.abs(spacingMs - 20);
    }
    return sumMs / (packets.size() - 1);
  }

  @Test
  void aPathWithMoreJitterThanOrderAllowsStaysWithinTheBuffersLimits() {
    DiscardModel.Outcome outcome = model(Kind.ADAPTIVE).outcome(900, 20, 1);

    assertEquals(1, outcome.discardShare(), 0.35);
    assertEquals(100, outcome.meanWaitMs(), 100);
  }
}
