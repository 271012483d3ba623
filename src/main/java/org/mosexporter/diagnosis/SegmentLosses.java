package org.mosexporter.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.mosexporter.call.Direction;
import org.mosexporter.diagnosis.Passage.End;
import org.mosexporter.diagnosis.SegmentLoss.Segment;
import org.mosexporter.quality.Scale;

/** Means over the calls of the last hour of what each part of the path cost. */
final class SegmentLosses {
  private static final int LEAST_CALLS = 3;
  private static final double CONFIDENCE = 0.95;

  static List<SegmentLoss> of(String site, List<Passage> passages) {
    Map<Part, List<Double>> points = new TreeMap<>();
    Map<String, List<Passage>> calls =
        passages.stream().collect(Collectors.groupingBy(Passage::call));
    for (Passage one : passages) {
      for (Side side : Side.values()) {
        double buffer = side == Side.LAN_DOWN && one.bufferR() > 0 ? one.bufferR() : 0;
        add(points, segment(side), direction(side), one, one.harm(side) - buffer);
      }
      add(points, Segment.PHONE, Direction.RECEIVED, one, one.bufferR());
      arrived(one, calls)
          .ifPresent(
              leg -> {
                Direction way = one.listener() == End.PHONE ? Direction.RECEIVED : Direction.SENT;
                add(points, Segment.SERVER, way, one, Math.max(0, one.beforeR() - leg.beforeR()));
              });
    }
    List<SegmentLoss> all = new ArrayList<>();
    points.forEach(
        (part, each) -> {
          if (each.size() >= LEAST_CALLS) {
            all.add(of(site, part, each));
          }
        });
    return all;
  }

  /** Of which a mean is taken. */
  private record Part(Segment segment, Direction direction, Scale scale)
      implements Comparable<Part> {
    private static final Comparator<Part> ORDER =
        Comparator.comparing(Part::segment)
            .thenComparing(Part::direction)
            .thenComparing(Part::scale);

    @Override
    public int compareTo(Part other) {
      return ORDER.compare(this, other);
    }
  }

  private static void add(
      Map<Part, List<Double>> points,
      Segment segment,
      Direction direction,
      Passage one,
      double lostR) {
    if (!Double.isNaN(lostR)) {
      points
          .computeIfAbsent(new Part(segment, direction, one.scale()), _ -> new ArrayList<>())
          .add(lostR);
    }
  }

  private static Segment segment(Side side) {
    return side == Side.LAN_UP || side == Side.LAN_DOWN ? Segment.LAN : Segment.WAN;
  }

  private static Direction direction(Side side) {
    return side == Side.LAN_DOWN || side == Side.WAN_IN ? Direction.RECEIVED : Direction.SENT;
  }

  /**
   * Where a server of ours passes speech on: the one stream of another leg that brought it, in the
   * same codec, for points of another say nothing of the server.
   */
  private static Optional<Passage> arrived(Passage sentOn, Map<String, List<Passage>> calls) {
    if (sentOn.speaker() != End.SERVER) {
      return Optional.empty();
    }
    End speaker = sentOn.listener() == End.PHONE ? End.ELSEWHERE : End.PHONE;
    List<Passage> found =
        sentOn.related().stream()
            .flatMap(call -> calls.getOrDefault(call, List.of()).stream())
            .filter(leg -> leg.speaker() == speaker && leg.listener() == End.SERVER)
            .filter(leg -> leg.codec().equals(sentOn.codec()))
            .toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  private static SegmentLoss of(String site, Part part, List<Double> points) {
    int n = points.size();
    double mean = points.stream().mapToDouble(Double::doubleValue).sum() / n;
    double squares = points.stream().mapToDouble(one -> (one - mean) * (one - mean)).sum();
    double half = StudentT.twoSided(CONFIDENCE, n - 1) * Math.sqrt(squares / (n - 1) / n);
    return new SegmentLoss(
        site,
        part.segment(),
        part.direction(),
        part.scale(),
        n,
        mean,
        Math.max(0, mean - half),
        mean + half);
  }

  private SegmentLosses() {}
}
