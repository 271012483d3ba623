package org.mosexporter.web;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.StringJoiner;
import org.mosexporter.call.Direction;
import org.mosexporter.call.EndpointFigures;
import org.mosexporter.call.EndpointInfo;
import org.mosexporter.call.Source;
import org.mosexporter.config.Dscp;
import org.mosexporter.quality.Band;
import org.mosexporter.quality.Scale;
import org.mosexporter.quality.Score;

/** The table of endpoints. */
final class EndpointTable {
  private static final int MAX_ROWS = 500;
  private static final double MS_PER_SECOND = 1000;

  private final Html html;
  private final boolean showUsers;

  EndpointTable(Html html, boolean showUsers) {
    this.html = html;
    this.showUsers = showUsers;
  }

  void add(List<EndpointRow> rows) {
    html.markup("<section><h2>Endpoints</h2>");
    if (rows.isEmpty()) {
      html.markup(
          "<p class=\"none\">No phone has been heard yet. Calls show up here some ten seconds after"
              + " their first packet.</p></section>");
      return;
    }
    html.markup("<table class=\"endpoints\">")
        .heading(
            "User",
            "Address",
            "Model",
            "Network",
            "Port",
            "DSCP",
            "Direction",
            "MOS",
            "Loss",
            "Jitter",
            "Round trip",
            "Points of R lost")
        .markup("<tbody>");
    rows.stream().limit(MAX_ROWS).forEach(this::add);
    html.markup("</tbody></table>");
    if (rows.size() > MAX_ROWS) {
      html.markup("<p>The worst ").text(MAX_ROWS + " of " + rows.size()).markup(" are shown.</p>");
    }
    html.markup("</section>");
  }

  private void add(EndpointRow row) {
    if (row.received().isEmpty() && row.sent().isEmpty()) {
      start(row.endpoint());
      html.cell("DSCP", dscp(row))
          .cell("Direction", "silent")
          .markup("<td colspan=\"5\"></td></tr>");
      return;
    }
    row.received().ifPresent(figures -> add(row, figures));
    row.sent().ifPresent(figures -> add(row, figures));
  }

  private void start(EndpointInfo endpoint) {
    html.markup("<tr>")
        .cell("User", user(endpoint))
        .cell("Address", endpoint.address().toString())
        .cell("Model", endpoint.model())
        .cell("Network", endpoint.network())
        .cell("Port", port(endpoint));
  }

  private String user(EndpointInfo endpoint) {
    if (endpoint.users() > 1) {
      return endpoint.users() + " users";
    }
    return showUsers ? endpoint.user() : "";
  }

  private void add(EndpointRow row, EndpointFigures figures) {
    start(row.endpoint());
    html.cell("DSCP", dscp(row)).cell("Direction", direction(figures));
    mos(figures.score());
    html.cell("Loss", lossPercent(figures), "%.1f %%")
        .cell("Jitter", ms(figures.jitterSeconds()), "%.1f ms")
        .cell("Round trip", ms(figures.roundTripSeconds()), "%.0f ms")
        .cell("Points of R lost", figures.score().map(EndpointTable::lost).orElse("–"))
        .markup("</tr>");
  }

  private static String port(EndpointInfo endpoint) {
    return (endpoint.switchName() + " " + endpoint.port()).strip();
  }

  /** What the phone was told to mark its packets with, and what most of them were seen with. */
  private static String dscp(EndpointRow row) {
    StringJoiner parts = new StringJoiner(", ");
    OptionalInt told = row.endpoint().whereabouts().dscpTold();
    told.ifPresent(code -> parts.add("told " + Dscp.label(code)));
    row.mostSent().ifPresent(code -> parts.add("sends " + Dscp.label(code)));
    return parts.toString();
  }

  private static String direction(EndpointFigures figures) {
    boolean hears = figures.direction() == Direction.RECEIVED;
    if (figures.source() == Source.MEASURED) {
      return hears ? "hears" : "is heard, as far as here";
    }
    return (hears ? "hears" : "is heard") + ", by " + figures.source().label();
  }

  private void mos(Optional<Score> score) {
    html.markup("<td data-label=\"MOS\">");
    score.ifPresentOrElse(
        of ->
            html.markup("<b class=\"mos ")
                .text(Band.of(of.mosLq()).label())
                .markup("\">")
                .text(Texts.number("%.2f", of.mosLq()))
                .markup("</b>")
                .text(of.scale() == Scale.NARROWBAND ? "" : " " + of.scale().label()),
        () -> html.text("–"));
    html.markup("</td>");
  }

  private static OptionalDouble lossPercent(EndpointFigures figures) {
    double expected = (double) figures.packets() + figures.packetsLost();
    return expected <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(100.0 * figures.packetsLost() / expected);
  }

  private static OptionalDouble ms(OptionalDouble seconds) {
    return seconds.isEmpty() ? seconds : OptionalDouble.of(seconds.getAsDouble() * MS_PER_SECOND);
  }

  private static String lost(Score score) {
    StringJoiner causes = new StringJoiner(", ");
    add(causes, "codec", score.lostR().codec());
    add(causes, "loss", score.lostR().loss());
    add(causes, "late packets", score.lostR().discard());
    score.lostR().delay().ifPresent(delay -> add(causes, "delay", delay));
    return causes.length() == 0 ? "none" : causes.toString();
  }

  private static void add(StringJoiner causes, String cause, double points) {
    if (points >= 0.05) { // less shows as 0.0
      causes.add(cause + " " + Texts.number("%.1f", points));
    }
  }
}
