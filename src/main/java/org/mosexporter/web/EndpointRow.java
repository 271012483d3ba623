package org.mosexporter.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.mosexporter.call.Direction;
import org.mosexporter.call.EndpointFigures;
import org.mosexporter.call.EndpointInfo;
import org.mosexporter.call.Snapshots;
import org.mosexporter.call.Source;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Privacy;
import org.mosexporter.quality.Band;
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

  static final String SILENT = "silent";
  static final String UNSCORED = "unscored";

  private static final double NO_MOS = 9; // behind every MOS

  private record Key(String site, IpAddress address, Direction direction) {}

  /**
   * All endpoints, in order of site and address.
   *
   * @param fromNs figures that end before this are over
   * @param users how their names may be shown: not at all, unless plainly
   */
  static List<EndpointRow> of(Snapshots tracker, long fromNs, Privacy.Form users) {
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
              users == Privacy.Form.PLAIN ? endpoint : nameless(endpoint),
              find(nearest, endpoint, Direction.RECEIVED),
              find(nearest, endpoint, Direction.SENT),
              find(mostSent, endpoint, Direction.SENT)));
    }
    return rows;
  }

  private static EndpointInfo nameless(EndpointInfo of) {
    return new EndpointInfo(
        of.site(),
        of.address(),
        of.network(),
        of.access(),
        "",
        of.users(),
        of.group(),
        of.vendor(),
        of.model(),
        of.firmware(),
        of.mac(),
        of.whereabouts());
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

  /** MOS of the worse direction; more than any when nothing is known. */
  double worst() {
    return Math.min(mosLq(received), mosLq(sent));
  }

  /** Of the directions that something is known of, what it hears first. */
  List<EndpointFigures> figures() {
    return Stream.of(received, sent).flatMap(Optional::stream).toList();
  }

  /** The worse of them by its score; empty when none has one. */
  Optional<EndpointFigures> worse() {
    return figures().stream()
        .filter(figures -> figures.score().isPresent())
        .min(Comparator.comparingDouble(figures -> figures.score().orElseThrow().mosLq()));
  }

  /** Of the worse direction in a word, or why there is none. */
  String band() {
    return worse()
        .flatMap(EndpointFigures::score)
        .map(of -> Band.of(of.mosLq()).label())
        .orElse(figures().isEmpty() ? SILENT : UNSCORED);
  }

  /** The switch and its port; empty when unknown. */
  String port() {
    return (endpoint.switchName() + " " + endpoint.port()).strip();
  }

  /** Whether all words stand somewhere in what is shown of it. */
  boolean matches(String words) {
    String all =
        String.join(
                " ",
                endpoint.user(),
                endpoint.address().toString(),
                endpoint.vendor(),
                endpoint.model(),
                endpoint.network(),
                endpoint.group(),
                endpoint.mac(),
                port(),
                band())
            .toLowerCase(Locale.ROOT);
    return Stream.of(words.toLowerCase(Locale.ROOT).strip().split("\\s+")).allMatch(all::contains);
  }

  /** Of all its packets; 0 when there were none. */
  static double lossPercent(EndpointFigures figures) {
    double expected = (double) figures.packets() + figures.packetsLost();
    return expected <= 0 ? 0 : 100.0 * figures.packetsLost() / expected;
  }

  private static double mosLq(Optional<EndpointFigures> figures) {
    return figures.flatMap(EndpointFigures::score).map(Score::mosLq).orElse(NO_MOS);
  }
}
