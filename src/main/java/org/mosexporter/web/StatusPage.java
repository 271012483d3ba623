package org.mosexporter.web;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.EndpointFigures;
import org.mosexporter.call.TrackerCounters;
import org.mosexporter.config.Config;
import org.mosexporter.quality.Band;
import org.mosexporter.quality.Score;

/** The page at /: phones, routers and inputs; what /metrics shows, for people. */
final class StatusPage {
  static final String PATH = "/";

  private static final List<String> PARAMETERS = List.of("q", "sort");
  private static final Duration AT_LEAST_SHOWN = Duration.ofMinutes(2);
  private static final int SOME_CALLS = 10;

  private final Backend backend;
  private final PageFrame frame;
  private final CallSearch calls;

  StatusPage(Backend backend, PageFrame frame, CallSearch calls) {
    this.backend = backend;
    this.frame = frame;
    this.calls = calls;
  }

  Reply answer(Ask ask) {
    Parameters wanted = Parameters.of(ask, PARAMETERS);
    String words = wanted.text("q").orElse("");
    EndpointOrder.Wanted order = EndpointOrder.Wanted.of(wanted.text("sort").orElse(""));
    boolean withCalls = Access.mayRead(ask);
    return frame.of(
        "Phones", PageFrame.Place.PHONES, "", html -> main(html, words, order, withCalls));
  }

  /** What there is of each phone that is fresh enough to be shown. */
  static List<EndpointRow> rows(Backend backend) {
    Config config = backend.config().get();
    long shownNs = Math.max(AT_LEAST_SHOWN.toNanos(), 2 * config.quality().interval().toNanos());
    return EndpointRow.of(backend.tracker(), nowNs(backend) - shownNs, config.privacy().users());
  }

  private static long nowNs(Backend backend) {
    Instant now = backend.clock().instant();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }

  private void main(Html html, String words, EndpointOrder.Wanted order, boolean withCalls) {
    TrackerCounters counters = backend.tracker().counters();
    List<EndpointRow> all = rows(backend);
    html.markup("<h1>How the phones of ").name(backend.config().get().site()).markup(" sound</h1>");
    ConclusionsSection concluded =
        new ConclusionsSection(html, backend.config().get(), backend.conclusions().get());
    MirrorNotices.add(html, counters);
    concluded.warning();
    FirstStepsSection.add(html, backend.firstSteps().get());
    if (all.isEmpty()) {
      html.markup("<p class=\"none\">No phone has been heard yet. Calls show up here some ten")
          .markup(" seconds after their first packet.</p>");
    } else {
      verdict(html, all);
      tally(html, all);
      find(html, words, order);
      List<EndpointRow> found = all.stream().filter(row -> row.matches(words)).toList();
      html.markup("<p class=\"count\" role=\"status\">")
          .text(found.size() == all.size() ? "" : found.size() + " of " + all.size() + " phones")
          .markup("</p>");
      new EndpointTable(html, backend.config().get().quality().expectedDscp())
          .add(order.sorted(found), order);
    }
    concluded.findings(withCalls);
    if (withCalls) {
      latestCalls(html, counters);
    }
    concluded.whatWouldHelp();
    concluded.whereQualityIsLost();
    RoutersSection.add(html, backend.routers().get());
    new ReporterTable(html, nowNs(backend)).add(backend.tracker(), backend.reporters().get());
    new InputsSection(html).add(backend.self(), counters);
  }

  /** The phone to look at first. */
  private static void verdict(Html html, List<EndpointRow> all) {
    EndpointRow worst = EndpointOrder.Wanted.WORST_FIRST.sorted(all).getFirst();
    if (worst.worse().isEmpty()) {
      html.markup(
          "<p class=\"verdict\">No phone has a score now: it takes ten seconds of speech.</p>");
      return;
    }
    EndpointFigures figures = worst.worse().get();
    Score score = figures.score().orElseThrow();
    String address = worst.endpoint().address().toString();
    html.markup("<p class=\"verdict " + worst.band() + "\">Worst now: ")
        .link(EndpointPage.PATH.substring(1) + address, Texts.phone(worst.endpoint()))
        .text(" " + EndpointTable.direction(figures.direction()) + " with MOS ");
    ScoreCells.mos(html, score.mosLq(), Optional.of(score.scale()));
    ScoreCells.worstCause(score.lostR())
        .ifPresent(cause -> html.text("; most costs " + cause + " points of R"));
    html.markup(".</p>");
  }

  /** How many phones are in each band; each leads to them. */
  private static void tally(Html html, List<EndpointRow> all) {
    html.markup("<ul class=\"tally\" aria-label=\"Phones by the band of their worse direction\">");
    Map<String, Long> counts = new HashMap<>();
    all.forEach(row -> counts.merge(row.band(), 1L, Long::sum));
    for (Band band : List.of(Band.values()).reversed()) {
      tally(html, band.label(), counts.getOrDefault(band.label(), 0L));
    }
    for (String without : List.of(EndpointRow.UNSCORED, EndpointRow.SILENT)) {
      long count = counts.getOrDefault(without, 0L);
      if (count > 0) {
        tally(html, without, count);
      }
    }
    html.markup("</ul>");
  }

  private static void tally(Html html, String band, long count) {
    html.markup("<li class=\"" + band + "\"><a href=\"?q=" + band + "\"><b>")
        .text(Long.toString(count))
        .markup("</b> " + band + "</a></li>");
  }

  private static void find(Html html, String words, EndpointOrder.Wanted order) {
    html.markup("<form id=\"" + EndpointTable.FORM + "\" class=\"find\" role=\"search\">")
        .markup("<label for=\"q\">Find a phone</label> <input id=\"q\" name=\"q\" type=\"search\"")
        .markup(" placeholder=\"user, address, model, port, band\" value=\"")
        .text(words)
        .markup("\"> <button name=\"sort\" value=\"" + order.text() + "\">Find</button></form>");
  }

  private void latestCalls(Html html, TrackerCounters counters) {
    long active = counters.callsActive().values().stream().mapToLong(Long::longValue).sum();
    Config config = backend.config().get();
    CallTable table = new CallTable(html, config, "calls/");
    html.markup("<section><h2>Calls</h2><p>")
        .text(active + (active == 1 ? " call is" : " calls are") + " in progress. ")
        .markup("<a href=\"calls\">All calls, and search</a></p>");
    List<CallSummary> live = calls.inProgress(SOME_CALLS).orElse(List.of());
    if (!live.isEmpty()) {
      html.markup("<h3>In progress, the worst first</h3>");
      table.add("Calls in progress", CallView.worstFirst(live, config));
    }
    html.markup("<h3>The latest that are over</h3>");
    table.add("Latest calls", calls.find(CallSearch.Wanted.ALL, SOME_CALLS).calls());
    html.markup("</section>");
  }
}
