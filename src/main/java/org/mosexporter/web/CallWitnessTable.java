package org.mosexporter.web;

import java.util.Optional;
import java.util.OptionalDouble;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.PhoneFigure;
import org.mosexporter.call.PhoneVerdict;
import org.mosexporter.quality.Scale;
import org.mosexporter.quality.Score;
import org.mosexporter.stream.StreamSummary;
import org.mosexporter.stream.XrSummary;

/** Of each direction of a call what each witness says of it, one below the other. */
final class CallWitnessTable {
  private static final double PERCENT = 100;

  private final Html html;
  private final CallSummary call;

  /** What one says; a score of ours, or an opinion of its own. */
  private record Testimony(
      String by,
      OptionalDouble mosLq,
      OptionalDouble mosCq,
      OptionalDouble lossRatio,
      OptionalDouble jitterSeconds,
      OptionalDouble roundTripSeconds) {}

  CallWitnessTable(Html html, CallSummary call) {
    this.html = html;
    this.call = call;
  }

  void add() {
    html.markup("<section><h2>Who says what</h2><table><caption class=\"hidden\">Witnesses")
        .markup("</caption>")
        .heading("Direction", "Told by", "MOS-LQ", "MOS-CQ", "Loss", "Jitter", "Round trip")
        .markup("<tbody>");
    for (StreamSummary stream : CallView.shown(call)) {
      add(stream);
    }
    for (PhoneVerdict verdict : call.phone()) {
      if (call.streamOf(verdict).isEmpty()) {
        row("a stream that was not seen", verdict(verdict), verdict.scale());
      }
    }
    html.markup("</tbody></table></section>");
  }

  private void add(StreamSummary stream) {
    String direction = CallView.direction(call, stream);
    if (stream.packets() > 0) {
      row(direction, measured(stream), stream.scale());
    }
    stream.rtcp().ifPresent(rtcp -> row(direction, rtcp(stream, rtcp), stream.scale()));
    stream.xr().ifPresent(xr -> row(direction, xr(xr), stream.scale()));
    for (PhoneVerdict verdict : call.phone()) {
      if (call.streamOf(verdict).filter(stream::equals).isPresent()) {
        row(direction, verdict(verdict), verdict.scale());
      }
    }
  }

  private void row(String direction, Testimony of, Optional<Scale> scale) {
    html.markup("<tr><td data-label=\"Direction\">")
        .name(direction)
        .markup("</td><th scope=\"row\" data-label=\"Told by\">")
        .name(of.by)
        .markup("</th><td data-label=\"MOS-LQ\">");
    of.mosLq.ifPresentOrElse(mos -> ScoreCells.mos(html, mos, scale), () -> html.text("–"));
    html.markup("</td>")
        .cell("MOS-CQ", of.mosCq, "%.2f")
        .cell("Loss", percent(of.lossRatio), "%.2f %%")
        .cell("Jitter", EndpointTable.ms(of.jitterSeconds), "%.1f ms")
        .cell("Round trip", EndpointTable.ms(of.roundTripSeconds), "%.0f ms")
        .markup("</tr>");
  }

  private static OptionalDouble percent(OptionalDouble ratio) {
    return ratio.isEmpty() ? ratio : OptionalDouble.of(PERCENT * ratio.getAsDouble());
  }

  private static Testimony measured(StreamSummary stream) {
    return new Testimony(
        "us, from its packets",
        mosLq(stream.score()),
        mosCq(stream.score()),
        ratio(stream.lost(), stream.expected()),
        stream.jitterMeanSeconds(),
        stream.roundTripSeconds());
  }

  private static Testimony rtcp(StreamSummary stream, StreamSummary.RtcpSummary rtcp) {
    return new Testimony(
        "its receiver by RTCP, " + rtcp.reports() + " reports",
        mosLq(rtcp.score()),
        mosCq(rtcp.score()),
        ratio(rtcp.lost(), stream.expected()),
        rtcp.jitterSeconds(),
        rtcp.roundTripSeconds());
  }

  private static Testimony xr(XrSummary xr) {
    return new Testimony(
        "its receiver by extended reports, " + xr.reports(),
        mosLq(xr.score()),
        mosCq(xr.score()),
        xr.lossFraction(),
        xr.jitterSeconds(),
        xr.roundTripSeconds());
  }

  private static Testimony verdict(PhoneVerdict verdict) {
    return new Testimony(
        verdict.reporter()
            + (verdict.relayed() ? " for its peer, " : " itself, ")
            + verdict.origin(),
        verdict.figure(PhoneFigure.MOS_LQ),
        verdict.figure(PhoneFigure.MOS_CQ),
        verdict.figure(PhoneFigure.LOSS_RATIO),
        verdict.figure(PhoneFigure.JITTER_SECONDS),
        verdict.figure(PhoneFigure.ROUND_TRIP_SECONDS));
  }

  private static OptionalDouble mosLq(Optional<Score> score) {
    return score.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(score.get().mosLq());
  }

  private static OptionalDouble mosCq(Optional<Score> score) {
    return score.map(Score::mosCq).orElseGet(OptionalDouble::empty);
  }

  private static OptionalDouble ratio(long some, long all) {
    return all <= 0 ? OptionalDouble.empty() : OptionalDouble.of((double) some / all);
  }
}
