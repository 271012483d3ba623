package org.mosexporter.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.EndpointInfo;
import org.mosexporter.config.IpAddress;
import org.mosexporter.diagnosis.Conclusions;
import org.mosexporter.diagnosis.EndpointFindings;
import org.mosexporter.diagnosis.Finding;
import org.mosexporter.quality.Score;
import org.mosexporter.record.Instants;
import org.mosexporter.stream.StreamSummary;
import org.mosexporter.stream.StreamSummary.RtcpSummary;
import org.mosexporter.stream.XrSummary;

/** One phone for a terminal: how its last calls were heard, what cost them, and its findings. */
final class EndpointExplanation {
  private final IpAddress address;
  private final List<CallSummary> calls;
  private final Conclusions concluded;
  private final List<String> lines = new ArrayList<>();

  /**
   * Of a phone.
   *
   * @param calls its last, latest first
   */
  EndpointExplanation(IpAddress address, List<CallSummary> calls, Conclusions concluded) {
    this.address = address;
    this.calls = List.copyOf(calls);
    this.concluded = concluded;
  }

  /**
   * At most {@link FindingLines#WIDTH} columns wide.
   *
   * @param phones who is at the address, by site; none when nobody is known now
   */
  List<String> lines(List<EndpointInfo> phones) {
    phones.forEach(this::phone);
    if (phones.isEmpty()) {
      add("Phone " + address + ", which is not known now", "");
    }
    lastCalls();
    SiteLines site = new SiteLines(lines);
    List<Finding> its =
        phones.stream()
            .flatMap(phone -> EndpointFindings.of(phone, concluded).stream())
            .distinct()
            .toList();
    site.findings(its, "was concluded last");
    site.whatWouldHelp(concluded.whatIf());
    return lines;
  }

  private void phone(EndpointInfo of) {
    List<String> facts = new ArrayList<>();
    for (String fact : List.of(of.user(), of.vendor() + " " + of.model() + " " + of.firmware())) {
      if (!fact.isBlank()) {
        facts.add(fact.strip());
      }
    }
    facts.add("network " + of.network() + ", " + of.access().name().toLowerCase(Locale.ROOT));
    facts.add("site " + of.site());
    if (!of.switchName().isEmpty()) {
      facts.add("port " + of.switchName() + "/" + of.port());
    }
    add("Phone " + address + ": " + String.join(", ", facts), "");
  }

  private void lastCalls() {
    lines.add("");
    if (calls.isEmpty()) {
      lines.add("No call of it is kept.");
      return;
    }
    CallSummary first = calls.getLast();
    lines.add(
        "Its last %d calls, since %sZ"
            .formatted(
                calls.size(),
                Instants.rfc3339(first.startNs().orElse(first.firstNs())).substring(0, 19)));
    Map<String, List<Score>> byDirection = new TreeMap<>();
    calls.stream()
        .flatMap(call -> call.streams().stream())
        .forEach(stream -> sort(stream, byDirection));
    byDirection.forEach(this::sums);
    if (byDirection.isEmpty()) {
      lines.add("  Nothing of them has a score.");
    }
  }

  /** By who is nearest to the ear: what was seen here of speech that goes on is not heard yet. */
  private void sort(StreamSummary stream, Map<String, List<Score>> byDirection) {
    boolean hears = stream.destination().equals(address);
    if (!hears && !stream.source().equals(address)) {
      return;
    }
    stream
        .xr()
        .flatMap(XrSummary::score)
        .or(() -> stream.rtcp().flatMap(RtcpSummary::score))
        .ifPresentOrElse(
            told -> add(hears ? "hears" : "is heard", told, byDirection),
            () ->
                stream
                    .score()
                    .ifPresent(
                        seen ->
                            add(hears ? "hears" : "is heard as far as here", seen, byDirection)));
  }

  private static void add(String direction, Score score, Map<String, List<Score>> to) {
    to.computeIfAbsent(direction + ", " + score.scale().label(), _ -> new ArrayList<>()).add(score);
  }

  private void sums(String direction, List<Score> scores) {
    double mosLq = mean(scores.stream().mapToDouble(Score::mosLq).toArray());
    double worst = scores.stream().mapToDouble(Score::mosLq).min().orElse(mosLq);
    double[] delays =
        scores.stream().flatMapToDouble(one -> one.lostR().delay().stream()).toArray();
    Score.LostR lost =
        new Score.LostR(
            mean(scores.stream().mapToDouble(one -> one.lostR().codec()).toArray()),
            mean(scores.stream().mapToDouble(one -> one.lostR().loss()).toArray()),
            mean(scores.stream().mapToDouble(one -> one.lostR().discard()).toArray()),
            delays.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(mean(delays)));
    add(
        "%s: %d streams, MOS %s, worst %s; %s"
            .formatted(
                direction,
                scores.size(),
                ScoreText.number(mosLq, 2),
                ScoreText.number(worst, 2),
                ScoreText.lost(lost)),
        "  ");
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private void add(String text, String indent) {
    FindingLines.wrap(text, indent, indent + "  ", lines);
  }
}
