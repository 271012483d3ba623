package org.mosexporter.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.eclipse.jetty.http.HttpStatus;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.EndpointFigures;
import org.mosexporter.call.EndpointInfo;
import org.mosexporter.diagnosis.EndpointFindings;
import org.mosexporter.diagnosis.Finding;
import org.mosexporter.network.Whereabouts;
import org.mosexporter.quality.Score;

/** The pages at /endpoints/ADDRESS: one phone; its calls only for who may see calls. */
final class EndpointPage {
  static final String PATH = "/endpoints/";

  private static final int LATEST_CALLS = 50;

  private final Backend backend;
  private final PageFrame frame;
  private final CallSearch calls;

  EndpointPage(Backend backend, PageFrame frame, CallSearch calls) {
    this.backend = backend;
    this.frame = frame;
    this.calls = calls;
  }

  Reply answer(Ask ask) {
    String address = ask.path().substring(PATH.length());
    List<EndpointRow> rows =
        StatusPage.rows(backend).stream()
            .filter(row -> row.endpoint().address().toString().equals(address))
            .toList();
    if (rows.isEmpty()) {
      return Reply.plain(HttpStatus.NOT_FOUND_404, "No phone is known at that address.");
    }
    boolean withCalls = Access.mayRead(ask);
    return frame.of(
        Texts.phone(rows.getFirst().endpoint()),
        PageFrame.Place.ELSEWHERE,
        "../",
        html -> main(html, address, rows, withCalls));
  }

  private void main(Html html, String address, List<EndpointRow> rows, boolean withCalls) {
    html.markup("<h1>").name(Texts.phone(rows.getFirst().endpoint())).markup("</h1>");
    for (EndpointRow row : rows) {
      facts(html, row);
      findings(html, row, withCalls);
      directions(html, row);
    }
    if (withCalls) {
      CallSearch.Wanted its =
          new CallSearch.Wanted(
              "", address, Optional.empty(), Optional.empty(), OptionalDouble.empty());
      List<CallSummary> latest = calls.find(its, LATEST_CALLS).calls();
      html.markup("<section><h2>Its latest calls, the worst first</h2>");
      new CallTable(html, backend.config().get(), "../calls/")
          .add("Its latest calls", CallView.worstFirst(latest, backend.config().get()));
      html.markup("<p><a href=\"../calls?address=")
          .text(address)
          .markup("\">All its calls, the latest first</a></p></section>");
    }
  }

  private void facts(Html html, EndpointRow row) {
    EndpointInfo of = row.endpoint();
    Whereabouts where = of.whereabouts();
    new Facts(html)
        .add("Address", of.address().toString())
        .add("User", EndpointTable.user(of))
        .add("Vendor", of.vendor())
        .add("Model", of.model())
        .add("Firmware", of.firmware())
        .add("MAC address", of.mac())
        .add("Site", of.site())
        .add("Network", of.network())
        .add("Access", of.access().name().toLowerCase(Locale.ROOT))
        .add("Group", of.group())
        .add("Switch port", row.port())
        .add("VLAN", where.vlan().isEmpty() ? "" : "" + where.vlan().getAsInt())
        .add(
            "DSCP",
            () -> EndpointTable.dscp(html, row, backend.config().get().quality().expectedDscp()))
        .end();
  }

  private void findings(Html html, EndpointRow row, boolean withCalls) {
    List<Finding> its = EndpointFindings.of(row.endpoint(), backend.conclusions().get());
    if (!its.isEmpty()) {
      html.markup("<section><h2>Findings that concern it</h2>");
      new FindingList(html, backend.config().get(), "../", withCalls).add(its);
      html.markup("</section>");
    }
  }

  private static void directions(Html html, EndpointRow row) {
    html.markup("<section><h2>Now</h2>");
    if (row.figures().isEmpty()) {
      html.markup("<p class=\"none\">It is not in a call.</p></section>");
      return;
    }
    html.markup("<table><caption class=\"hidden\">Its last interval</caption>")
        .heading("Direction", "MOS", "MOS-CQ", "Costs points of R", "Loss", "Jitter", "Round trip")
        .markup("<tbody>");
    for (EndpointFigures figures : row.figures()) {
      html.markup("<tr>");
      EndpointTable.directionCell(html, figures);
      ScoreCells.mosCell(html, figures.score());
      OptionalDouble mosCq = figures.score().map(of -> of.mosCq()).orElseGet(OptionalDouble::empty);
      html.cell("MOS-CQ", mosCq, "%.2f");
      ScoreCells.costsCell(html, figures.score().map(Score::lostR));
      html.cell("Loss", EndpointTable.loss(figures), "%.1f %%")
          .cell("Jitter", EndpointTable.ms(figures.jitterSeconds()), "%.1f ms")
          .cell("Round trip", EndpointTable.ms(figures.roundTripSeconds()), "%.0f ms")
          .markup("</tr>");
    }
    html.markup("</tbody></table></section>");
  }
}
