package org.mosexporter.diagnosis;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mosexporter.diagnosis.Minutes.Level;
import org.mosexporter.diagnosis.PartTrend.Arrival;
import org.mosexporter.diagnosis.PartTrend.Unusual;

/**
 * When a site is said to be on its way below its target; thresholds are those of decisions 105 and
 * 124.
 */
final class CrossingRule {
  /** What lies further ahead is not said. */
  static final double FARTHEST_MINUTES = 720;

  private static final double HORIZON_MINUTES = 150;

  /** Of simulated degradations that were warned of and crossed, half had within so long. */
  private static final double MEDIAN_MINUTES = 25;

  private static final int LEVEL_MINUTES = 5;

  /** Half a minute of one call: fewer are no mean of a site. */
  private static final long LEAST_PACKETS = 1_500;

  /** By chance in so many looks, each of which sees mostly what the one before saw. */
  private static final double CHANCE = 1e-5;

  /** A voice queue that begins to drop more than it used to will not stop at that. */
  private static final long LEAST_VOICE_DROPS = 20;

  private static final double LEAST_Z = 1.9;
  private static final double LEAST_RISE = 1;
  private static final double MOST_POINTS_OF_A_PART = 70;
  private static final long HELD_NS = 1_800_000_000_000L;
  private static final int SHARE_MINUTES = 15;

  /**
   * A site at one time.
   *
   * @param within its networks and trunks
   * @param voiceDrops packets that its classes of voice dropped within ten minutes
   */
  record Situation(
      PartTrend whole,
      List<PartTrend> within,
      long nowNs,
      int hour,
      double targetMos,
      long voiceDrops) {
    /** Over as long as it takes to hear enough, ten minutes at most. */
    Level level() {
      Level soon = whole.level(nowNs, LEVEL_MINUTES);
      return soon.packets() < LEAST_PACKETS ? whole.level(nowNs, 2 * LEVEL_MINUTES) : soon;
    }

    double room() {
      return PartTrend.room(level(), targetMos);
    }
  }

  /** Below the target it is a finding. */
  boolean isBelow(Situation now) {
    Level level = now.level();
    return level.packets() >= LEAST_PACKETS && level.mos() <= now.targetMos;
  }

  /** Whether a warning may stand though what it was said for is not clear any more. */
  boolean isStillSo(Situation now, long saidNs) {
    return now.nowNs - saidNs < HELD_NS;
  }

  Optional<Arrival> arrival(Situation now) {
    Optional<Arrival> trend =
        Stream.concat(Stream.of(now.whole), now.within.stream())
            .map(part -> ofAPart(now, part))
            .flatMap(Optional::stream)
            .findFirst();
    return trend.isEmpty() && (now.voiceDrops >= LEAST_VOICE_DROPS || losesMore(now))
        ? Optional.of(atAnyTime(now))
        : trend;
  }

  private static boolean losesMore(Situation now) {
    return now.whole.newLoss().isThere(now.nowNs, now.room());
  }

  /** Loss and drops come with the calls that fill a queue: it may be the next ones, or hours. */
  private static Arrival atAnyTime(Situation now) {
    double minutes =
        now.whole
            .arrival(now.nowNs, now.room(), LEAST_Z, LEAST_RISE)
            .map(Arrival::minutes)
            .filter(one -> one <= HORIZON_MINUTES)
            .orElse(MEDIAN_MINUTES);
    return new Arrival(minutes, 0, FARTHEST_MINUTES);
  }

  /** A network or trunk pulls the site down by as much as it has of its calls. */
  private static Optional<Arrival> ofAPart(Situation now, PartTrend part) {
    Unusual unusual = part.unusual(now.nowNs, now.hour);
    if (unusual.chance() > CHANCE) {
      return Optional.empty();
    }
    double share =
        (double) part.level(now.nowNs, SHARE_MINUTES).intervals()
            / Math.max(1, now.whole.level(now.nowNs, SHARE_MINUTES).intervals());
    double room = now.room() / Math.max(1e-3, share);
    double had = part.level(now.nowNs, LEVEL_MINUTES).points();
    return room + had <= MOST_POINTS_OF_A_PART
        ? part.arrival(now.nowNs, room, LEAST_Z, LEAST_RISE)
            .filter(arrival -> arrival.minutes() <= HORIZON_MINUTES)
        : Optional.empty();
  }
}
