package org.mosexporter.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.EndpointInfo;
import org.mosexporter.call.PhoneFigure;
import org.mosexporter.call.PhoneVerdict;
import org.mosexporter.config.IpAddress;
import org.mosexporter.diagnosis.CallFact;
import org.mosexporter.diagnosis.Conclusions;
import org.mosexporter.diagnosis.Finding;
import org.mosexporter.diagnosis.PathSplit;
import org.mosexporter.quality.Score;
import org.mosexporter.record.Instants;
import org.mosexporter.stream.StreamSummary;

/** One call for a terminal: both directions, what was lost where, why, and what would help. */
final class CallExplanation {
  private final CallSummary call;
  private final List<String> lines = new ArrayList<>();

  private CallExplanation(CallSummary call) {
    this.call = call;
  }

  /** At most {@link FindingLines#WIDTH} columns wide. */
  static List<String> lines(CallSummary call, Conclusions concluded) {
    CallExplanation explanation = new CallExplanation(call);
    explanation.head();
    call.streams().forEach(explanation::direction);
    call.phone().forEach(explanation::phone);
    SiteLines site = new SiteLines(explanation.lines);
    site.findings(Finding.of(call), call.revision() > 0 ? "it ended" : "was concluded last");
    site.whatWouldHelp(concluded.whatIf());
    return explanation.lines;
  }

  private void head() {
    add("Call " + call.id() + " of " + known(call.from()) + " to " + known(call.to()), "");
    List<String> facts = new ArrayList<>();
    facts.add(Instants.rfc3339(call.startNs().orElse(call.firstNs())).substring(0, 19) + "Z");
    OptionalDouble talk = CallFact.talkSeconds(call);
    talk.ifPresent(seconds -> facts.add(ScoreText.number(seconds, 0) + " s"));
    facts.add(call.result().label().replace('_', ' '));
    facts.add("site " + known(call.site()));
    if (!call.trunk().isEmpty()) {
      facts.add("trunk " + call.trunk());
    }
    if (!call.callId().isEmpty()) {
      facts.add("Call-ID " + call.callId());
    }
    add(String.join(", ", facts), "  ");
    for (CallSummary.OneWay stretch : call.oneWay()) {
      add(
          who(stretch.listener())
              + " heard nothing of "
              + who(stretch.speaker())
              + " for "
              + ScoreText.number(stretch.seconds(), 1)
              + " s",
          "  ");
    }
  }

  private static String known(String name) {
    return name.isEmpty() ? "unknown" : name;
  }

  private String who(IpAddress address) {
    return call.endpoints().stream()
        .filter(phone -> phone.address().equals(address))
        .findFirst()
        .map(phone -> address + " (" + name(phone) + ")")
        .orElse(address.toString());
  }

  private static String name(EndpointInfo phone) {
    String name = (phone.user() + " " + phone.model()).strip();
    return name.isEmpty() ? "ours" : name;
  }

  private void direction(StreamSummary stream) {
    lines.add("");
    add(
        who(stream.source())
            + " to "
            + who(stream.destination())
            + ", "
            + (stream.codec().isEmpty() ? "unknown codec" : stream.codec()),
        "");
    stream.score().ifPresent(score -> score("seen here", score, stream.mosLqWorst()));
    stream
        .rtcp()
        .ifPresent(
            told ->
                told.score()
                    .ifPresent(score -> score("its receiver, RTCP", score, told.mosLqWorst())));
    stream
        .xr()
        .flatMap(told -> told.score())
        .ifPresent(score -> score("its receiver, XR", score, OptionalDouble.empty()));
    PathSplit.of(stream)
        .ifPresent(
            split ->
                add(
                    "of loss and discard, before the capture point %s points of R, behind it %s"
                        .formatted(
                            ScoreText.number(split.beforeR(), 1),
                            ScoreText.number(split.behindR(), 1)),
                    "  "));
    Map<String, Double> unscored = new TreeMap<>();
    stream.unscoredSeconds().forEach((why, seconds) -> unscored.put(why.label(), seconds));
    unscored.forEach(
        (why, seconds) ->
            add("without a score: " + why + " " + ScoreText.number(seconds, 1) + " s", "  "));
  }

  private void score(String who, Score of, OptionalDouble worst) {
    add(
        who
            + ": "
            + ScoreText.mos(of.mosLq(), of.scale(), "worst interval", worst)
            + "; "
            + ScoreText.lost(of.lostR()),
        "  ");
  }

  private void phone(PhoneVerdict verdict) {
    OptionalDouble mosLq = verdict.figure(PhoneFigure.MOS_LQ);
    if (mosLq.isPresent()) {
      lines.add("");
      String scale = verdict.scale().map(one -> " " + one.label()).orElse("");
      add(
          who(verdict.reporter())
              + " itself says, by "
              + verdict.origin()
              + ": MOS "
              + ScoreText.number(mosLq.getAsDouble(), 2)
              + scale,
          "");
    }
  }

  private void add(String text, String indent) {
    FindingLines.wrap(text, indent, indent + "  ", lines);
  }
}
