package org.mosexporter.diagnosis;

import org.mosexporter.quality.Scale;
import org.mosexporter.quality.Scorer;

/**
 * Which delay takes how many points of R, and back: Id grows with Ta, so that points tell a delay
 * (G.107 §7.4), with the echo that good phones leave.
 */
final class DelayPoints {
  private static final int STEP_MS = 5;
  private static final int LONGEST_MS = 3_000;

  private final double[] points = new double[LONGEST_MS / STEP_MS + 1];

  DelayPoints(Scale scale) {
    double most = 0;
    for (int i = 0; i < points.length; i++) {
      most = Math.max(most, Scorer.USUAL.delayR(scale, (double) i * STEP_MS));
      points[i] = most;
    }
  }

  /** Of a one-way delay. */
  double of(double ms) {
    double at = Math.clamp(ms / STEP_MS, 0, points.length - 1);
    int below = Math.min((int) at, points.length - 2);
    return points[below] + (at - below) * (points[below + 1] - points[below]);
  }

  /** The shortest delay that takes so many. */
  double ms(double lost) {
    int low = 0;
    int high = points.length - 1;
    while (low < high) {
      int middle = (low + high) / 2;
      if (points[middle] < lost) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low == 0 || points[low] <= lost) {
      return (double) low * STEP_MS;
    }
    double rise = points[low] - points[low - 1];
    return (low - 1 + (lost - points[low - 1]) / rise) * STEP_MS;
  }

  /** What is taken once it is so much shorter, at least by nothing. */
  double shorter(double lost, double byMs) {
    return Math.min(lost, of(ms(lost) - byMs));
  }

  /** What is taken more once it is so much longer. */
  double longer(double lost, double byMs) {
    return Math.max(0, of(ms(lost) + byMs) - lost);
  }
}
