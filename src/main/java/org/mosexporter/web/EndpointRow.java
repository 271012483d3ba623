package org.mosexporter.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mosexporter.call.Direction;
import org.mosexporter.call.EndpointFigures;
import org.mosexporter.call.EndpointInfo;
import org.mosexporter.call.Snapshots;
import org.mosexporter.call.Source;
import org.mosexporter.config.IpAddress;
import org.mosexporter.quality.Score;

/**
 * An endpoint on the page: of each direction what the witness nearest its listener says (DESIGN
 * §4.8), as long as that is fresh.
 *
 * @param mostSent code point that most of its packets were seen with, ever
 */
record EndpointRow(
    EndpointInfo endpoint,
    Optional<EndpointFigures> received,
    Optional<EndpointFigures> sent,
    Optional<Integer> mostSent) {

  /** Nearest to the listener first. */
  private static final List<Source> NEAREST =
      List.of(Source.XR, Source.RTCP, Source.MEASURED, Source.PHONE);

  private static final double SILENT = 9; // behind every MOS

  private record Key(String site, IpAddress address, Direction direction) {}

  /**
   * All endpoints, the worst heard first, those without a score last.
   *
   * @param fromNs figures that end before this are over
   */
  static List<EndpointRow> of(Snapshots tracker, long fromNs) {
    Map<Key, EndpointFigures> nearest = new HashMap<>();
    for (EndpointFigures figures : tracker.figures()) {
      if (figures.atNs() >= fromNs) {
        Key key = new Key(figures.site(), figures.endpoint(), figures.direction());
        nearest.merge(key, figures, EndpointRow::nearer);
      }
    }
    Map<Key, Integer> mostSent = mostSent(tracker.figures());
    List<EndpointRow> rows = new ArrayList<>();
    for (EndpointInfo endpoint : tracker.endpoints()) {
      rows.add(
          new EndpointRow(
              endpoint,
              find(nearest, endpoint, Direction.RECEIVED),
              find(nearest, endpoint, Direction.SENT),
              find(mostSent, endpoint, Direction.SENT)));
    }
    rows.sort(Comparator.comparingDouble(EndpointRow::worst));
    return rows;
  }

  private static <T> Optional<T> find(Map<Key, T> all, EndpointInfo endpoint, Direction direction) {
    return Optional.ofNullable(all.get(new Key(endpoint.site(), endpoint.address(), direction)));
  }

  /** Of two witnesses of one direction one that has a score, then the one nearer the listener. */
  private static EndpointFigures nearer(EndpointFigures one, EndpointFigures other) {
    if (one.score().isPresent() != other.score().isPresent()) {
      return one.score().isPresent() ? one : other;
    }
    return NEAREST.indexOf(one.source()) <= NEAREST.indexOf(other.source()) ? one : other;
  }

  /** Of what was seen of its packets. */
  private static Map<Key, Integer> mostSent(List<EndpointFigures> all) {
    Map<Key, Integer> most = new HashMap<>();
    for (EndpointFigures figures : all) {
      if (figures.direction() == Direction.SENT && figures.source() == Source.MEASURED) {
        figures.dscpPackets().entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .ifPresent(
                dscp ->
                    most.put(
                        new Key(figures.site(), figures.endpoint(), Direction.SENT),
                        dscp.getKey()));
      }
    }
    return most;
  }

  private double worst() {
    return Math.min(mosLq(received), mosLq(sent));
  }

  private static double mosLq(Optional<EndpointFigures> figures) {
    return figures.flatMap(EndpointFigures::score).map(Score::mosLq).orElse(SILENT);
  }
}
