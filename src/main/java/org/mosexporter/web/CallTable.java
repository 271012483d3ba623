package org.mosexporter.web;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mosexporter.call.CallSummary;
import org.mosexporter.config.Config;
import org.mosexporter.diagnosis.CallFact;
import org.mosexporter.diagnosis.HeardCall;

/** A list of calls, each with the direction that sounds worst. */
final class CallTable {
  private final Html html;
  private final Config config;
  private final Times times;
  private final String toCalls;

  /**
   * Writes to a page.
   *
   * @param toCalls leads from the page's folder to that of the calls' pages
   */
  CallTable(Html html, Config config, String toCalls) {
    this.html = html;
    this.config = config;
    this.times = Times.of(config);
    this.toCalls = toCalls;
  }

  /** In the order given. */
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
    html.markup("</a></th>").cell("Length", length(CallFact.talkSeconds(call)));
    name("From", call.from());
    name("To", call.to());
    html.cell("Result", call.result().label().replace('_', ' '));
    worst(call);
    html.markup("</tr>");
  }

  static String length(OptionalDouble seconds) {
    return seconds.isEmpty() ? "" : Times.length(seconds.getAsDouble());
  }

  private void name(String label, String name) {
    html.markup("<td data-label=\"" + label + "\">")
        .name(name.isEmpty() ? "unknown" : name)
        .markup("</td>");
  }

  private void worst(CallSummary call) {
    Optional<HeardCall> worst = CallView.heard(call, config).stream().findFirst();
    html.markup("<td data-label=\"Worse direction\">");
    worst.ifPresentOrElse(heard -> html.name(CallView.ear(call, heard)), () -> html.text("–"));
    html.markup("</td><td data-label=\"MOS\">");
    worst.ifPresentOrElse(
        heard -> ScoreCells.mos(html, heard.mosLq(), Optional.of(heard.scale())),
        () -> html.text("–"));
    html.markup("</td>");
    ScoreCells.costsCell(html, worst.flatMap(HeardCall::lostR));
  }
}
