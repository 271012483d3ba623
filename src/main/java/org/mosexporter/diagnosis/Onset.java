package org.mosexporter.diagnosis;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whether jitter came slowly or at once: a line fills by and by, and what somebody configures works
 * from one moment to the next.
 *
 * <p>Logarithms of the jitter that receivers tell, less what came to us with, are fitted by two
 * levels with a step between them and by two levels with a straight line between them. Errors are
 * normal, of a spread that nobody knows, so that the odds are those of the sums of squares to the
 * power of half the number of streams; of these at most 60 count, for neighbours in time repeat
 * each other, and the line pays for its second moment (Schwarz 1978).
 *
 * @param lowSeconds of the level before, {@code highSeconds} of the level since
 */
record Onset(double lowSeconds, double highSeconds) {
  private static final int LEAST_STREAMS = 12;
  private static final int MOST_STREAMS = 60;

  /** Shorter ones cannot be told from a step that some calls were through. */
  private static final double LEAST_GROWTH_SECONDS = 900;

  /** Twice the jitter. */
  private static final double LEAST_RISE = Math.log(2);

  /** As offices have it each morning. */
  private static final double LEAST_RISE_SECONDS = 0.003;

  /** Odds of 30 to 1. */
  private static final double LEAST_LOG_ODDS = 3.4;

  /** What phones tell has steps of an eighth of a millisecond, and is 0 at times. */
  private static final double FLOOR_SECONDS = 0.0003;

  /** Of the time that is looked at. */
  private static final int MOMENTS = 24;

  /** Less is rounding. */
  private static final double LEAST_SQUARES = 1e-6;

  /** What came to us with less jitter than its receiver tells: the difference; NaN if unknown. */
  static double behindSeconds(Passage one) {
    return Math.max(0, one.toldJitterSeconds() - Math.max(0, one.jitterSeconds()));
  }

  /** How what receivers of these tell grew, for a quarter of an hour at least; else nothing. */
  static Optional<Onset> slow(List<Passage> passages) {
    // Receivers tell the jitter that they had last.
    List<Passage> told =
        passages.stream()
            .filter(one -> behindSeconds(one) >= 0)
            .sorted(Comparator.comparingLong(Passage::endNs))
            .toList();
    if (told.size() < LEAST_STREAMS) {
      return Optional.empty();
    }
    long firstNs = told.getFirst().endNs();
    double[] at = told.stream().mapToDouble(one -> (one.endNs() - firstNs) / 1e9).toArray();
    double[] level =
        told.stream().mapToDouble(one -> Math.log(FLOOR_SECONDS + behindSeconds(one))).toArray();
    return slow(at, level);
  }

  /** Between the levels, as the eye has it on a logarithmic scale. */
  double middleSeconds() {
    return Math.sqrt((FLOOR_SECONDS + lowSeconds) * (FLOOR_SECONDS + highSeconds)) - FLOOR_SECONDS;
  }

  private static Optional<Onset> slow(double[] at, double[] level) {
    double grid = at[at.length - 1] / MOMENTS;
    Growth best = Growth.NONE;
    for (int from = 0; from < MOMENTS; from++) {
      for (int to = from + 1; to <= MOMENTS; to++) {
        if ((to - from) * grid >= LEAST_GROWTH_SECONDS) {
          Growth one = Growth.of(at, level, from * grid, to * grid);
          best = one.squares < best.squares ? one : best;
        }
      }
    }
    int count = Math.min(MOST_STREAMS, level.length);
    double ratio = (step(level) + LEAST_SQUARES) / (best.squares + LEAST_SQUARES);
    return count / 2.0 * Math.log(ratio) - Math.log(count) / 2 >= LEAST_LOG_ODDS
        ? Optional.of(new Onset(best.lowSeconds(), best.highSeconds()))
        : Optional.empty();
  }

  /** Sum of squares that the best step leaves. */
  private static double step(double[] level) {
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

  /** The best line between two moments: the sum of squares that it leaves, and its levels. */
  private record Growth(double squares, double low, double high) {
    static final Growth NONE = new Growth(Double.POSITIVE_INFINITY, 0, 0);

    static Growth of(double[] at, double[] level, double from, double to) {
      double meanShape = 0;
      double meanLevel = 0;
      double[] shape = new double[level.length];
      for (int i = 0; i < level.length; i++) {
        shape[i] = Math.clamp((at[i] - from) / (to - from), 0, 1);
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
      if (shapes <= 0 || both < LEAST_RISE * shapes) {
        return NONE;
      }
      double low = meanLevel - both / shapes * meanShape;
      Growth found = new Growth(levels - both * both / shapes, low, low + both / shapes);
      return found.highSeconds() - found.lowSeconds() < LEAST_RISE_SECONDS ? NONE : found;
    }

    double lowSeconds() {
      return Math.exp(low) - FLOOR_SECONDS;
    }

    double highSeconds() {
      return Math.exp(high) - FLOOR_SECONDS;
    }
  }
}
