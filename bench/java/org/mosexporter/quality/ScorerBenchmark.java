package org.mosexporter.quality;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.mosexporter.config.Quality;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One interval, scored on its own and on the common scale, delay and loss different each time. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class ScorerBenchmark {
  private static final int INTERVALS = 1024;

  @Param({"G.711", "AMR-WB-12.65", "EVS-24.4"})
  public String codec = "";

  private final Scorer scorer = new Scorer();
  private final OptionalDouble[] oneWayDelaysMs = new OptionalDouble[INTERVALS];
  private Codec scored = Codecs.of(Quality.defaults()).named("G.711").orElseThrow();
  private int at;

  @Setup
  public void prepare() {
    scored = Codecs.of(Quality.defaults()).named(codec).orElseThrow();
    for (int i = 0; i < INTERVALS; i++) {
      oneWayDelaysMs[i] = OptionalDouble.of(20 + i * 0.37); // 20–399 ms
    }
  }

  @Benchmark
  public Optional<Score> interval() {
    int i = at++ & (INTERVALS - 1);
    return scorer.score(scored, 500, i & 31, i & 3, 1 + (i & 7) * 0.25, oneWayDelaysMs[i]);
  }
}
