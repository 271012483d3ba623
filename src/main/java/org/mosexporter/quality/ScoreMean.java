package org.mosexporter.quality;

import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The score of a stream or call: the mean of its intervals, weighted by their packets.
 *
 * <p>R, MOS and points are averaged each for itself. What only some intervals have, such as delay,
 * is averaged over those. Used by one thread.
 */
public final class ScoreMean {
  private @Nullable Scale scale;
  private boolean extrapolated;
  private boolean lowConfidence;
  private long packets;
  private double rLq;
  private double mosLq;
  private double codecR;
  private double lossR;
  private double discardR;

  private long packetsWithDelay;
  private double rCq;
  private double mosCq;
  private double delayR;

  private long packetsOnCommonScale;
  private double mosCommon;

  /**
   * Adds one interval.
   *
   * @param packets expected in it
   * @throws IllegalArgumentException when it is of another scale than those before
   */
  public void add(Score score, long packets) {
    if (!accepts(score)) {
      throw new IllegalArgumentException("a mean is of one scale, not also " + score.scale());
    }
    scale = score.scale();
    this.packets += packets;
    rLq += score.rLq() * packets;
    mosLq += score.mosLq() * packets;
    codecR += score.lostR().codec() * packets;
    lossR += score.lostR().loss() * packets;
    discardR += score.lostR().discard() * packets;
    if (score.rCq().isPresent()) {
      packetsWithDelay += packets;
      rCq += score.rCq().getAsDouble() * packets;
      mosCq += score.mosCq().orElseThrow() * packets;
      delayR += score.lostR().delay().orElseThrow() * packets;
    }
    if (score.mosCommon().isPresent()) {
      packetsOnCommonScale += packets;
      mosCommon += score.mosCommon().getAsDouble() * packets;
    }
    extrapolated |= score.extrapolated();
    lowConfidence |= score.lowConfidence();
  }

  /** Whether this score is of the same scale as those before; MOS of two scales have no mean. */
  public boolean accepts(Score score) {
    return scale == null || scale == score.scale();
  }

  /** Packets of all intervals. */
  public long packets() {
    return packets;
  }

  /** Packets of the intervals whose delay was known. */
  public long packetsWithDelay() {
    return packetsWithDelay;
  }

  /** Of the scores so far; empty before the first. */
  public Optional<Scale> scale() {
    return Optional.ofNullable(scale);
  }

  /** The mean so far; empty before the first interval with a packet. */
  public Optional<Score> score() {
    Scale known = scale;
    if (known == null || packets == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Score(
            known,
            rLq / packets,
            mosLq / packets,
            mean(rCq, packetsWithDelay),
            mean(mosCq, packetsWithDelay),
            mean(mosCommon, packetsOnCommonScale),
            new Score.LostR(
                codecR / packets,
                lossR / packets,
                discardR / packets,
                mean(delayR, packetsWithDelay)),
            extrapolated,
            lowConfidence));
  }

  private static OptionalDouble mean(double sum, long weight) {
    return weight > 0 ? OptionalDouble.of(sum / weight) : OptionalDouble.empty();
  }
}
