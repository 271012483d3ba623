package org.mosexporter.web;

import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import org.mosexporter.call.CallSummary;
import org.mosexporter.config.Config;
import org.mosexporter.diagnosis.CallFact;
import org.mosexporter.diagnosis.Finding;
import org.mosexporter.diagnosis.HeardCall;
import org.mosexporter.quality.Band;

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
    Times times = Times.of(config);
    html.markup("<h1>Call of ").name(known(call.from())).markup(" to ").name(known(call.to()));
    html.markup("</h1>");
    verdict(html, call, config);
    facts(html, call, times);
    findings(html, call, config);
    new CallTimeline(html, call, times).add();
    new CallDirections(html, call, config.quality().expectedDscp()).add();
    new CallWitnessTable(html, call).add();
    new CallQueues(html, call, times).add();
    new CallLadder(html, call, times).add();
    html.markup("<p><a href=\"../api/v1/calls/").text(call.id().toString());
    html.markup("/report\">A report to print</a> · <a href=\"../api/v1/calls/");
    html.text(call.id().toString()).markup("\">The whole record, for programs</a>");
    if (backend.keepsPackets()) {
      String file = call.id() + CallCaptureRoute.SUFFIX;
      html.markup(" · <a href=\"../api/v1/calls/").text(file).markup("\">Its packets</a>");
    }
    html.markup("</p>");
  }

  private static String known(String name) {
    return name.isEmpty() ? "unknown" : name;
  }

  private static void verdict(Html html, CallSummary call, Config config) {
    Optional<HeardCall> worst = CallView.heard(call, config).stream().findFirst();
    if (worst.isEmpty()) {
      html.markup("<p class=\"verdict\">Nothing of it has a score.</p>");
      return;
    }
    HeardCall heard = worst.get();
    html.markup("<p class=\"verdict " + Band.of(heard.mosLq()).label() + "\">")
        .name(CallView.ear(call, heard))
        .text(" with MOS ");
    ScoreCells.mos(html, heard.mosLq(), Optional.of(heard.scale()));
    heard
        .lostR()
        .flatMap(ScoreCells::worstCause)
        .ifPresent(cause -> html.text("; most costs " + cause + " points of R"));
    html.markup(".</p>");
  }

  /** As they were when it ended; of one that goes on, as they are now. */
  private static void findings(Html html, CallSummary call, Config config) {
    List<Finding> its = Finding.of(call);
    if (!its.isEmpty()) {
      html.markup("<section><h2>Findings that concern it</h2>");
      new FindingList(html, config, "../", true).add(its);
      html.markup("</section>");
    }
  }

  private static void facts(Html html, CallSummary call, Times times) {
    Facts facts =
        new Facts(html)
            .add("Start, " + times.zone(), () -> times.dateTime(html, CallView.startNs(call)));
    facts
        .add("Length", CallTable.length(CallFact.talkSeconds(call)))
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
