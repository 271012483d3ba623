package org.mosexporter.diagnosis;

import java.util.OptionalDouble;
import org.mosexporter.call.Direction;
import org.mosexporter.config.Network;
import org.mosexporter.quality.MissingPackets;
import org.mosexporter.quality.Mos;
import org.mosexporter.quality.Scale;
import org.mosexporter.quality.Score.LostR;
import org.mosexporter.quality.Scorer;

/**
 * What a listener heard in one interval, or, where only its receiver told, in one stream: all that
 * it takes to score it again with one thing otherwise.
 *
 * @param access of the phone of ours
 * @param codec its name; empty when unknown
 * @param bpl of the codec; absent when nobody has measured it
 * @param lossRatio 0–1, late packets not among them; absent when not counted
 * @param jitterSeconds mean; absent when unknown
 * @param queueShare of the lost packets, those that the router's class dropped, 0–1; absent where
 *     no router told
 * @param buffered whether it is known what came too late
 */
record Stretch(
    String site,
    Network.Access access,
    Direction direction,
    Scale scale,
    String codec,
    long startNs,
    double seconds,
    LostR lostR,
    OptionalDouble bpl,
    OptionalDouble lossRatio,
    OptionalDouble jitterSeconds,
    OptionalDouble queueShare,
    boolean buffered) {
  private static final double PERCENT = 100;

  /** R of a perfect call on its scale; asked often, and always the same. */
  private static final double[] PERFECT_R = {
    Scorer.perfectR(Scale.NARROWBAND),
    Scorer.perfectR(Scale.WIDEBAND),
    Scorer.perfectR(Scale.FULLBAND)
  };

  /** Listening quality, had codec and missing packets cost so much. */
  double mos(double codecR, double missingR) {
    return Mos.ofR(perfectR() - codecR - missingR, scale);
  }

  double mosAsItIs() {
    return mos(lostR.codec(), missingR());
  }

  /** Conversational quality, had delay cost so much. */
  double mosCq(double delayR) {
    return Mos.ofR(perfectR() - lostR.codec() - missingR() - delayR, scale);
  }

  private double perfectR() {
    return switch (scale) {
      case NARROWBAND -> PERFECT_R[0];
      case WIDEBAND -> PERFECT_R[1];
      case FULLBAND -> PERFECT_R[2];
    };
  }

  double missingR() {
    return lostR.loss() + lostR.discard();
  }

  /** The packets behind the points; those that came too late are counted by their points. */
  MissingPackets missing(double codecBpl) {
    double loss = lostR.loss();
    OptionalDouble percent =
        loss > 0 && lossRatio.isPresent()
            ? OptionalDouble.of(PERCENT * lossRatio.getAsDouble() * missingR() / loss)
            : OptionalDouble.empty();
    return MissingPackets.of(scale, lostR.codec(), codecBpl, missingR(), percent);
  }

  /** Points for missing packets, had a share of these not been missing, 0–1. */
  double missingR(double shareThere) {
    double lost = missingR();
    if (bpl.isEmpty() || !(lost > 0) || !(shareThere > 0)) {
      return lost;
    }
    double codecBpl = bpl.getAsDouble();
    MissingPackets fewer = missing(codecBpl).without(shareThere);
    return Math.min(lost, fewer.points(scale, lostR.codec(), codecBpl));
  }

  /** Of the missing packets, those that came too late, 0–1. */
  double lateShare() {
    return missingR() > 0 ? lostR.discard() / missingR() : 0;
  }
}
