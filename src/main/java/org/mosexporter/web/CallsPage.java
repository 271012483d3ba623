package org.mosexporter.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.mosexporter.call.CallSummary;

/** The page at /calls: search among the calls. Only for who may see calls. */
final class CallsPage {
  static final String PATH = "/calls";

  private static final List<String> PARAMETERS =
      List.of("user", "address", "from", "to", "mos_below");
  private static final int MAX_ROWS = 200;
  private static final double BEST_MOS = 5;

  private final Backend backend;
  private final PageFrame frame;
  private final CallSearch search;

  CallsPage(Backend backend, PageFrame frame, CallSearch search) {
    this.backend = backend;
    this.frame = frame;
    this.search = search;
  }

  Reply answer(Ask ask) {
    Parameters wanted = Parameters.of(ask, PARAMETERS);
    CallSearch.Wanted calls =
        new CallSearch.Wanted(
            wanted.text("user").orElse(""),
            wanted.text("address").orElse(""),
            wanted.instant("from"),
            wanted.instant("to"),
            wanted.number("mos_below", 1, BEST_MOS));
    List<CallSummary> found = search.find(calls, MAX_ROWS + 1);
    return frame.of("Calls", PageFrame.Place.CALLS, "", html -> main(html, calls, found));
  }

  private void main(Html html, CallSearch.Wanted wanted, List<CallSummary> found) {
    html.markup("<h1>Calls</h1><form id=\"find\" class=\"find\" role=\"search\">");
    field(html, "user", "User or number", wanted.user());
    field(html, "address", "Address", wanted.address());
    field(html, "from", "From", text(wanted.from()));
    field(html, "to", "Until", text(wanted.to()));
    field(
        html,
        "mos_below",
        "MOS below",
        wanted.mosBelow().isEmpty() ? "" : Texts.number("%s", wanted.mosBelow().getAsDouble()));
    html.markup("<button>Find</button></form><p class=\"count\" role=\"status\">")
        .text(count(found.size()))
        .markup("</p>");
    new CallTable(html, StatusPage.times(backend), "calls/")
        .add("Calls", found.subList(0, Math.min(found.size(), MAX_ROWS)));
  }

  private static String count(int found) {
    return found > MAX_ROWS
        ? "The latest " + MAX_ROWS + " are shown; there are more."
        : found + (found == 1 ? " call" : " calls") + ", the latest first.";
  }

  private static String text(Optional<Instant> time) {
    return time.map(Instant::toString).orElse("");
  }

  private static void field(Html html, String name, String label, String value) {
    html.markup("<label for=\"" + name + "\">" + label + "</label><input id=\"" + name)
        .markup("\" name=\"" + name + "\" value=\"")
        .text(value)
        .markup(
            name.equals("from") || name.equals("to") ? "\" placeholder=\"2026-07-01T08:00:00Z" : "")
        .markup(name.equals("mos_below") ? "\" inputmode=\"decimal" : "")
        .markup("\">");
  }
}
