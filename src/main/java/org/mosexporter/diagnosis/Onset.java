package org.mosexporter.diagnosis;

import java.util.Comparator;
import java.util.List;

/**
 * Whether jitter came slowly or at once: a line fills by and by, and what somebody configures works
 * from one moment to the next.
 *
 * <p>Logarithms of the jitter that receivers tell are fitted by two levels with a step between them
 * and by two levels with a straight line between them; errors are normal, of a spread that nobody
 * knows, so that the odds are those of the sums of squares to the power of half the number of
 * calls.
 */
final class Onset {
  private static final int LEAST_CALLS = 12;

  /** Shorter ones cannot be told from a step that some calls were through. */
  private static final double LEAST_GROWTH_SECONDS = 900;

  /** Twice the jitter. */
  private static final double LEAST_RISE = Math.log(2);

  /** Odds of 30 to 1. */
  private static final double LEAST_LOG_ODDS = 3.4;

  /** What phones tell has steps of an eighth of a millisecond, and is 0 at times. */
  private static final double FLOOR_SECONDS = 0.0003;

  /** Of the time that is looked at. */
  private static final int MOMENTS = 24;

  /** Less is rounding. */
  private static final double LEAST_SQUARES = 1e-6;

  private final double[] atSeconds;
  private final double[] level;

  private Onset(double[] atSeconds, double[] level) {
    this.atSeconds = atSeconds;
    this.level = level;
  }

  /** Whether what receivers of these tell grew for a quarter of an hour at least. */
  static boolean isSlow(List<Passage> passages) {
    List<Passage> told =
        passages.stream()
            .filter(one -> one.toldJitterSeconds() >= 0)
            .sorted(Comparator.comparingLong(one -> one.startNs() + one.endNs()))
            .toList();
    if (told.size() < LEAST_CALLS) {
      return false;
    }
    long firstNs = told.getFirst().startNs();
    return new Onset(
            told.stream()
                .mapToDouble(one -> ((one.startNs() - firstNs) + (one.endNs() - firstNs)) / 2e9)
                .toArray(),
            told.stream()
                .mapToDouble(one -> Math.log(FLOOR_SECONDS + one.toldJitterSeconds()))
                .toArray())
        .isSlow();
  }

  private boolean isSlow() {
    double step = step();
    double first = atSeconds[0];
    double grid = (atSeconds[atSeconds.length - 1] - first) / MOMENTS;
    double slow = Double.POSITIVE_INFINITY;
    for (int from = 0; from < MOMENTS; from++) {
      for (int to = from + 1; to <= MOMENTS; to++) {
        if ((to - from) * grid >= LEAST_GROWTH_SECONDS) {
          slow = Math.min(slow, growth(first + from * grid, first + to * grid));
        }
      }
    }
    double odds = level.length / 2.0 * Math.log((step + LEAST_SQUARES) / (slow + LEAST_SQUARES));
    return odds >= LEAST_LOG_ODDS;
  }

  /** Sum of squares that the best step leaves. */
  private double step() {
    double sum = 0;
    double all = 0;
    double squares = 0;
    for (double one : level) {
      all += one;
      squares += one * one;
    }
    double best = Double.POSITIVE_INFINITY;
    for (int i = 1; i < level.length; i++) {
      sum += level[i - 1];
      double rest = all - sum;
      best = Math.min(best, squares - sum * sum / i - rest * rest / (level.length - i));
    }
    return best;
  }

  /** Sum of squares that a growth between two moments leaves; infinite where it is too small. */
  private double growth(double from, double to) {
    double meanShape = 0;
    double meanLevel = 0;
    double[] shape = new double[level.length];
    for (int i = 0; i < level.length; i++) {
      shape[i] = Math.clamp((atSeconds[i] - from) / (to - from), 0, 1);
      meanShape += shape[i] / level.length;
      meanLevel += level[i] / level.length;
    }
    double both = 0;
    double shapes = 0;
    double levels = 0;
    for (int i = 0; i < level.length; i++) {
      both += (shape[i] - meanShape) * (level[i] - meanLevel);
      shapes += (shape[i] - meanShape) * (shape[i] - meanShape);
      levels += (level[i] - meanLevel) * (level[i] - meanLevel);
    }
    return both < LEAST_RISE * shapes || shapes <= 0
        ? Double.POSITIVE_INFINITY
        : levels - both * both / shapes;
  }
}
