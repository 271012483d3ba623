package org.mosexporter.quality;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The score of a stream or call: the mean of its intervals, weighted by their packets.
 *
 * <p>R, MOS and points are averaged each for itself. What only some intervals have, such as delay,
 * is averaged over those. Used by one thread.
 */
public final class ScoreMean {
  private Optional<Score> first = Optional.empty();
  private final Mean rLq = new Mean();
  private final Mean mosLq = new Mean();
  private final Mean rCq = new Mean();
  private final Mean mosCq = new Mean();
  private final Mean mosCommon = new Mean();
  private final Mean codecR = new Mean();
  private final Mean lossR = new Mean();
  private final Mean discardR = new Mean();
  private final Mean delayR = new Mean();
  private boolean extrapolated;
  private boolean lowConfidence;

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
    first = first.or(() -> Optional.of(score));
    rLq.add(score.rLq(), packets);
    mosLq.add(score.mosLq(), packets);
    score.rCq().ifPresent(value -> rCq.add(value, packets));
    score.mosCq().ifPresent(value -> mosCq.add(value, packets));
    score.mosCommon().ifPresent(value -> mosCommon.add(value, packets));
    codecR.add(score.lostR().codec(), packets);
    lossR.add(score.lostR().loss(), packets);
    discardR.add(score.lostR().discard(), packets);
    score.lostR().delay().ifPresent(value -> delayR.add(value, packets));
    extrapolated |= score.extrapolated();
    lowConfidence |= score.lowConfidence();
  }

  /** Whether this score is of the same scale as those before; MOS of two scales have no mean. */
  public boolean accepts(Score score) {
    return first.isEmpty() || first.get().scale() == score.scale();
  }

  /** The mean so far; empty before the first interval with a packet. */
  public Optional<Score> score() {
    if (first.isEmpty() || rLq.value().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Score(
            first.get().scale(),
            rLq.value().getAsDouble(),
            mosLq.value().getAsDouble(),
            rCq.value(),
            mosCq.value(),
            mosCommon.value(),
            new Score.LostR(
                codecR.value().getAsDouble(),
                lossR.value().getAsDouble(),
                discardR.value().getAsDouble(),
                delayR.value()),
            extrapolated,
            lowConfidence));
  }

  private static final class Mean {
    private double sum;
    private long weight;

    void add(double value, long packets) {
      sum += value * packets;
      weight += packets;
    }

    OptionalDouble value() {
      return weight > 0 ? OptionalDouble.of(sum / weight) : OptionalDouble.empty();
    }
  }
}
