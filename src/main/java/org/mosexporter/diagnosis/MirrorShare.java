package org.mosexporter.diagnosis;

import org.mosexporter.stream.StreamSummary;

/** The share of packets that the mirror loses: those that are missing here and not there. */
final class MirrorShare {
  private static final int EXPECTED = 0;
  private static final int HIDDEN = 1;
  private static final double LEAST_RATIO = 0.0003;

  private final Fading sums = new Fading(2);

  /** Takes a stream whose receiver told of it. */
  void add(StreamSummary stream) {
    if (stream.rtcp().isPresent() && stream.rtcp().get().lost() >= 0) {
      long endNs = stream.startNs() + Math.round(stream.durationSeconds() * 1e9);
      sums.until(endNs);
      double kept = sums.kept(endNs);
      sums.add(EXPECTED, kept * stream.expected());
      sums.add(HIDDEN, kept * Math.max(0, stream.lost() - PathSplit.toldLost(stream)));
    }
  }

  /** 0 where it is nothing to speak of. */
  double ratio() {
    double ratio = sums.of(HIDDEN) / Math.max(1, sums.of(EXPECTED));
    return ratio < LEAST_RATIO ? 0 : ratio;
  }
}
