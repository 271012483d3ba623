package org.mosexporter.web;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mosexporter.call.CallSummary;
import org.mosexporter.record.Instants;
import org.mosexporter.stream.IntervalSeries;
import org.mosexporter.stream.IntervalSeries.Part;
import org.mosexporter.stream.IntervalSeries.Scored;
import org.mosexporter.stream.StreamSummary;

/** A call over time: charts that our script draws, and the same figures as a table. */
final class CallTimeline {
  private static final double PERCENT = 100;

  private final Html html;
  private final CallSummary call;
  private final Times times;
  private final List<StreamSummary> streams;

  CallTimeline(Html html, CallSummary call, Times times) {
    this.html = html;
    this.call = call;
    this.times = times;
    this.streams = CallView.shown(call);
  }

  void add() {
    if (streams.stream().map(StreamSummary::intervals).allMatch(IntervalSeries::isEmpty)) {
      return;
    }
    html.markup("<section><h2>Over time</h2><div id=\"charts\" class=\"charts\" data-record=\"")
        .text("../api/v1/calls/" + call.id())
        .markup("\" data-zone=\"")
        .text(times.zone())
        .markup("\" data-from=\"" + Instants.rfc3339(CallView.startNs(call)))
        .markup("\" data-to=\"" + Instants.rfc3339(CallView.lastNs(call)) + "\">");
    for (StreamSummary stream : streams) {
      html.markup("<span hidden>").name(CallView.direction(call, stream)).markup("</span>");
    }
    html.markup("</div><details id=\"intervals\"><summary>The same as a table</summary>");
    table();
    html.markup("</details></section>");
  }

  private void table() {
    html.markup("<table><caption class=\"hidden\">Intervals</caption>")
        .heading(
            "Direction", "Start", "Length", "MOS", "MOS-CQ", "Costs points of R", "Loss", "Jitter")
        .markup("<tbody>");
    for (StreamSummary stream : streams) {
      String direction = CallView.direction(call, stream);
      stream.intervals().parts().forEach(part -> add(direction, part));
    }
    html.markup("</tbody></table>");
  }

  private void add(String direction, Part part) {
    html.markup("<tr><td data-label=\"Direction\">")
        .name(direction)
        .markup("</td><td data-label=\"Start\">");
    times.time(html, part.startNs());
    html.markup("</td>").cell("Length", Times.length(part.seconds()));
    html.markup("<td data-label=\"MOS\">");
    part.scored()
        .ifPresentOrElse(
            score -> ScoreCells.mos(html, score.mosLq(), Optional.of(score.scale())),
            () -> part.unscored().ifPresent(why -> html.text(CallView.words(why))));
    html.markup("</td>")
        .cell("MOS-CQ", part.scored().map(Scored::mosCq).orElseGet(OptionalDouble::empty), "%.2f");
    ScoreCells.costsCell(html, part.scored().map(Scored::lostR));
    html.cell("Loss", percent(part.lossRatio()), "%.1f %%")
        .cell("Jitter", EndpointTable.ms(part.jitterSeconds()), "%.1f ms")
        .markup("</tr>");
  }

  private static OptionalDouble percent(OptionalDouble ratio) {
    return ratio.isEmpty() ? ratio : OptionalDouble.of(PERCENT * ratio.getAsDouble());
  }
}
