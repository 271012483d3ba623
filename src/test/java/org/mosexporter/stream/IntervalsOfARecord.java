package org.mosexporter.stream;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mosexporter.quality.Scale;
import org.mosexporter.quality.Score;
import org.mosexporter.quality.Score.LostR;

/** Series of intervals for the tests of other packages. */
public final class IntervalsOfARecord {
  private static final long LENGTH_NS = 10_000_000_000L;

  /** One after the other, each 10 s with a twentieth lost and 7.5 ms of jitter. */
  public static IntervalSeries of(long startNs, Scale scale, List<Double> mosLq) {
    IntervalLog log = new IntervalLog(startNs);
    IntervalRoom room = new IntervalRoom();
    for (int i = 0; i < mosLq.size(); i++) {
      log.add(interval(startNs + i * LENGTH_NS, scale, mosLq.get(i)), room);
    }
    return log.series();
  }

  /** A MOS that is not a number: nothing was said. */
  private static Interval interval(long startNs, Scale scale, double mosLq) {
    boolean silent = Double.isNaN(mosLq);
    LostR lost = new LostR(1.5, 20.25, 2, OptionalDouble.of(4));
    OptionalDouble mosCq = OptionalDouble.of(mosLq - 0.25);
    Score score =
        new Score(
            scale,
            80,
            mosLq,
            OptionalDouble.of(76),
            mosCq,
            OptionalDouble.empty(),
            lost,
            false,
            false);
    return new Interval(
        startNs,
        LENGTH_NS,
        silent ? LENGTH_NS : 0,
        silent ? 0 : 475,
        silent ? 0 : 500,
        silent ? 0 : 25,
        0,
        0,
        "G.711",
        1,
        silent ? OptionalDouble.empty() : OptionalDouble.of(0.0075),
        OptionalDouble.empty(),
        silent ? Optional.empty() : Optional.of(score),
        silent ? Optional.of(Unscored.GAP) : Optional.empty());
  }

  private IntervalsOfARecord() {}
}
