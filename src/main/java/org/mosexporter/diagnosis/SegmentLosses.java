package org.mosexporter.diagnosis;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.mosexporter.call.Direction;
import org.mosexporter.diagnosis.SegmentLoss.Segment;
import org.mosexporter.quality.Scale;

/** Means over the calls of the last hour of what each part of the path cost. */
final class SegmentLosses {
  private static final int LEAST_CALLS = 3;
  private static final double CONFIDENCE = 0.95;

  static List<SegmentLoss> of(String site, List<Passage> passages) {
    List<SegmentLoss> all = new ArrayList<>();
    for (Side side : Side.values()) {
      Map<Scale, List<Double>> scales = new EnumMap<>(Scale.class);
      passages.stream()
          .filter(one -> !Double.isNaN(one.harm(side)))
          .forEach(
              one ->
                  scales.computeIfAbsent(one.scale(), _ -> new ArrayList<>()).add(one.harm(side)));
      scales.forEach(
          (scale, points) -> {
            if (points.size() >= LEAST_CALLS) {
              all.add(of(site, side, scale, points));
            }
          });
    }
    return all;
  }

  private static SegmentLoss of(String site, Side side, Scale scale, List<Double> points) {
    int n = points.size();
    double mean = points.stream().mapToDouble(Double::doubleValue).sum() / n;
    double squares = points.stream().mapToDouble(one -> (one - mean) * (one - mean)).sum();
    double half = StudentT.twoSided(CONFIDENCE, n - 1) * Math.sqrt(squares / (n - 1) / n);
    Segment segment = side == Side.LAN_UP || side == Side.LAN_DOWN ? Segment.LAN : Segment.WAN;
    Direction direction =
        side == Side.LAN_DOWN || side == Side.WAN_IN ? Direction.RECEIVED : Direction.SENT;
    return new SegmentLoss(
        site, segment, direction, scale, n, mean, Math.max(0, mean - half), mean + half);
  }

  private SegmentLosses() {}
}
