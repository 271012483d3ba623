package org.mosexporter.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.mosexporter.config.Table;
import org.mosexporter.quality.Scale;
import org.mosexporter.quality.Score;
import org.mosexporter.quality.Score.LostR;

/** What a record keeps of a stream's intervals. */
class IntervalSeriesTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long START = 1_795_420_800L * SECOND + 123_456_789;

  private final IntervalRoom room = new IntervalRoom();
  private final IntervalLog log = new IntervalLog(START);

  private static Interval interval(int second, double mosLq, double loss) {
    LostR lost = new LostR(0, loss, 0.25, OptionalDouble.of(3.14));
    Score score =
        new Score(
            Scale.WIDEBAND,
            90,
            mosLq,
            OptionalDouble.of(88),
            OptionalDouble.of(mosLq - 0.5),
            OptionalDouble.empty(),
            lost,
            false,
            false);
    return new Interval(
        START + second * SECOND,
        10 * SECOND,
        0,
        490,
        500,
        10,
        0,
        0,
        "G.722",
        1,
        OptionalDouble.of(0.00512),
        OptionalDouble.empty(),
        Optional.of(score),
        Optional.empty());
  }

  private static Interval silent(int second, long expected) {
    return new Interval(
        START + second * SECOND,
        10 * SECOND,
        10 * SECOND,
        0,
        expected,
        0,
        0,
        0,
        "G.722",
        1,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        Optional.of(Unscored.GAP));
  }

  @Test
  void keepsWhatARecordTells() {
    log.add(interval(0, 4.1234, 12.34), room);

    IntervalSeries.Part part = log.series().parts().getFirst();
    assertEquals(START, part.startNs());
    assertEquals(10.0, part.seconds());
    assertEquals(OptionalDouble.of(0.02), part.lossRatio());
    assertEquals(OptionalDouble.of(0.0051), part.jitterSeconds());
    assertEquals(Optional.empty(), part.unscored());
    assertEquals(
        new IntervalSeries.Scored(
            Scale.WIDEBAND,
            4.123,
            OptionalDouble.of(3.623),
            new LostR(0, 12.3, 0.3, OptionalDouble.of(3.1))),
        part.scored().orElseThrow());
  }

  @Test
  void saysWhyThereIsNoScoreAndKeepsWhatIsUnknownUnknown() {
    log.add(silent(0, 0), room);

    IntervalSeries.Part part = log.series().parts().getFirst();
    assertEquals(Optional.of(Unscored.GAP), part.unscored());
    assertTrue(part.scored().isEmpty());
    assertTrue(part.lossRatio().isEmpty());
    assertTrue(part.jitterSeconds().isEmpty());
  }

  @Test
  void silenceThatGoesOnIsOnePart() {
    for (int i = 0; i < 30; i++) {
      log.add(silent(10 * i, 0), room);
    }
    log.add(interval(300, 4, 0), room);

    List<IntervalSeries.Part> parts = log.series().parts();
    assertEquals(2, parts.size());
    assertEquals(300.0, parts.getFirst().seconds());
    assertEquals(START + 300 * SECOND, parts.get(1).startNs());
  }

  /** 721 of 10 s are 361 of 20 s and more: merged twice, each fourth the worst of four. */
  @Test
  void keepsTheWorstOfNeighboursWhereThereAreMany() {
    for (int i = 0; i < 721; i++) {
      log.add(interval(10 * i, i % 100 == 37 ? 2.5 : 4.2, 1), room);
    }
    List<IntervalSeries.Part> parts = log.series().parts();

    assertTrue(parts.size() <= 360, "parts " + parts.size());
    assertEquals(7210.0, parts.stream().mapToDouble(IntervalSeries.Part::seconds).sum(), 1e-6);
    assertEquals(
        7, parts.stream().filter(part -> part.scored().orElseThrow().mosLq() == 2.5).count());
    long fourth = parts.get(1).startNs() - parts.get(0).startNs();
    assertEquals(Math.round(parts.getFirst().seconds() * SECOND), fourth);
  }

  @Test
  void allStreamsShareTheRoomAndTheLateMakeDo() {
    assertTrue(room.take(Table.INTERVALS.entries() - 8));
    for (int i = 0; i < 20; i++) {
      log.add(interval(10 * i, 4, 1), room);
    }
    IntervalSeries series = log.series();
    assertTrue(series.size() <= 8, "parts " + series.size());
    assertEquals(
        200.0, series.parts().stream().mapToDouble(IntervalSeries.Part::seconds).sum(), 1e-6);

    IntervalLog later = new IntervalLog(START);
    later.add(interval(0, 4, 1), room);
    assertTrue(later.series().isEmpty());

    log.release(room);
    later.add(interval(10, 4, 1), room);
    assertEquals(1, later.series().size());
  }

  @Test
  void aClockThatIsSetMovesThem() {
    log.add(interval(0, 4, 1), room);
    log.onClockStep(3_600 * SECOND);

    assertEquals(START + 3_600 * SECOND, log.series().parts().getFirst().startNs());
  }
}
