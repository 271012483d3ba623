package org.mosexporter.web;

import org.mosexporter.call.CallSummary;
import org.mosexporter.record.Instants;
import org.mosexporter.stream.StreamSummary;

/** A call over time: charts that our script draws, and the same figures as a table. */
final class CallTimeline {
  private final Html html;
  private final CallSummary call;
  private final Times times;

  CallTimeline(Html html, CallSummary call, Times times) {
    this.html = html;
    this.call = call;
    this.times = times;
  }

  void add() {
    html.markup("<section><h2>Over time</h2><div id=\"charts\" class=\"charts\" data-record=\"")
        .text("../api/v1/calls/" + call.id())
        .markup("\" data-zone=\"")
        .text(times.zone())
        .markup("\" data-from=\"" + Instants.rfc3339(CallView.startNs(call)))
        .markup("\" data-to=\"" + Instants.rfc3339(CallView.lastNs(call)) + "\">");
    for (StreamSummary stream : call.streams()) {
      html.markup("<span hidden>")
          .name(
              CallView.who(call, stream.destination())
                  + " hears "
                  + CallView.who(call, stream.source()))
          .markup("</span>");
    }
    html.markup("</div></section>");
  }
}
