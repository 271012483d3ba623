package org.mosexporter.web;

import java.util.OptionalDouble;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.mosexporter.config.Dscp;
import org.mosexporter.quality.Score;
import org.mosexporter.record.Instants;
import org.mosexporter.stream.IntervalSeries;
import org.mosexporter.stream.StreamSummary;
import org.mosexporter.stream.StreamSummary.ObservedAt;
import org.mosexporter.stream.StreamSummary.RtcpSummary;
import org.mosexporter.stream.XrSummary;

/** One direction of a call on its report: what we measured, what its receiver told, each 10 s. */
final class ReportedStream {
  private static final double PERCENT = 100;
  private static final double MS = 1000;

  private final Html html;
  private final StreamSummary stream;

  ReportedStream(Html html, StreamSummary stream) {
    this.html = html;
    this.stream = stream;
  }

  void add() {
    html.markup("<section><h2>")
        .text(stream.source().withPort(stream.sourcePort()))
        .text(" → ")
        .text(stream.destination().withPort(stream.destinationPort()))
        .markup("</h2>");
    Facts facts = new Facts(html);
    facts.add("SSRC", "0x%08x".formatted(stream.ssrc()));
    facts.add("Codec", stream.codec());
    facts.add("Start", Instants.rfc3339(stream.startNs()));
    facts.add("Lasted", Texts.number("%.1f s", stream.durationSeconds()));
    if (stream.packets() > 0) {
      measured(facts);
    }
    stream.rtcp().ifPresent(rtcp -> told(facts, rtcp));
    stream.xr().ifPresent(xr -> told(facts, xr));
    facts.end();
    intervals();
    html.markup("</section>");
  }

  private void measured(Facts facts) {
    facts.add(
        "Packets (measured)",
        stream.packets()
            + " of "
            + stream.expected()
            + " expected, "
            + stream.duplicate()
            + " duplicate, "
            + stream.reordered()
            + " reordered");
    facts.add("Lost (measured)", share(stream.lost()));
    facts.add("Too late for the buffer (model)", share(stream.discarded()));
    facts.add("Jitter, mean (measured)", ms(stream.jitterMeanSeconds()));
    facts.add("Jitter, most (measured)", ms(stream.jitterMaxSeconds()));
    facts.add("Round trip (RTCP)", ms(stream.roundTripSeconds()));
    stream.score().ifPresent(score -> facts.add("Quality (measured)", quality(score)));
    facts.add("DSCP (measured)", dscp());
    for (ObservedAt at : stream.observedAt()) {
      facts.add(
          "Measured at",
          at.name()
              + ": "
              + at.packets()
              + " packets, "
              + at.lost()
              + " lost"
              + (at.own() ? "; the figures above are from there" : ""));
    }
  }

  private static void told(Facts facts, RtcpSummary rtcp) {
    facts.add(
        "Lost (its receiver, RTCP)",
        rtcp.lost()
            + " packets in "
            + rtcp.reports()
            + Texts.number(" reports; %.1f %% in the worst", PERCENT * rtcp.fractionLostMax()));
    facts.add("Jitter (its receiver, RTCP)", ms(rtcp.jitterSeconds()));
    facts.add("Round trip (its receiver, RTCP)", ms(rtcp.roundTripSeconds()));
    rtcp.score().ifPresent(score -> facts.add("Quality (from RTCP)", quality(score)));
  }

  private static void told(Facts facts, XrSummary xr) {
    if (xr.lossFraction().isPresent()) {
      facts.add(
          "Loss (its receiver, extended reports)",
          Texts.number("%.2f %%", PERCENT * xr.lossFraction().getAsDouble()));
    }
    facts.add("Jitter (its receiver, extended reports)", ms(xr.jitterSeconds()));
    facts.add("Round trip (its receiver, extended reports)", ms(xr.roundTripSeconds()));
    xr.score().ifPresent(score -> facts.add("Quality (from extended reports)", quality(score)));
  }

  private String share(long some) {
    return stream.expected() <= 0
        ? ""
        : some + Texts.number(" packets, %.2f %%", PERCENT * some / stream.expected());
  }

  private static String ms(OptionalDouble seconds) {
    return seconds.isEmpty() ? "" : Texts.number("%.1f ms", MS * seconds.getAsDouble());
  }

  private static String quality(Score score) {
    return Texts.number("MOS-LQ %.2f, ", score.mosLq()) + score.scale().label();
  }

  private String dscp() {
    StringJoiner seen = new StringJoiner(", ");
    new TreeMap<>(stream.dscp())
        .forEach((point, packets) -> seen.add(Dscp.label(point) + ": " + packets + " packets"));
    return seen.toString();
  }

  private void intervals() {
    if (stream.intervals().isEmpty()) {
      return;
    }
    html.markup("<table>")
        .heading("Start (UTC)", "Length", "Lost", "Jitter", "MOS-LQ")
        .markup("<tbody>");
    for (IntervalSeries.Part part : stream.intervals().parts()) {
      html.markup("<tr>")
          .cell("Start (UTC)", Instants.rfc3339(part.startNs()))
          .cell("Length", Texts.number("%.1f s", part.seconds()))
          .cell("Lost", times(PERCENT, part.lossRatio()), "%.1f %%")
          .cell("Jitter", times(MS, part.jitterSeconds()), "%.1f ms")
          .cell("MOS-LQ", verdict(part))
          .markup("</tr>");
    }
    html.markup("</tbody></table>");
  }

  private static OptionalDouble times(double factor, OptionalDouble value) {
    return value.isEmpty() ? value : OptionalDouble.of(factor * value.getAsDouble());
  }

  private static String verdict(IntervalSeries.Part part) {
    return part.scored()
        .map(score -> Texts.number("%.2f", score.mosLq()))
        .or(() -> part.unscored().map(why -> why.label().replace('_', ' ')))
        .orElse("–");
  }
}
