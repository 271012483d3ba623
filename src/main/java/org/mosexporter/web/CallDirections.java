package org.mosexporter.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.mosexporter.call.CallSummary;
import org.mosexporter.config.Dscp;
import org.mosexporter.config.IpAddress;
import org.mosexporter.quality.Scale;
import org.mosexporter.quality.Score;
import org.mosexporter.stream.StreamSummary;
import org.mosexporter.stream.Unscored;

/** The directions of a call side by side, a figure a line. */
final class CallDirections {
  private final Html html;
  private final CallSummary call;
  private final int expectedDscp;
  private final List<StreamSummary> streams;

  CallDirections(Html html, CallSummary call, int expectedDscp) {
    this.html = html;
    this.call = call;
    this.expectedDscp = expectedDscp;
    this.streams = CallView.shown(call);
  }

  void add() {
    if (streams.isEmpty()) {
      return;
    }
    html.markup("<section><h2>Directions</h2><div class=\"wide\" tabindex=\"0\" role=\"region\"")
        .markup(" aria-label=\"Directions\"><table class=\"sides\"><thead><tr><td></td>");
    for (StreamSummary stream : streams) {
      html.markup("<th scope=\"col\">");
      end(stream.source());
      html.text(" → ");
      end(stream.destination());
      html.markup("</th>");
    }
    html.markup("</tr></thead><tbody>");
    rows();
    html.markup("</tbody></table></div></section>");
  }

  private void end(IpAddress address) {
    if (CallView.phone(call, address).isPresent()) {
      html.link("../endpoints/" + address, CallView.who(call, address));
    } else {
      html.name(address.toString());
    }
  }

  private void rows() {
    row("MOS-LQ", stream -> mos(stream.score().map(Score::mosLq), stream.scale()));
    row("Worst interval", stream -> mos(boxed(stream.mosLqWorst()), stream.scale()));
    row("MOS-CQ", stream -> number(score(stream, Score::mosCq), "%.2f"));
    row("Costs points of R", stream -> ScoreCells.costs(html, stream.score().map(Score::lostR)));
    row("Lost", stream -> share(stream.lost(), stream.expected()));
    row("Came too late", stream -> share(stream.discarded(), stream.expected()));
    row("Jitter, mean", stream -> number(EndpointTable.ms(stream.jitterMeanSeconds()), "%.1f ms"));
    row("Jitter, most", stream -> number(EndpointTable.ms(stream.jitterMaxSeconds()), "%.1f ms"));
    row("Round trip", stream -> number(EndpointTable.ms(stream.roundTripSeconds()), "%.0f ms"));
    row("DSCP", this::dscp);
    row("Codec", stream -> html.name(stream.codec().isEmpty() ? "unknown" : stream.codec()));
    row("Packets", stream -> html.text(Long.toString(stream.packets())));
    row("Lasted", stream -> html.text(Times.length(stream.durationSeconds())));
    row("Without a score", this::unscored);
    row("Seen at", this::seenAt);
  }

  private void row(String figure, Consumer<StreamSummary> cell) {
    html.markup("<tr><th scope=\"row\">" + figure + "</th>");
    for (StreamSummary stream : streams) {
      html.markup("<td>");
      cell.accept(stream);
      html.markup("</td>");
    }
    html.markup("</tr>");
  }

  private static OptionalDouble score(
      StreamSummary stream, Function<Score, OptionalDouble> figure) {
    return stream.score().map(figure).orElseGet(OptionalDouble::empty);
  }

  private static Optional<Double> boxed(OptionalDouble value) {
    return value.isEmpty() ? Optional.empty() : Optional.of(value.getAsDouble());
  }

  private void mos(Optional<Double> mos, Optional<Scale> scale) {
    mos.ifPresentOrElse(value -> ScoreCells.mos(html, value, scale), () -> html.text("–"));
  }

  private void number(OptionalDouble value, String format) {
    html.text(value.isEmpty() ? "–" : Texts.number(format, value.getAsDouble()));
  }

  private void share(long some, long all) {
    html.text(all <= 0 ? "–" : some + " of " + all + Texts.number(", %.2f %%", 100.0 * some / all));
  }

  /** Most seen first, and what was expected where that is another. */
  private void dscp(StreamSummary stream) {
    if (stream.dscp().isEmpty()) {
      html.text("–");
      return;
    }
    StringJoiner seen = new StringJoiner(", ");
    stream.dscp().entrySet().stream()
        .sorted(Map.Entry.<Integer, Long>comparingByValue().reversed())
        .forEach(one -> seen.add(Dscp.label(one.getKey()) + " " + one.getValue()));
    html.text(seen.toString());
    if (!stream.dscp().keySet().equals(Set.of(expectedDscp))) {
      html.markup(" <b class=\"odd\">expected ").text(Dscp.label(expectedDscp)).markup("</b>");
    }
  }

  private void unscored(StreamSummary stream) {
    StringJoiner reasons = new StringJoiner(", ");
    for (Map.Entry<Unscored, Double> one : new TreeMap<>(stream.unscoredSeconds()).entrySet()) {
      reasons.add(CallView.words(one.getKey()) + " " + Times.length(one.getValue()));
    }
    html.text(reasons.length() == 0 ? "–" : reasons.toString());
  }

  private void seenAt(StreamSummary stream) {
    StringJoiner places = new StringJoiner("; ");
    for (StreamSummary.ObservedAt at : stream.observedAt()) {
      places.add(at.name() + ": " + at.packets() + " packets, " + at.lost() + " lost");
    }
    html.text(places.length() == 0 ? "–" : places.toString());
  }
}
