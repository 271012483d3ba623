package org.mosexporter.call;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.mosexporter.call.EndpointFigures.ScoreSum;
import org.mosexporter.quality.Scale;
import org.mosexporter.stream.Interval;

/**
 * What was counted of one endpoint, direction and source: it never goes back. Kept small, for it is
 * kept of phones whose series are folded, too.
 */
@SuppressWarnings("EnumOrdinal") // a map of each phone's scales would take its memory twice
final class FigureTotals {
  private static final Scale[] SCALES = Scale.values();
  private static final Sums NOTHING = new Sums();

  final Direction direction;
  final Source source;
  private final Sums[] byScale = new Sums[SCALES.length];
  private byte[] codePoints = new byte[1];
  private long[] byCodePoint = new long[1];
  private int codePointsSeen;
  private long packets;
  private long lost;
  private long discarded;
  private long reordered;

  FigureTotals(Direction direction, Source source) {
    this.direction = direction;
    this.source = source;
  }

  private static final class Sums {
    private double mosLq;
    private double mosCq;
    private double mosCommon;
    private long lqIntervals;
    private long cqIntervals;
    private long commonIntervals;

    private void add(double lq, OptionalDouble cq, OptionalDouble common) {
      mosLq += lq;
      lqIntervals++;
      mosCq += cq.orElse(0);
      cqIntervals += cq.isPresent() ? 1 : 0;
      mosCommon += common.orElse(0);
      commonIntervals += common.isPresent() ? 1 : 0;
    }

    private ScoreSum on(Scale scale) {
      return new ScoreSum(
          scale, mosLq, mosCq, mosCommon, lqIntervals, cqIntervals, commonIntervals);
    }
  }

  void addPackets(long more, long moreLost) {
    packets += more;
    lost += moreLost;
  }

  void addDiscarded(long more) {
    discarded += more;
  }

  /**
   * Adds the packets of an interval.
   *
   * @param dscp packets by code point since the interval before
   */
  void add(Interval interval, Map<Integer, Long> dscp) {
    addPackets(interval.packets(), interval.certainlyLost());
    addDiscarded(interval.discarded());
    reordered += interval.reordered();
    dscp.forEach(this::addCodePoint);
  }

  private void addCodePoint(int codePoint, long count) {
    int at = 0;
    while (at < codePointsSeen && codePoints[at] != codePoint) {
      at++;
    }
    if (at == byCodePoint.length) {
      codePoints = Arrays.copyOf(codePoints, at + 1);
      byCodePoint = Arrays.copyOf(byCodePoint, at + 1);
    }
    codePoints[at] = (byte) codePoint;
    byCodePoint[at] += count;
    codePointsSeen = Math.max(codePointsSeen, at + 1);
  }

  void addScore(Scale scale, double mosLq, OptionalDouble mosCq, OptionalDouble mosCommon) {
    Sums sums = byScale[scale.ordinal()];
    if (sums == null) {
      sums = new Sums();
      byScale[scale.ordinal()] = sums;
    }
    sums.add(mosLq, mosCq, mosCommon);
  }

  long packets() {
    return packets;
  }

  long lost() {
    return lost;
  }

  long discarded() {
    return discarded;
  }

  long reordered() {
    return reordered;
  }

  Map<Integer, Long> dscpPackets() {
    Map<Integer, Long> counts = HashMap.newHashMap(codePointsSeen);
    for (int i = 0; i < codePointsSeen; i++) {
      counts.put((int) codePoints[i], byCodePoint[i]);
    }
    return counts;
  }

  /** On which scales something was scored, a bit each. */
  int scales() {
    int scales = 0;
    for (int i = 0; i < SCALES.length; i++) {
      scales |= byScale[i] == null ? 0 : 1 << i;
    }
    return scales;
  }

  /**
   * Of each scale.
   *
   * @param shown scales whose sums are told, as in {@link #scales}; those of others are 0
   */
  List<ScoreSum> scoreSums(int shown) {
    List<ScoreSum> sums = new ArrayList<>(byScale.length);
    for (int i = 0; i < SCALES.length; i++) {
      Sums of = byScale[i];
      if (of != null) {
        sums.add(((shown >> i & 1) == 0 ? NOTHING : of).on(SCALES[i]));
      }
    }
    return sums;
  }
}
