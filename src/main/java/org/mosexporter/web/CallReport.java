package org.mosexporter.web;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.SipStep;
import org.mosexporter.call.Witness;
import org.mosexporter.record.Instants;

/**
 * {@code /api/v1/calls/ID/report}: one call on one page to print, as evidence for a provider. Times
 * are UTC; each figure has its unit and says who measured it. It needs no script.
 */
final class CallReport {
  private static final String SUFFIX = "/report";

  private final CallSearch calls;
  private final BooleanSupplier hasCaptures;

  /**
   * The route.
   *
   * @param hasCaptures whether packets are kept, so that calls have capture files
   */
  CallReport(CallSearch calls, BooleanSupplier hasCaptures) {
    this.calls = calls;
    this.hasCaptures = hasCaptures;
  }

  static boolean isAt(String path) {
    return path.startsWith(CallRoutes.ONE)
        && path.endsWith(SUFFIX)
        && path.length() > CallRoutes.ONE.length() + SUFFIX.length();
  }

  Reply answer(Ask ask) {
    String path = ask.path();
    String id = path.substring(CallRoutes.ONE.length(), path.length() - SUFFIX.length());
    return calls
        .one(id)
        .map(call -> Reply.html(page(call)))
        .orElseGet(() -> Problem.of(ask, 404, "No such call, or none that is still kept."));
  }

  private String page(CallSummary call) {
    Html html = new Html();
    html.markup("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Call ")
        .text(call.id().toString())
        .markup("</title><meta name=\"viewport\" content=\"width=device-width\">")
        .markup("<link rel=\"stylesheet\" href=\"../../../../static/report.css\"></head><body>")
        .markup("<h1>Report on a call</h1><p>All times are UTC. Loss and jitter follow RFC 3550,")
        .markup(" MOS and R ITU-T G.107; each figure says who measured it.</p>");
    facts(html, call);
    call.streams().forEach(stream -> new ReportedStream(html, stream).add());
    witnesses(html, call);
    ladder(html, call);
    new CallQueues(html, call, Times.utc()).add();
    if (hasCaptures.getAsBoolean()) {
      String file = call.id() + CallCaptureRoute.SUFFIX;
      html.markup("<p><a href=\"../")
          .text(file)
          .markup("\">Its packets</a>, while they are kept</p>");
    }
    html.markup("</body></html>\n");
    return html.toString();
  }

  private static void facts(Html html, CallSummary call) {
    Facts facts = new Facts(html);
    facts.add("Record", call.id() + ", revision " + call.revision());
    facts.add("From", call.from()).add("To", call.to()).add("Call-ID", call.callId());
    facts.add("Related", String.join(", ", call.related()));
    facts.add("Site", call.site()).add("Trunk", call.trunk());
    facts.add("INVITE", time(call.startNs())).add("Ringing", time(call.alertedNs()));
    facts.add("Answer", time(call.answerNs())).add("End", time(call.endNs()));
    call.setupSeconds()
        .ifPresent(s -> facts.add("Set up in", Texts.number("%.3f s (RFC 6076 §4.3)", s)));
    facts.add("Result", call.result().label().replace('_', ' '));
    facts.add("Status", call.status().isEmpty() ? "" : "" + call.status().getAsInt());
    for (CallSummary.OneWay stretch : call.oneWay()) {
      String who = stretch.listener() + " heard nothing of " + stretch.speaker();
      facts.add(
          "One way",
          who
              + Texts.number(" for %.1f s from ", stretch.seconds())
              + Instants.rfc3339(stretch.sinceNs()));
    }
    facts.end();
  }

  private static String time(OptionalLong atNs) {
    return atNs.isEmpty() ? "" : Instants.rfc3339(atNs.getAsLong());
  }

  private static void witnesses(Html html, CallSummary call) {
    html.markup("<section><h2>Who told of it</h2><table>")
        .heading("Source", "Reporter", "By", "First", "Last", "Packets or reports")
        .markup("<tbody>");
    for (Witness witness : call.witnesses()) {
      html.markup("<tr>")
          .cell("Source", witness.kind().label())
          .cell("Reporter", witness.reporter().isEmpty() ? "seen here" : witness.reporter())
          .cell("By", witness.by())
          .cell("First", Instants.rfc3339(witness.firstNs()))
          .cell("Last", Instants.rfc3339(witness.lastNs()))
          .cell("Packets or reports", witness.reports() > 0 ? "" + witness.reports() : "–")
          .markup("</tr>");
    }
    html.markup("</tbody></table></section>");
  }

  private static void ladder(Html html, CallSummary call) {
    html.markup("<section><h2>Signalling</h2><table>")
        .heading("At", "From", "To", "Message", "CSeq", "Seen by")
        .markup("<tbody>");
    for (SipStep step : call.sip().steps()) {
      html.markup("<tr>")
          .cell("At", Instants.rfc3339(step.atNs()))
          .cell("From", step.sender())
          .cell("To", step.receiver())
          .cell("Message", step.message())
          .cell("CSeq", step.cseq())
          .cell("Seen by", Optional.of(step.agent()).filter(a -> !a.isEmpty()).orElse("us"))
          .markup("</tr>");
    }
    html.markup("</tbody></table>");
    if (call.sip().omitted() > 0) {
      html.markup("<p>").text(call.sip().omitted() + " more are not kept.").markup("</p>");
    }
    html.markup("</section>");
  }
}
