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
  static final int POINTS = 0;
  static final int JITTER = 1;
  static final int ROUND_TRIP = 2;

  /** Below these nobody hears a difference: points of R, ms, ms. */
  private static final double[] LEAST_SCALES = {0.5, 1.5, 10};

  private static final long LEARN_EVERY_NS = 180_000_000_000L;

  /** Half an hour of learning comes before the first conclusion. */
  private static final int LEAST_ROUNDS = 10;

  private static final long FRESH_NS = 360_000_000_000L;
  private static final double FAR = 3;
  private static final double LEAST_RAISED = 0.08;
  private static final double UNUSUAL = 0.01;
  private static final double SLOWLY = 0.02;

  private static final int[] SPANS = {8, 15, 30, 60, 90};
  private static final int LEAST_MINUTES = 5;

  /** Calls of three minutes repeat what they say from minute to minute. */
  private static final double REPETITION = 2;

  private final Minutes minutes = new Minutes();
  private final Ears ears = new Ears(3);
  private final UsualLoss[] losses = {new UsualLoss(), new UsualLoss()};
  private final NewLoss newLoss = new NewLoss();
  private final UsualHours[] usual = new UsualHours[LEAST_SCALES.length];
  private double raised = LEAST_RAISED;
  private long lastNs = Long.MIN_VALUE;
  private long learnedNs = Long.MIN_VALUE;
  private int rounds;

  PartTrend() {
    for (int i = 0; i < usual.length; i++) {
      usual[i] = new UsualHours(LEAST_SCALES[i]);
    }
  }

  /**
   * What a listener had in one interval.
   *
   * @param ear who
   * @param hour of the week
   * @param points of R, as the narrowband scale has it, for missing packets
   * @param mosLq on the codec's own scale
   */
  record Sample(
      long ear,
      long atNs,
      int hour,
      double points,
      double jitterMs,
      double roundTripMs,
      double mosLq,
      long packets) {}

  void add(Sample sample) {
    lastNs = Math.max(lastNs, sample.atNs);
    if (learnedNs == Long.MIN_VALUE || sample.atNs - learnedNs >= LEARN_EVERY_NS) {
      learn(sample.atNs, sample.hour);
      learnedNs = sample.atNs;
    }
    ears.heard(
        sample.ear, sample.atNs, new double[] {sample.points, sample.jitterMs, sample.roundTripMs});
    minutes.add(sample.atNs, sample.points, sample.mosLq, sample.jitterMs, sample.packets);
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
    boolean known = isKnown();
    if (known
        && (unusual(POINTS, nowNs, hour).chance < UNUSUAL
            || unusual(JITTER, nowNs, hour).chance < UNUSUAL * UNUSUAL)) {
      return;
    }
    if (known) {
      Unusual now = unusual(POINTS, nowNs, hour);
      double share = now.ears > 0 ? (double) now.raised / now.ears : raised;
      raised += SLOWLY * (share - raised);
    }
    rounds = Math.min(rounds + 1, LEAST_ROUNDS);
    for (int figure = 0; figure < usual.length; figure++) {
      for (int ear = 0; ear < ears.size(); ear++) {
        if (ears.isFresh(ear, figure, nowNs - FRESH_NS)) {
          usual[figure].learn(hour, ears.mean(ear, figure));
        }
      }
    }
  }

  private boolean isKnown() {
    return rounds >= LEAST_ROUNDS && usual[POINTS].isKnown();
  }

  /**
   * Listeners who have more of a figure than is usual at that hour.
   *
   * @param chance of so many or more while nothing is wrong
   */
  record Unusual(int raised, int ears, double chance) {}

  Unusual unusual(int figure, long nowNs, int hour) {
    if (!isKnown() || !usual[figure].isKnown()) {
      return new Unusual(0, 0, 1);
    }
    double most = usual[figure].middle(hour) + FAR * usual[figure].scale(hour);
    int count = 0;
    int above = 0;
    for (int ear = 0; ear < ears.size(); ear++) {
      if (ears.isFresh(ear, figure, nowNs - FRESH_NS)) {
        count++;
        above += ears.mean(ear, figure) > most ? 1 : 0;
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

  /** When it has lost so many points more: the soonest of what the last 8 to 90 minutes say. */
  Optional<Arrival> arrival(long nowNs, double room, double leastZ, double leastRise) {
    return arrival(nowNs, false, room, leastZ, leastRise);
  }

  /** When the mean jitter is there. */
  Optional<Arrival> jitterArrival(long nowNs, double atMs, double leastZ, double leastRise) {
    double[] times = new double[Minutes.MOST];
    double[] values = new double[Minutes.MOST];
    int length = minutes.series(nowNs, LEAST_MINUTES, true, times, values);
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += values[i];
    }
    return length == 0
        ? Optional.empty()
        : arrival(nowNs, true, Math.max(0, atMs - sum / length), leastZ, leastRise);
  }

  /** Minutes until something is reached; the interval holds it in 80 of 100 cases. */
  record Arrival(double minutes, double low, double high) {}

  private Optional<Arrival> arrival(
      long nowNs, boolean jitter, double distance, double leastZ, double leastRise) {
    double[] times = new double[Minutes.MOST];
    double[] values = new double[Minutes.MOST];
    Optional<Arrival> soonest = Optional.empty();
    for (int span : SPANS) {
      int length = minutes.series(nowNs, span, jitter, times, values);
      if (length < LEAST_MINUTES) {
        continue;
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
        List.of(usual[POINTS].state(), usual[JITTER].state(), usual[ROUND_TRIP].state()),
        List.of(losses[0].state(), losses[1].state()),
        newLoss.tolerated());
  }

  void restore(Baseline kept) {
    if (kept.figures().size() == usual.length && kept.raised() >= 0 && kept.raised() <= 1) {
      raised = kept.raised();
      rounds = LEAST_ROUNDS;
      lastNs = Math.max(lastNs, kept.lastNs());
      for (int i = 0; i < usual.length; i++) {
        usual[i].restore(kept.figures().get(i));
      }
      for (int i = 0; i < Math.min(losses.length, kept.losses().size()); i++) {
        losses[i].restore(kept.losses().get(i));
      }
      newLoss.restore(kept.tolerated(), kept.lastNs());
    }
  }
}
