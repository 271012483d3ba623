package org.mosexporter.web;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.StringJoiner;
import org.mosexporter.call.Direction;
import org.mosexporter.call.EndpointFigures;
import org.mosexporter.call.EndpointInfo;
import org.mosexporter.config.Dscp;
import org.mosexporter.quality.Score;

/** The phones, two lines each: what it hears, and how it is heard. */
final class EndpointTable {
  private static final int MAX_ROWS = 1000;
  private static final double MS_PER_SECOND = 1000;

  /** What the form on the page is called, which its sorting buttons belong to. */
  static final String FORM = "find";

  private final Html html;
  private final int expectedDscp;

  EndpointTable(Html html, int expectedDscp) {
    this.html = html;
    this.expectedDscp = expectedDscp;
  }

  /** Those rows, which are sorted already, with headings by which to sort them otherwise. */
  void add(List<EndpointRow> rows, EndpointOrder.Wanted order) {
    html.markup("<table class=\"endpoints\"><caption class=\"hidden\">Phones</caption><thead><tr>");
    sortable("User", EndpointOrder.USER, order);
    sortable("Address", EndpointOrder.ADDRESS, order);
    sortable("Model", EndpointOrder.MODEL, order);
    sortable("Place", EndpointOrder.PLACE, order);
    html.markup("<th scope=\"col\">Direction</th>");
    sortable("MOS", EndpointOrder.MOS, order);
    html.markup("<th scope=\"col\">Costs points of R</th>");
    sortable("Loss", EndpointOrder.LOSS, order);
    sortable("Jitter", EndpointOrder.JITTER, order);
    sortable("Round trip", EndpointOrder.ROUND_TRIP, order);
    html.markup("<th scope=\"col\">DSCP</th></tr></thead>");
    rows.stream().limit(MAX_ROWS).forEach(this::add);
    html.markup("</table>");
    if (rows.size() > MAX_ROWS) {
      html.markup("<p>The first ").text(MAX_ROWS + " of " + rows.size()).markup(" are shown.</p>");
    }
  }

  private void sortable(String title, EndpointOrder column, EndpointOrder.Wanted order) {
    html.markup("<th scope=\"col\"");
    if (order.column() == column) {
      boolean ascending = column.ascends() != order.reversed();
      html.markup(" aria-sort=\"" + (ascending ? "ascending" : "descending") + "\"");
    }
    html.markup("><button form=\"" + FORM + "\" name=\"sort\" value=\"" + order.after(column))
        .markup("\">" + title + "</button></th>");
  }

  private void add(EndpointRow row) {
    html.markup("<tbody id=\"")
        .text("phone-" + row.endpoint().site() + "-" + row.endpoint().address())
        .markup("\">");
    List<EndpointFigures> directions = row.figures();
    start(row, Math.max(1, directions.size()));
    if (directions.isEmpty()) {
      html.cell("Direction", EndpointRow.SILENT).markup("<td colspan=\"5\"></td>");
      span(1, "DSCP");
      dscp(html, row, expectedDscp);
      html.markup("</td></tr>");
    }
    for (int i = 0; i < directions.size(); i++) {
      html.markup(i == 0 ? "" : "<tr>");
      add(directions.get(i));
      if (i == 0) {
        span(directions.size(), "DSCP");
        dscp(html, row, expectedDscp);
        html.markup("</td>");
      }
      html.markup("</tr>");
    }
    html.markup("</tbody>");
  }

  private void span(int rows, String label) {
    html.markup("<td class=\"whole\" rowspan=\"" + rows + "\" data-label=\"" + label + "\">");
  }

  private void start(EndpointRow row, int rows) {
    EndpointInfo endpoint = row.endpoint();
    String path = EndpointPage.PATH.substring(1) + endpoint.address();
    html.markup("<tr>");
    span(rows, "User");
    html.name(user(endpoint)).markup("</td>");
    html.markup("<th scope=\"rowgroup\" class=\"whole\" rowspan=\"" + rows + "\" data-label=\"")
        .markup("Address\">")
        .link(path, endpoint.address().toString())
        .markup("</th>");
    span(rows, "Model");
    html.name(endpoint.model()).markup("</td>");
    span(rows, "Place");
    html.name(endpoint.network()).markup(" <small>").name(row.port()).markup("</small></td>");
  }

  static String user(EndpointInfo endpoint) {
    return endpoint.users() > 1 ? endpoint.users() + " users" : endpoint.user();
  }

  private void add(EndpointFigures figures) {
    directionCell(html, figures);
    ScoreCells.mosCell(html, figures.score());
    ScoreCells.costsCell(html, figures.score().map(Score::lostR));
    html.cell("Loss", loss(figures), "%.1f %%")
        .cell("Jitter", ms(figures.jitterSeconds()), "%.1f ms")
        .cell("Round trip", ms(figures.roundTripSeconds()), "%.0f ms");
  }

  /** What most of its packets were seen with, and what it was told where that is another. */
  static void dscp(Html html, EndpointRow row, int expected) {
    Optional<Integer> sent = row.mostSent();
    OptionalInt told = row.endpoint().whereabouts().dscpTold();
    if (sent.isPresent() && sent.get() == expected && told.orElse(expected) == expected) {
      html.text(Dscp.label(expected));
      return;
    }
    StringJoiner parts = new StringJoiner(", ");
    sent.ifPresent(code -> parts.add("sends " + Dscp.label(code)));
    told.ifPresent(code -> parts.add("told " + Dscp.label(code)));
    boolean odd = sent.isPresent() && sent.get() != expected;
    html.markup(odd ? "<b class=\"odd\">" : "<span>")
        .text(parts.toString())
        .markup(odd ? "</b>" : "</span>");
  }

  /** What is told of a phone, in a word or two. */
  static String direction(Direction direction) {
    return direction == Direction.RECEIVED ? "hears" : "is heard";
  }

  /** Who tells it. */
  static String source(EndpointFigures figures) {
    return switch (figures.source()) {
      case MEASURED -> figures.direction() == Direction.RECEIVED ? "seen here" : "as far as here";
      case RTCP, XR, PHONE -> "by " + figures.source().label();
    };
  }

  static void directionCell(Html html, EndpointFigures figures) {
    html.markup("<td data-label=\"Direction\"><span>")
        .text(direction(figures.direction()))
        .markup(" <small>")
        .text(source(figures))
        .markup("</small></span></td>");
  }

  static OptionalDouble loss(EndpointFigures figures) {
    boolean counted = figures.packets() + figures.packetsLost() > 0;
    return counted ? OptionalDouble.of(EndpointRow.lossPercent(figures)) : OptionalDouble.empty();
  }

  static OptionalDouble ms(OptionalDouble seconds) {
    return seconds.isEmpty() ? seconds : OptionalDouble.of(seconds.getAsDouble() * MS_PER_SECOND);
  }
}
