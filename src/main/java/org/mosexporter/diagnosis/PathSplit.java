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
 * @param beforeR points lost before the capture point
 * @param behindR points lost between it and the listener's ear
 */
public record PathSplit(double beforeR, double behindR) {
  /** Of a stream that was seen, and whose receiver told of it. */
  public static Optional<PathSplit> of(StreamSummary stream) {
    Optional<Score> told =
        stream.xr().flatMap(XrSummary::score).or(() -> stream.rtcp().flatMap(RtcpSummary::score));
    if (stream.packets() == 0 || told.isEmpty()) {
      return Optional.empty();
    }
    double all = points(told.get());
    double seen = stream.score().map(PathSplit::points).orElse(0.0);
    double before = Math.min(seen, all);
    return Optional.of(new PathSplit(before, all - before));
  }

  static double points(Score score) {
    return score.lostR().loss() + score.lostR().discard();
  }
}
