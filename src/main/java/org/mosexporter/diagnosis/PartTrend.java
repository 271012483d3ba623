package org.mosexporter.diagnosis;

import java.util.List;
import java.util.Optional;
import org.mosexporter.call.Direction;
import org.mosexporter.diagnosis.Minutes.Level;
import org.mosexporter.quality.Mos;

/**
 * How a site, or one network or trunk of it, sounds compared with what is usual, and where that
 * leads. Used by one thread.
 */
final class PartTrend {
  /** Points of R; below this nobody hears a difference. */
  private static final double LEAST_SCALE = 0.5;

  private static final long LEARN_EVERY_NS = 180_000_000_000L;

  /** Half an hour of learning comes before the first conclusion. */
  private static final int LEAST_ROUNDS = 10;

  private static final long FRESH_NS = 360_000_000_000L;
  private static final double FAR = 3;
  private static final double LEAST_RAISED = 0.08;
  private static final double UNUSUAL = 0.01;
  private static final double SLOWLY = 0.02;

  private static final int[] SPANS = {8, 15, 30, 60, 90};

  /** Calls of three minutes repeat what they say from minute to minute. */
  private static final double REPETITION = 2;

  private final Minutes minutes = new Minutes();
  private final Ears ears = new Ears();
  private final UsualLoss[] losses = {new UsualLoss(), new UsualLoss()};
  private final NewLoss newLoss = new NewLoss();
  private final UsualHours usual = new UsualHours(LEAST_SCALE);
  private double raised = LEAST_RAISED;
  private long lastNs = Long.MIN_VALUE;
  private long learnedNs = Long.MIN_VALUE;
  private int rounds;

  /**
   * What a listener had in one interval.
   *
   * @param ear who
   * @param hour of the week
   * @param points of R, as the narrowband scale has it, for missing packets
   * @param mosLq on the codec's own scale
   */
  record Sample(long ear, long atNs, int hour, double points, double mosLq, long packets) {}

  void add(Sample sample) {
    lastNs = Math.max(lastNs, sample.atNs);
    if (learnedNs == Long.MIN_VALUE || sample.atNs - learnedNs >= LEARN_EVERY_NS) {
      learn(sample.atNs, sample.hour);
      learnedNs = sample.atNs;
    }
    ears.heard(sample.ear, sample.atNs, sample.points);
    minutes.add(sample.atNs, sample.points, sample.mosLq, sample.packets);
  }

  /** What it usually loses of what it receives, or of what it sends. */
  UsualLoss usualLoss(Direction direction) {
    return losses[direction == Direction.RECEIVED ? 0 : 1];
  }

  /** Of a site. */
  NewLoss newLoss() {
    return newLoss;
  }

  /** What is unusual now teaches nothing. */
  private void learn(long nowNs, int hour) {
    if (isKnown()) {
      Unusual now = unusual(nowNs, hour);
      if (now.chance < UNUSUAL) {
        return;
      }
      double share = now.ears > 0 ? (double) now.raised / now.ears : raised;
      raised += SLOWLY * (share - raised);
    }
    rounds = Math.min(rounds + 1, LEAST_ROUNDS);
    for (int ear = 0; ear < ears.size(); ear++) {
      if (ears.isFresh(ear, nowNs - FRESH_NS)) {
        usual.learn(hour, ears.mean(ear));
      }
    }
  }

  private boolean isKnown() {
    return rounds >= LEAST_ROUNDS && usual.isKnown();
  }

  /**
   * Listeners who lose more points than is usual at that hour.
   *
   * @param chance of so many or more while nothing is wrong
   */
  record Unusual(int raised, int ears, double chance) {}

  Unusual unusual(long nowNs, int hour) {
    if (!isKnown()) {
      return new Unusual(0, 0, 1);
    }
    double most = usual.middle(hour) + FAR * usual.scale(hour);
    int count = 0;
    int above = 0;
    for (int ear = 0; ear < ears.size(); ear++) {
      if (ears.isFresh(ear, nowNs - FRESH_NS)) {
        count++;
        above += ears.mean(ear) > most ? 1 : 0;
      }
    }
    double chance = Binomial.atLeast(above, count, Math.max(LEAST_RAISED, raised));
    return new Unusual(above, count, chance);
  }

  Level level(long nowNs, int last) {
    return minutes.level(nowNs, last);
  }

  /** Points of R that are left until the mean MOS is at the target; below 0 when it is under it. */
  static double room(Level level, double targetMos) {
    return Mos.toR(level.mos()) - Mos.toR(targetMos);
  }

  /** Minutes until something is reached; the interval holds it in 80 of 100 cases. */
  record Arrival(double minutes, double low, double high) {}

  /** When it has lost so many points more: the soonest of what the last 8 to 90 minutes say. */
  Optional<Arrival> arrival(long nowNs, double distance, double leastZ, double leastRise) {
    double[] times = new double[Minutes.MOST];
    double[] values = new double[Minutes.MOST];
    Optional<Arrival> soonest = Optional.empty();
    for (int span : SPANS) {
      int length = minutes.series(nowNs, span, times, values);
      if (length < 2) {
        continue; // no slope
      }
      Trend trend = Trend.of(times, values, length, REPETITION);
      double rise = trend.slope() * (times[length - 1] - times[0]);
      if (trend.z() < leastZ || rise < leastRise) {
        continue;
      }
      Arrival arrival =
          new Arrival(
              distance / trend.slope(),
              distance / Math.max(trend.high(), trend.slope()),
              trend.low() > 0 ? distance / trend.low() : Double.POSITIVE_INFINITY);
      if (soonest.isEmpty() || arrival.minutes < soonest.get().minutes) {
        soonest = Optional.of(arrival);
      }
    }
    return soonest;
  }

  long lastNs() {
    return lastNs;
  }

  Baseline state(String site, String kind, String name) {
    return new Baseline(
        site,
        kind,
        name,
        lastNs,
        raised,
        usual.state(),
        List.of(losses[0].state(), losses[1].state()),
        newLoss.tolerated());
  }

  void restore(Baseline kept) {
    if (kept.raised() >= 0 && kept.raised() <= 1) {
      raised = kept.raised();
      rounds = LEAST_ROUNDS;
      lastNs = Math.max(lastNs, kept.lastNs());
      usual.restore(kept.points());
      for (int i = 0; i < Math.min(losses.length, kept.losses().size()); i++) {
        losses[i].restore(kept.losses().get(i));
      }
      newLoss.restore(kept.tolerated(), kept.lastNs());
    }
  }
}
