package org.mosexporter.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.mosexporter.call.Direction;
import org.mosexporter.call.EndpointFigures;
import org.mosexporter.call.EndpointInfo;
import org.mosexporter.call.Snapshots;
import org.mosexporter.call.Source;
import org.mosexporter.config.IpAddress;
import org.mosexporter.receive.Reporter;

/** Which phones and agents report, when last, and what of it was refused and why. */
final class ReporterTable {
  private static final int MAX_ROWS = 500;
  private static final double NS_PER_SECOND = 1e9;
  private static final double SECONDS_PER_MINUTE = 60;
  private static final double LONGEST_IN_SECONDS = 120;

  private final Html html;
  private final long nowNs;
  private final Map<IpAddress, String> models = new HashMap<>();
  private int rows;

  ReporterTable(Html html, long nowNs) {
    this.html = html;
    this.nowNs = nowNs;
  }

  void add(Snapshots tracker, List<Reporter> reporters) {
    List<EndpointFigures> phones =
        tracker.figures().stream()
            .filter(of -> of.direction() == Direction.RECEIVED && of.lastReportNs().isPresent())
            .toList();
    if (phones.isEmpty() && reporters.isEmpty()) {
      return;
    }
    for (EndpointInfo endpoint : tracker.endpoints()) {
      models.put(endpoint.address(), endpoint.model());
    }
    long refusing = reporters.stream().filter(reporter -> reporter.refused() > 0).count();
    html.markup("<section><h2>Reports</h2><details id=\"reports\"")
        .markup(refusing > 0 ? " open><summary>" : "><summary>")
        .text(phones.size() + " phones tell what they hear; of ")
        .text(reporters.size() + " that report here, something of " + refusing + " was refused")
        .markup("</summary><table><caption class=\"hidden\">Reports</caption>")
        .heading("From", "Model", "What", "Last", "Reports", "Refused")
        .markup("<tbody>");
    reporters.forEach(this::add);
    phones.forEach(this::add);
    html.markup("</tbody></table>");
    if (rows > MAX_ROWS) {
      html.markup("<p>The first ").text(MAX_ROWS + " of " + rows).markup(" are shown.</p>");
    }
    html.markup("</details></section>");
  }

  private boolean begin(IpAddress address, String what) {
    if (++rows > MAX_ROWS) {
      return false;
    }
    html.markup("<tr>")
        .cell("From", address.toString())
        .cell("Model", models.getOrDefault(address, ""))
        .cell("What", what);
    return true;
  }

  private void add(Reporter reporter) {
    if (begin(reporter.address(), "to our " + reporter.protocol().label() + " port")) {
      html.cell("Last", ago(reporter.lastReportNs()))
          .cell("Reports", Long.toString(reporter.reports()))
          .cell("Refused", refused(reporter))
          .markup("</tr>");
    }
  }

  private void add(EndpointFigures phone) {
    if (begin(phone.endpoint(), what(phone.source()))) {
      html.cell("Last", ago(phone.lastReportNs())).markup("<td></td><td></td></tr>");
    }
  }

  private static String what(Source source) {
    return switch (source) {
      case RTCP -> "what it hears, by RTCP";
      case XR -> "what it hears, by extended reports";
      case PHONE -> "its own verdict";
      case MEASURED -> "";
    };
  }

  private String refused(Reporter reporter) {
    return reporter.refused() == 0
        ? "none"
        : "%d, last %s: %s"
            .formatted(
                reporter.refused(),
                ago(reporter.lastRefusedNs()),
                reporter.lastReason().replace('_', ' '));
  }

  private String ago(OptionalLong atNs) {
    if (atNs.isEmpty()) {
      return "never";
    }
    double seconds = Math.max(0, (nowNs - atNs.getAsLong()) / NS_PER_SECOND);
    return seconds < LONGEST_IN_SECONDS
        ? Texts.number("%.0f s ago", seconds)
        : Texts.number("%.0f min ago", seconds / SECONDS_PER_MINUTE);
  }
}
