package org.mosexporter.stream;

import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.mosexporter.quality.Score;
import org.mosexporter.quality.ScoreMean;

/** What the stretches of one stream that reports told add up to. Exists once one has a score. */
final class ReportedScore {
  private final ScoreMean mean = new ScoreMean();
  private double mosLqWorst = Double.POSITIVE_INFINITY;

  /** The sum, which begins with the first interval that has a score. */
  static @Nullable ReportedScore with(@Nullable ReportedScore sum, Interval interval) {
    return interval.score().isEmpty()
        ? sum
        : with(sum, interval.score().get(), interval.expected());
  }

  /** As above, of a score over so many packets. */
  static ReportedScore with(@Nullable ReportedScore sum, Score score, long expected) {
    ReportedScore sumNow = sum == null ? new ReportedScore() : sum;
    sumNow.add(score, expected);
    return sumNow;
  }

  private void add(Score score, long expected) {
    if (mean.accepts(score)) { // a stream that changed scale keeps the one it began with
      mean.add(score, expected);
      mosLqWorst = Math.min(mosLqWorst, score.mosLq());
    }
  }

  Optional<Score> mean() {
    return mean.score();
  }

  OptionalDouble mosLqWorst() {
    return mosLqWorst < Double.POSITIVE_INFINITY
        ? OptionalDouble.of(mosLqWorst)
        : OptionalDouble.empty();
  }
}
