package org.mosexporter.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.mosexporter.call.CallSummary;
import org.mosexporter.record.CallPlace;

/** The page at /calls: search among the calls. Only for who may see calls. */
final class CallsPage {
  static final String PATH = "/calls";

  private static final List<String> PARAMETERS =
      List.of("user", "address", "from", "to", "mos_below", Parameters.CURSOR);
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
    Times times = Times.of(backend.config().get());
    CallSearch.Wanted calls =
        new CallSearch.Wanted(
            wanted.text("user").orElse(""),
            wanted.text("address").orElse(""),
            wanted.text("from").map(text -> times.parsed("from", text)),
            wanted.text("to").map(text -> times.parsed("to", text)),
            wanted.number("mos_below", 1, BEST_MOS));
    Optional<CallPlace> after = wanted.text(Parameters.CURSOR).map(CallRoutes::place);
    CallSearch.Found found = search.find(calls, after, MAX_ROWS);
    Optional<List<CallSummary>> live =
        calls.equals(CallSearch.Wanted.ALL) && after.isEmpty()
            ? search.inProgress(MAX_ROWS)
            : Optional.empty();
    return frame.of("Calls", PageFrame.Place.CALLS, "", html -> main(html, wanted, found, live));
  }

  private void main(
      Html html, Parameters wanted, CallSearch.Found found, Optional<List<CallSummary>> live) {
    List<CallSummary> calls = found.calls();
    html.markup("<h1>Calls</h1><form id=\"find\" class=\"find\" role=\"search\">");
    field(html, "user", "User or number", "", wanted);
    field(html, "address", "Address", "", wanted);
    field(html, "from", "From", " type=\"datetime-local\"", wanted);
    field(html, "to", "Until", " type=\"datetime-local\"", wanted);
    field(html, "mos_below", "MOS below", " inputmode=\"decimal\"", wanted);
    html.markup("<button>Find</button></form><p class=\"count\" role=\"status\">")
        .text(count(calls.size(), found.next().isPresent()))
        .markup("</p>");
    found.missing().ifPresent(why -> html.markup("<p class=\"none\">").text(why).markup("</p>"));
    live.filter(now -> !now.isEmpty()).ifPresent(now -> inProgress(html, now));
    table(html).add("Calls", calls);
    found.next().ifPresent(next -> earlier(html, wanted, next));
  }

  /** The same search from there on. */
  private static void earlier(Html html, Parameters wanted, CallPlace next) {
    StringBuilder query = new StringBuilder();
    for (String name : PARAMETERS) {
      if (!name.equals(Parameters.CURSOR)) {
        wanted.text(name).ifPresent(value -> query.append(name + "=" + encoded(value) + "&"));
      }
    }
    html.markup("<p><a rel=\"next\" href=\"")
        .text("calls?" + query + Parameters.CURSOR + "=" + encoded(next.toString()))
        .markup("\">Earlier calls</a></p>");
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private CallTable table(Html html) {
    return new CallTable(html, backend.config().get(), "calls/");
  }

  private void inProgress(Html html, List<CallSummary> live) {
    html.markup("<section><h2>In progress</h2>");
    table(html).add("Calls in progress", live);
    html.markup("</section><h2>Over</h2>");
  }

  private static String count(int found, boolean isMore) {
    return isMore
        ? found + " calls, the latest first; there are earlier ones."
        : found + (found == 1 ? " call" : " calls") + ", the latest first.";
  }

  private static void field(
      Html html, String name, String label, String attributes, Parameters wanted) {
    html.markup("<div><label for=\"" + name + "\">" + label + "</label><input id=\"" + name)
        .markup("\" name=\"" + name + "\"" + attributes + " value=\"")
        .text(wanted.text(name).orElse(""))
        .markup("\"></div>");
  }
}
