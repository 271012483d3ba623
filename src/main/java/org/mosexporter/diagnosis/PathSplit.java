package org.mosexporter.diagnosis;

import java.util.Optional;
import org.mosexporter.quality.Score;
import org.mosexporter.stream.StreamSummary;
import org.mosexporter.stream.StreamSummary.RtcpSummary;
import org.mosexporter.stream.XrSummary;

/**
 * Where on its way a stream lost points of R, by loss and by coming too late: before our capture
 * point, which is what was seen here, and behind it, which is what its receiver reports beyond that
 * (RFC 3550 §6.4.1, RFC 3611 §4.7).
 *
 * <p>Intervals in which the mirror lost packets have no score here. Where that is all of a stream,
 * what is missing beyond the mirror's usual share is taken for lost before ({@link
 * Passage#withMirror}).
 *
 * @param beforeR points lost before the capture point
 * @param behindR points lost between it and the listener's ear
 */
public record PathSplit(double beforeR, double behindR) {

  /** Of a stream that was seen, and whose receiver told of it, by a mirror that loses nothing. */
  public static Optional<PathSplit> of(StreamSummary stream) {
    return of(stream, 0);
  }

  /**
   * Likewise; what has no score here is taken for lost behind, until the mirror's share is known.
   */
  static Optional<PathSplit> unseen(StreamSummary stream) {
    return of(stream, 1);
  }

  /**
   * Likewise.
   *
   * @param mirrorRatio share of packets that the mirror loses, 0–1
   */
  static Optional<PathSplit> of(StreamSummary stream, double mirrorRatio) {
    Optional<Score> told = told(stream);
    if (stream.packets() == 0 || told.isEmpty()) {
      return Optional.empty();
    }
    double all = points(told.get());
    double behind =
        stream
            .score()
            .map(
                seen ->
                    Math.min(all - Math.min(all, points(seen)), beyond(stream, told.get(), seen)))
            .orElseGet(() -> all * (1 - shareBefore(stream, mirrorRatio)));
    return Optional.of(new PathSplit(all - behind, behind));
  }

  /** What its receiver says, as far as it could be scored. */
  private static Optional<Score> told(StreamSummary stream) {
    return stream
        .xr()
        .flatMap(XrSummary::score)
        .or(() -> stream.rtcp().flatMap(RtcpSummary::score));
  }

  /**
   * What can have been lost behind at most: points for lost packets only as far as its receiver
   * misses more than was missing here, for both do not count in the same stretches of time.
   */
  private static double beyond(StreamSummary stream, Score told, Score seen) {
    double missed = toldLost(stream);
    double share =
        missed <= 0 ? 1 : Math.max(0, missed - (stream.lost() - stream.lostUncertain())) / missed;
    return told.lostR().loss() * share
        + Math.max(0, told.lostR().discard() - seen.lostR().discard());
  }

  private static double shareBefore(StreamSummary stream, double mirrorRatio) {
    double missed = toldLost(stream);
    double seen = Math.max(0, stream.lost() - mirrorRatio * stream.expected());
    return missed <= 0 ? 1 : Math.min(1, seen / missed);
  }

  /** Packets, by the receiver's own count. */
  static double toldLost(StreamSummary stream) {
    return stream.rtcp().map(one -> (double) Math.max(0, one.lost())).orElse(0.0);
  }

  static double points(Score score) {
    return score.lostR().loss() + score.lostR().discard();
  }
}
