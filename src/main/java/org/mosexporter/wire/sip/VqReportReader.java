package org.mosexporter.wire.sip;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mosexporter.wire.sip.VqReport.Alert;
import org.mosexporter.wire.sip.VqReport.End;
import org.mosexporter.wire.sip.VqReport.Kind;

/**
 * Reads a voice quality report (RFC 6035 §4.6) as phones really write it.
 *
 * <p>Lines may be folded with or without a blank; a line's name ends at the first colon or equals
 * sign and its case does not count; lines of the session may stand among those of the metrics;
 * tokens are found by their names, for not all phones put blanks between them.
 */
public final class VqReportReader {
  private static final int MAX_LINES = 256;
  private static final int MAX_LINE_CHARS = 2048;
  private static final int MAX_EXTENSIONS = 16;

  private static final Pattern FIRST_LINE =
      Pattern.compile("(?i)VQ(Session|Interval|Alert)Report\\s*:?\\s*(.*)");

  private static final Pattern ALERT =
      Pattern.compile("(?i)(?<![A-Z])(Type|Severity|Dir)\\s*=\\s*(\\S*)");

  private static final Set<String> METRIC_LINES =
      Set.of(
          "timestamps",
          "sessiondesc",
          "jitterbuffer",
          "packetloss",
          "burstgaploss",
          "delay",
          "signal",
          "qualityest");

  private final Map<String, String> session = new HashMap<>();
  private final Map<String, String> alert = new HashMap<>();
  private final Map<String, String> extensions = new HashMap<>();
  private final VqMetricsBuilder local = new VqMetricsBuilder();
  private final VqMetricsBuilder remote = new VqMetricsBuilder();
  private VqMetricsBuilder metrics = local;

  private VqReportReader() {}

  /** The report in a body; empty when it does not begin as one. */
  public static Optional<VqReport> read(String body) {
    List<String> lines = lines(body);
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    Matcher first = FIRST_LINE.matcher(lines.getFirst());
    if (!first.matches()) {
      return Optional.empty();
    }
    Kind kind = Kind.valueOf(first.group(1).toUpperCase(Locale.ROOT));
    boolean last = first.group(2).toLowerCase(Locale.ROOT).contains("callterm");
    VqReportReader reader = new VqReportReader();
    reader.alert(first.group(2));
    lines.subList(1, lines.size()).forEach(reader::line);
    return Optional.of(reader.report(kind, last));
  }

  private static List<String> lines(String body) {
    List<String> lines = new ArrayList<>();
    Lines.forEach(
        body,
        line -> {
          if (Lines.isFolded(line) && !lines.isEmpty()) {
            unfold(lines, line);
          } else if (!line.isBlank() && lines.size() < MAX_LINES) {
            lines.add(Texts.clean(line, MAX_LINE_CHARS));
          }
        });
    return lines;
  }

  private static void unfold(List<String> lines, String line) {
    String before = lines.getLast();
    if (before.length() < MAX_LINE_CHARS) {
      lines.set(lines.size() - 1, Texts.clean(before + " " + line.strip(), MAX_LINE_CHARS));
    }
  }

  private void line(String line) {
    int end = nameEnd(line);
    String name = line.substring(0, end).strip().toLowerCase(Locale.ROOT);
    String value = end < line.length() ? line.substring(end + 1).strip() : "";
    switch (name) {
      case "localmetrics", "metrics" -> metrics = local;
      case "remotemetrics" -> metrics = remote;
      case "callid", "origid", "localgroup", "remotegroup", "localaddr", "remoteaddr", "dialogid" ->
          session.put(name, value);
      case "localid", "fromid" -> session.put("localid", value);
      case "remoteid", "toid" -> session.put("remoteid", value);
      case "localmac", "remotemac" -> session.put(name, value);
      case "type", "severity", "dir" -> alert(line);
      default -> otherLine(name, line, value);
    }
  }

  private void otherLine(String name, String line, String value) {
    if (METRIC_LINES.contains(name)) {
      tokens(value);
    } else if (VqMetric.named(name).isPresent()) {
      tokens(line); // the rest of the line before, folded without a blank
    } else if (extensions.size() < MAX_EXTENSIONS && !name.isEmpty()) {
      extensions.put(Texts.bounded(name), Texts.bounded(value));
    }
  }

  private static int nameEnd(String line) {
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) == ':' || line.charAt(i) == '=') {
        return i;
      }
    }
    return line.length();
  }

  private void tokens(String text) {
    VqTokens.read(text, (name, value) -> metrics.put(name, Texts.bounded(value.replace("\"", ""))));
  }

  private void alert(String text) {
    Matcher parameter = ALERT.matcher(text);
    while (parameter.find()) {
      alert.put(parameter.group(1).toLowerCase(Locale.ROOT), Texts.bounded(parameter.group(2)));
    }
  }

  private VqReport report(Kind kind, boolean last) {
    return new VqReport(
        kind,
        last,
        alert.isEmpty()
            ? Optional.empty()
            : Optional.of(new Alert(alert("type", ""), alert("severity", ""), alert("dir", ""))),
        callId(),
        user("localid"),
        user("remoteid"),
        user("origid"),
        end("localaddr", "localmac"),
        end("remoteaddr", "remotemac"),
        text("localgroup"),
        text("remotegroup"),
        local.metrics(),
        remote.metricsIfAny(),
        extensions,
        local.invalid() + remote.invalid());
  }

  private String alert(String name, String otherwise) {
    return alert.getOrDefault(name, otherwise);
  }

  private String text(String name) {
    return Texts.bounded(session.getOrDefault(name, ""));
  }

  private String user(String name) {
    return NameAddress.parse(text(name)).user();
  }

  private String callId() {
    String dialog = text("dialogid");
    String callId = text("callid");
    return callId.isEmpty() ? dialog.split(";", 2)[0].strip() : callId;
  }

  private End end(String address, String mac) {
    return VqEnd.read(session.getOrDefault(address, ""), text(mac));
  }
}
