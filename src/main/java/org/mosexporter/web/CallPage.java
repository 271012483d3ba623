package org.mosexporter.web;

import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import org.mosexporter.call.CallSummary;
import org.mosexporter.config.Config;
import org.mosexporter.quality.Score;
import org.mosexporter.stream.StreamSummary;

/** The pages at /calls/ID: one call in detail. Only for who may see calls. */
final class CallPage {
  static final String PATH = "/calls/";

  private final Backend backend;
  private final PageFrame frame;
  private final CallSearch calls;

  CallPage(Backend backend, PageFrame frame, CallSearch calls) {
    this.backend = backend;
    this.frame = frame;
    this.calls = calls;
  }

  Reply answer(Ask ask) {
    return calls
        .one(ask.path().substring(PATH.length()))
        .map(call -> frame.of("Call", PageFrame.Place.ELSEWHERE, "../", html -> main(html, call)))
        .orElseGet(
            () ->
                Reply.plain(
                    HttpStatus.NOT_FOUND_404, "No such call, or its record is gone by now."));
  }

  private void main(Html html, CallSummary call) {
    Config config = backend.config().get();
    Times times = StatusPage.times(backend);
    html.markup("<h1>Call of ").name(known(call.from())).markup(" to ").name(known(call.to()));
    html.markup("</h1>");
    verdict(html, call);
    facts(html, call, times);
    new CallDirections(html, call, config.quality().expectedDscp()).add();
    new CallTimeline(html, call, times).add();
    new CallWitnessTable(html, call).add();
    new CallQueues(html, call, times).add();
    html.markup("<p><a href=\"../api/v1/calls/").text(call.id().toString());
    html.markup("\">The whole record, for programs</a></p>");
  }

  private static String known(String name) {
    return name.isEmpty() ? "unknown" : name;
  }

  private static void verdict(Html html, CallSummary call) {
    Optional<StreamSummary> worst = CallView.worst(call);
    if (worst.isEmpty()) {
      html.markup("<p class=\"verdict\">None of its media has a score.</p>");
      return;
    }
    Score score = worst.get().score().orElseThrow();
    html.markup("<p class=\"verdict\">")
        .name(CallView.who(call, worst.get().destination()))
        .text(" hears ")
        .name(CallView.who(call, worst.get().source()))
        .text(" with a MOS of ");
    ScoreCells.mos(html, score.mosLq(), Optional.of(score.scale()));
    ScoreCells.worstCause(score)
        .ifPresent(cause -> html.text("; most costs " + cause + " points of R"));
    html.markup(".</p>");
  }

  private static void facts(Html html, CallSummary call, Times times) {
    Facts facts =
        new Facts(html)
            .add("Start, " + times.zone(), () -> times.dateTime(html, CallView.startNs(call)));
    CallView.seconds(call).ifPresent(seconds -> facts.add("Length", Times.length(seconds)));
    facts
        .add("Result", call.result().label().replace('_', ' '))
        .add("Status", call.status().isEmpty() ? "" : "" + call.status().getAsInt())
        .add("Site", call.site())
        .add("Trunk", call.trunk());
    call.setupSeconds()
        .ifPresent(seconds -> facts.add("Set up in", Texts.number("%.2f s", seconds)));
    facts.add("Call-ID", call.callId());
    for (CallSummary.OneWay stretch : call.oneWay()) {
      facts.add(
          "One way",
          CallView.who(call, stretch.listener())
              + " heard nothing of "
              + CallView.who(call, stretch.speaker())
              + " for "
              + Times.length(stretch.seconds()));
    }
    facts.end();
  }
}
