package org.mosexporter.web;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.mosexporter.call.EndpointFigures;
import org.mosexporter.call.EndpointInfo;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Network;
import org.mosexporter.quality.Band;
import org.mosexporter.quality.Score;

/** Which endpoints are asked for, and in what order. */
final class EndpointQuery {
  static final List<String> PARAMETERS =
      List.of(
          "site",
          "address",
          "network",
          "access",
          "group",
          "model",
          "band",
          "sort",
          Parameters.LIMIT,
          Parameters.CURSOR);
  static final List<String> BANDS = Arrays.stream(Band.values()).map(Band::label).toList();
  static final List<String> ACCESSES =
      Arrays.stream(Network.Access.values()).map(EndpointQuery::label).toList();
  static final List<String> SORTS = List.of("address", "worst");

  private static final double SILENT = 9; // behind every MOS

  private final Parameters parameters;
  private final boolean worstFirst;

  /** Those that a request asks for. */
  EndpointQuery(Ask ask) {
    parameters = Parameters.of(ask, PARAMETERS);
    worstFirst = parameters.choice("sort", SORTS).filter("worst"::equals).isPresent();
  }

  /** Where a row stands in the list. */
  private record Place(double mosLq, String site, IpAddress address) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparingDouble(Place::mosLq)
            .thenComparing(Place::site)
            .thenComparing(Place::address);

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }

    List<String> name() {
      return List.of(Double.toString(mosLq), site, address.toString());
    }

    static Place of(List<String> name) {
      try {
        return new Place(
            Double.parseDouble(name.getFirst()), name.get(1), IpAddress.parse(name.get(2)));
      } catch (IllegalArgumentException | IndexOutOfBoundsException notOurs) {
        throw Page.notOurs();
      }
    }
  }

  private Place place(EndpointRow row) {
    double mosLq = worstFirst ? worst(row).orElse(SILENT) : 0;
    return new Place(mosLq, row.endpoint().site(), row.endpoint().address());
  }

  /** MOS-LQ of the worse direction. */
  private static Optional<Double> worst(EndpointRow row) {
    return Stream.of(row.received(), row.sent())
        .flatMap(Optional::stream)
        .map(EndpointFigures::score)
        .flatMap(Optional::stream)
        .map(Score::mosLq)
        .min(Comparator.naturalOrder());
  }

  /** The band of the worse direction; empty when nothing is known. */
  static Optional<Band> band(EndpointRow row) {
    return worst(row).map(Band::of);
  }

  Page<EndpointRow> of(List<EndpointRow> all) {
    Optional<Place> after = Page.after(parameters).map(Place::of);
    List<EndpointRow> rest =
        all.stream()
            .filter(wanted())
            .filter(row -> after.isEmpty() || place(row).compareTo(after.get()) > 0)
            .sorted(Comparator.comparing(this::place))
            .toList();
    return Page.of(rest, parameters.limit(), row -> place(row).name());
  }

  private Predicate<EndpointRow> wanted() {
    return has("site", EndpointInfo::site)
        .and(has("address", one -> one.address().toString()))
        .and(has("network", EndpointInfo::network))
        .and(has("group", EndpointInfo::group))
        .and(has("model", EndpointInfo::model))
        .and(is(parameters.choice("access", ACCESSES), row -> label(row.endpoint().access())))
        .and(is(parameters.choice("band", BANDS), row -> band(row).map(Band::label).orElse("")));
  }

  private Predicate<EndpointRow> has(String name, Function<EndpointInfo, String> fact) {
    return is(parameters.text(name), row -> fact.apply(row.endpoint()));
  }

  private static Predicate<EndpointRow> is(
      Optional<String> wanted, Function<EndpointRow, String> fact) {
    return row -> wanted.isEmpty() || wanted.get().equals(fact.apply(row));
  }

  private static String label(Network.Access access) {
    return access.name().toLowerCase(Locale.ROOT);
  }
}
