package org.mosexporter.diagnosis;

import java.util.List;
import java.util.Optional;
import org.mosexporter.diagnosis.Minutes.Level;
import org.mosexporter.diagnosis.PartTrend.Arrival;
import org.mosexporter.diagnosis.PartTrend.Unusual;

/** When a site is said to be on its way below its target; thresholds are those of decision 105. */
final class CrossingRule {
  /** What lies further ahead is not said. */
  static final double FARTHEST_MINUTES = 720;

  private static final double HORIZON_MINUTES = 150;
  private static final int LEVEL_MINUTES = 5;
  private static final long LEAST_PACKETS = 1_500;

  /** By chance in so many looks, each of which sees mostly what the one before saw. */
  private static final double CHANCE = 1e-3;

  private static final double CHANCE_UNDER_PRESSURE = 1e-2;
  private static final double CHANCE_OF_A_PART = 1e-3;
  private static final double STILL = 0.05;
  private static final int LEAST_EARS = 3;

  /** A voice queue that begins to drop more than it used to will not stop at that. */
  private static final long LEAST_VOICE_DROPS = 20;

  private static final double LEAST_Z = 1.9;
  private static final double LEAST_RISE = 1;
  private static final double MOST_POINTS_OF_A_PART = 70;

  /** Mean jitter at which buffers of 100 ms run over (four mean deviations, Ramjee et al.). */
  private static final double TOO_MUCH_JITTER_MS = 25;

  private static final double CHANCE_OF_JITTER = 1e-4;
  private static final double JITTER_HORIZON_MINUTES = 75;
  private static final double LEAST_JITTER_Z = 1.9;
  private static final double LEAST_JITTER_RISE_MS = 3;

  private static final long HELD_NS = 600_000_000_000L;
  private static final int SHARE_MINUTES = 15;

  /**
   * A site at one time.
   *
   * @param within its networks and trunks
   * @param pressure whether its queues are about to overflow
   * @param voiceDrops packets that its classes of voice dropped within ten minutes
   * @param losesMore whether it loses what it neither usually loses nor lost before
   */
  record Situation(
      PartTrend whole,
      List<PartTrend> within,
      long nowNs,
      int hour,
      double targetMos,
      boolean pressure,
      long voiceDrops,
      boolean losesMore) {
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

  private boolean isLittle(Situation now) {
    return now.level().packets() < LEAST_PACKETS;
  }

  /** Whether a warning may stand though its trend is not clear any more. */
  boolean isStillSo(Situation now, long saidNs) {
    Unusual unusual = now.whole.unusual(PartTrend.POINTS, now.nowNs, now.hour);
    return now.nowNs - saidNs < HELD_NS || (System.getProperty("old", "").contains("s") && unusual.chance() < STILL) || dropsVoice(now) || now.losesMore;
  }

  Optional<Arrival> arrival(Situation now) {
    String old = System.getProperty("old", "");
    Optional<Arrival> arrival = isLittle(now) || !old.contains("w") ? Optional.empty() : ofTheWhole(now);
    if (arrival.isEmpty() && old.contains("p") && !isLittle(now)) {
      arrival = now.within.stream().map(part -> ofAPart(now, part)).flatMap(Optional::stream).findFirst();
    }
    if (arrival.isEmpty() && old.contains("j") && !isLittle(now)) {
      arrival = ofJitter(now);
    }
    if (arrival.isEmpty() && dropsVoice(now)) {
      return Optional.of(ofDrops(now));
    }
    return arrival.isEmpty() && now.losesMore ? Optional.of(ofNewLoss(now)) : arrival;
  }

  private static boolean dropsVoice(Situation now) {
    return now.voiceDrops >= LEAST_VOICE_DROPS;
  }

  /** Drops come with the calls that fill the queue: it may be the next ones, or hours. */
  private static Arrival ofDrops(Situation now) {
    Optional<Arrival> trend = now.whole.arrival(now.nowNs, now.room(), LEAST_Z, LEAST_RISE);
    double minutes = Math.min(HORIZON_MINUTES, trend.map(Arrival::minutes).orElse(HORIZON_MINUTES));
    return new Arrival(minutes, 0, FARTHEST_MINUTES);
  }

  private static Arrival ofNewLoss(Situation now) {
    return new Arrival(25, 0, FARTHEST_MINUTES);
  }

  private static Optional<Arrival> ofTheWhole(Situation now) {
    Unusual unusual = now.whole.unusual(PartTrend.POINTS, now.nowNs, now.hour);
    boolean pressed = now.pressure || isUnder(now);
    boolean isClear =
        unusual.raised() >= (pressed ? 2 : LEAST_EARS)
            && unusual.chance() <= (pressed ? CHANCE_UNDER_PRESSURE : CHANCE);
    return isClear
        ? now.whole
            .arrival(now.nowNs, now.room(), LEAST_Z, LEAST_RISE)
            .filter(arrival -> arrival.minutes() <= HORIZON_MINUTES)
        : Optional.empty();
  }

  /** Jitter or round trips say the same of the path. */
  private static boolean isUnder(Situation now) {
    return now.whole.unusual(PartTrend.JITTER, now.nowNs, now.hour).chance() <= CHANCE
        || now.whole.unusual(PartTrend.ROUND_TRIP, now.nowNs, now.hour).chance() <= CHANCE;
  }

  /** A network or trunk pulls the site down by as much as it has of its calls. */
  private static Optional<Arrival> ofAPart(Situation now, PartTrend part) {
    Unusual unusual = part.unusual(PartTrend.POINTS, now.nowNs, now.hour);
    if (unusual.raised() < LEAST_EARS || unusual.chance() > CHANCE_OF_A_PART) {
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

  /** Packets that come later and later will come too late. */
  private static Optional<Arrival> ofJitter(Situation now) {
    Unusual unusual = now.whole.unusual(PartTrend.JITTER, now.nowNs, now.hour);
    return unusual.raised() >= LEAST_EARS && unusual.chance() <= CHANCE_OF_JITTER
        ? now.whole
            .jitterArrival(now.nowNs, TOO_MUCH_JITTER_MS, LEAST_JITTER_Z, LEAST_JITTER_RISE_MS)
            .filter(arrival -> arrival.minutes() <= JITTER_HORIZON_MINUTES)
        : Optional.empty();
  }
}
