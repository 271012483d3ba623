package org.mosexporter.web;

import org.mosexporter.call.CallSummary;
import org.mosexporter.call.SipStep;

/** The SIP messages of a call, in the order of their times. */
final class CallLadder {
  private static final double NS_PER_SECOND = 1e9;

  private final Html html;
  private final CallSummary call;
  private final Times times;

  CallLadder(Html html, CallSummary call, Times times) {
    this.html = html;
    this.call = call;
    this.times = times;
  }

  void add() {
    if (call.sip().size() == 0) {
      return;
    }
    html.markup("<section><h2>Signalling</h2>");
    if (call.sip().omitted() > 0) {
      html.markup("<p>")
          .text(call.sip().omitted() + " messages between the first and the last are left out.")
          .markup("</p>");
    }
    html.markup("<table class=\"ladder\"><caption class=\"hidden\">SIP messages</caption>")
        .heading("Time", "After", "From", "Message", "To", "CSeq")
        .markup("<tbody>");
    call.sip().steps().forEach(this::add);
    html.markup("</tbody></table></section>");
  }

  private void add(SipStep step) {
    double seconds = (step.atNs() - CallView.startNs(call)) / NS_PER_SECOND;
    html.markup("<tr><td data-label=\"Time\">");
    times.time(html, step.atNs());
    html.markup("</td>")
        .cell("After", Texts.number("%.3f s", seconds))
        .cell("From", step.sender())
        .markup(
            "<th scope=\"row\" data-label=\"Message\"" + (refuses(step) ? " class=\"down\">" : ">"))
        .text(step.message() + " →")
        .markup("</th>")
        .cell("To", step.receiver())
        .cell("CSeq", step.cseq())
        .markup("</tr>");
  }

  /** A final answer of 4xx to 6xx. */
  private static boolean refuses(SipStep step) {
    return step.message().matches("[456]\\d\\d .*");
  }
}
