package org.mosexporter.web;

import java.util.List;
import java.util.Optional;
import org.mosexporter.call.CallSummary;
import org.mosexporter.quality.Score;
import org.mosexporter.stream.StreamSummary;

/** A list of calls, each with the direction that sounds worst. */
final class CallTable {
  private final Html html;
  private final Times times;
  private final String toCalls;

  /**
   * Writes to a page.
   *
   * @param toCalls leads from the page's folder to that of the calls' pages
   */
  CallTable(Html html, Times times, String toCalls) {
    this.html = html;
    this.times = times;
    this.toCalls = toCalls;
  }

  void add(String caption, List<CallSummary> calls) {
    if (calls.isEmpty()) {
      html.markup("<p class=\"none\">No such call.</p>");
      return;
    }
    html.markup("<table class=\"calls\"><caption class=\"hidden\">" + caption + "</caption>")
        .heading(
            "Start, " + times.zone(),
            "Length",
            "From",
            "To",
            "Result",
            "Worse direction",
            "MOS",
            "Costs points of R")
        .markup("<tbody>");
    calls.forEach(this::add);
    html.markup("</tbody></table>");
  }

  private void add(CallSummary call) {
    String id = call.id().toString();
    html.markup("<tr id=\"call-").text(id).markup("\"><th scope=\"row\" data-label=\"Start\">");
    html.markup("<a href=\"").text(toCalls + id).markup("\">");
    times.dateTime(html, CallView.startNs(call));
    html.markup("</a></th>").cell("Length", CallView.seconds(call).isEmpty() ? "" : length(call));
    name("From", call.from());
    name("To", call.to());
    html.cell("Result", call.result().label().replace('_', ' '));
    worst(call);
    html.markup("</tr>");
  }

  private static String length(CallSummary call) {
    return Times.length(CallView.seconds(call).getAsDouble());
  }

  private void name(String label, String name) {
    html.markup("<td data-label=\"" + label + "\">")
        .name(name.isEmpty() ? "unknown" : name)
        .markup("</td>");
  }

  private void worst(CallSummary call) {
    Optional<StreamSummary> worst = CallView.worst(call);
    Optional<Score> score = worst.flatMap(StreamSummary::score);
    html.markup("<td data-label=\"Worse direction\">");
    worst.ifPresentOrElse(
        stream -> html.name(CallView.who(call, stream.destination())).text(" hears"),
        () -> html.text("–"));
    html.markup("</td>");
    ScoreCells.mosCell(html, "MOS", score);
    ScoreCells.costsCell(html, score);
  }
}
