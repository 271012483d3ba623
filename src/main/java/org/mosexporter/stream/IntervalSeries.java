package org.mosexporter.stream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mosexporter.quality.Scale;
import org.mosexporter.quality.Score;
import org.mosexporter.quality.Score.LostR;

/**
 * The intervals of one stream as its record keeps them, earliest first, 16 octets each. Where a
 * stream has many, one stands for several neighbours: its time is theirs, and its figures are those
 * of the worst of them.
 */
public final class IntervalSeries {
  public static final IntervalSeries NONE = new IntervalSeries(0, new long[0]);

  private final long baseNs;
  private final long[] words;

  /**
   * @param baseNs from which the starts count
   * @param words as {@link PackedInterval} packs them, two of each
   */
  IntervalSeries(long baseNs, long[] words) {
    this.baseNs = baseNs;
    this.words = words;
  }

  /**
   * One interval, or some in a row.
   *
   * @param startNs nanoseconds since 1970-01-01 UTC, to a tenth of a second after the stream's
   *     first
   * @param seconds to a tenth
   * @param scored empty when {@code unscored} says why
   * @param lossRatio lost over expected, 0–1, to a thousandth; absent where nothing was expected
   * @param jitterSeconds mean of the RFC 3550 estimate, to 0.1 ms, at most 0.4094
   */
  public record Part(
      long startNs,
      double seconds,
      Optional<Scored> scored,
      Optional<Unscored> unscored,
      OptionalDouble lossRatio,
      OptionalDouble jitterSeconds) {
    static Part of(Interval interval) {
      long expected = interval.expected();
      return new Part(
          interval.startNs(),
          interval.durationNs() / 1e9,
          interval.score().map(Scored::of),
          interval.unscored(),
          expected > 0
              ? OptionalDouble.of((double) interval.lost() / expected)
              : OptionalDouble.empty(),
          interval.jitterSeconds());
    }
  }

  /**
   * What its score was.
   *
   * @param lostR to a tenth
   */
  public record Scored(Scale scale, double mosLq, OptionalDouble mosCq, LostR lostR) {
    private static Scored of(Score score) {
      return new Scored(score.scale(), score.mosLq(), score.mosCq(), score.lostR());
    }
  }

  /** Of parts that a record tells. */
  public static IntervalSeries of(List<Part> parts) {
    if (parts.isEmpty()) {
      return NONE;
    }
    long baseNs = parts.getFirst().startNs();
    long[] words = new long[2 * parts.size()];
    for (int i = 0; i < parts.size(); i++) {
      words[2 * i] = PackedInterval.time(baseNs, parts.get(i));
      words[2 * i + 1] = PackedInterval.figures(parts.get(i));
    }
    return new IntervalSeries(baseNs, words);
  }

  public int size() {
    return words.length / 2;
  }

  public boolean isEmpty() {
    return words.length == 0;
  }

  public List<Part> parts() {
    List<Part> parts = new ArrayList<>(size());
    for (int i = 0; i < words.length; i += 2) {
      parts.add(PackedInterval.unpack(baseNs, words[i], words[i + 1]));
    }
    return parts;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IntervalSeries series
        && baseNs == series.baseNs
        && Arrays.equals(words, series.words);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(words);
  }

  @Override
  public String toString() {
    return parts().toString();
  }
}
