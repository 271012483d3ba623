package org.mosexporter.web;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.mosexporter.call.EndpointFigures;

/** Columns that the phones can be sorted by; of figures the worse direction counts. */
enum EndpointOrder {
  MOS("mos", Comparator.comparingDouble(EndpointRow::worst)),
  USER("user", texts(row -> row.endpoint().user())),
  ADDRESS("address", Comparator.comparing(row -> row.endpoint().address())),
  MODEL("model", texts(row -> row.endpoint().model())),
  PLACE("place", texts(row -> row.endpoint().network() + " " + row.port())),
  LOSS("loss", most(EndpointRow::lossPercent)),
  JITTER("jitter", most(of -> of.jitterSeconds().orElse(0))),
  ROUND_TRIP("round_trip", most(of -> of.roundTripSeconds().orElse(0)));

  private static final String REVERSED = "-";

  private final String label;

  @SuppressWarnings("ImmutableEnumChecker") // those that are here are
  private final Comparator<EndpointRow> order;

  EndpointOrder(String label, Comparator<EndpointRow> order) {
    this.label = label;
    this.order = order;
  }

  /**
   * A column and which way.
   *
   * @param reversed whether what is usually first comes last
   */
  record Wanted(EndpointOrder column, boolean reversed) {
    static final Wanted WORST_FIRST = new Wanted(MOS, false);

    /** As a query has it: the column's label, with a - before it when reversed. */
    static Wanted of(String text) {
      boolean reversed = text.startsWith(REVERSED);
      String label = reversed ? text.substring(1) : text;
      Optional<EndpointOrder> column =
          Arrays.stream(values()).filter(one -> one.label.equals(label)).findFirst();
      return column.map(found -> new Wanted(found, reversed)).orElse(WORST_FIRST);
    }

    String text() {
      return (reversed ? REVERSED : "") + column.label;
    }

    /** What a click on that column's heading asks for. */
    String after(EndpointOrder clicked) {
      return new Wanted(clicked, clicked == column && !reversed).text();
    }

    List<EndpointRow> sorted(List<EndpointRow> rows) {
      Comparator<EndpointRow> order = reversed ? column.order.reversed() : column.order;
      return rows.stream().sorted(order).toList();
    }
  }

  /** Whether small values come first, as a reader hears it of the column that is sorted by. */
  boolean ascends() {
    return this != LOSS && this != JITTER && this != ROUND_TRIP;
  }

  private static Comparator<EndpointRow> texts(Function<EndpointRow, String> text) {
    return Comparator.comparing(text, String.CASE_INSENSITIVE_ORDER);
  }

  private static Comparator<EndpointRow> most(ToDoubleFunction<EndpointFigures> figure) {
    return Comparator.comparingDouble(
            (EndpointRow row) -> row.figures().stream().mapToDouble(figure).max().orElse(0))
        .reversed();
  }
}
