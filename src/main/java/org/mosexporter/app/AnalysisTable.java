package org.mosexporter.app;

import static java.util.stream.Collectors.joining;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.HalfMirrorText;
import org.mosexporter.call.PacketKind;
import org.mosexporter.config.Dscp;
import org.mosexporter.quality.Score;
import org.mosexporter.record.Analysis;
import org.mosexporter.record.Instants;
import org.mosexporter.stream.StreamSummary;

/** The result of {@code analyze} for people. */
final class AnalysisTable {
  static final List<String> STREAM_COLUMNS =
      List.of(
          "source",
          "destination",
          "ssrc",
          "codec",
          "start",
          "seconds",
          "packets",
          "lost",
          "lost %",
          "discarded",
          "reordered",
          "jitter ms",
          "max",
          "dscp",
          "RTT ms",
          "MOS-LQ",
          "worst",
          "MOS-CQ",
          "unscored");

  private static final List<String> CALL_COLUMNS =
      List.of("call-id", "from", "to", "start", "result", "streams", "heard nothing");

  static void write(Analysis analysis, PrintWriter out) {
    Map<PacketKind, Long> packets = analysis.counters().packets();
    out.printf(
        "%d packets: %d RTP, %d RTCP, %d SIP, %d malformed, %d other%n",
        packets.getOrDefault(PacketKind.READ, 0L),
        packets.getOrDefault(PacketKind.RTP, 0L),
        packets.getOrDefault(PacketKind.RTCP, 0L),
        packets.getOrDefault(PacketKind.SIP, 0L),
        packets.getOrDefault(PacketKind.MALFORMED, 0L),
        packets.getOrDefault(PacketKind.OTHER, 0L));
    new TreeMap<>(analysis.counters().halfMirrors())
        .forEach(
            (place, half) -> {
              if (half) {
                out.println(HalfMirrorText.of(place));
              }
            });
    Analysis.LeftOut leftOut = analysis.leftOut();
    out.printf("%n%d streams%s%n", analysis.streams().size(), besides(leftOut.streams()));
    print(STREAM_COLUMNS, analysis.streams(), AnalysisTable::row, out);
    out.printf("%n%d calls%s%n", analysis.calls().size(), besides(leftOut.calls()));
    print(CALL_COLUMNS, analysis.calls(), AnalysisTable::row, out);
    if (!analysis.findings().isEmpty()) {
      out.printf("%nFindings, worst first%n");
      FindingLines.of(analysis.findings()).forEach(out::println);
    }
  }

  private static String besides(long leftOut) {
    return leftOut == 0 ? "" : ", and " + leftOut + " of fewer packets, left out for want of room";
  }

  static List<String> row(StreamSummary stream) {
    double lostPercent = stream.expected() == 0 ? 0 : 100.0 * stream.lost() / stream.expected();
    return List.of(
        stream.source().withPort(stream.sourcePort()),
        stream.destination().withPort(stream.destinationPort()),
        String.format("0x%08x", stream.ssrc()),
        stream.codec().isEmpty() ? "pt " + stream.payloadType() : stream.codec(),
        Instants.rfc3339(stream.startNs()),
        number(stream.durationSeconds(), 1),
        Long.toString(stream.packets()),
        Long.toString(stream.lost()),
        number(lostPercent, 2),
        Long.toString(stream.discarded()),
        Long.toString(stream.reordered()),
        milliseconds(stream.jitterMeanSeconds()),
        milliseconds(stream.jitterMaxSeconds()),
        stream.dscp().keySet().stream().sorted().map(Dscp::label).collect(joining("+")),
        milliseconds(stream.roundTripSeconds()),
        stream.score().map(score -> number(score.mosLq(), 2)).orElse("-"),
        number(stream.mosLqWorst(), 2),
        stream.score().map(Score::mosCq).map(mos -> number(mos, 2)).orElse("-"),
        new TreeMap<>(stream.unscoredSeconds())
            .entrySet().stream()
                .map(e -> e.getKey().label() + " " + number(e.getValue(), 1) + " s")
                .collect(joining(", ")));
  }

  private static List<String> row(CallSummary call) {
    return List.of(
        call.callId().isEmpty() ? "-" : call.callId(),
        call.from(),
        call.to(),
        call.startNs().isPresent() ? Instants.rfc3339(call.startNs().getAsLong()) : "-",
        call.result().label(),
        Integer.toString(call.streams().size()),
        call.oneWay().stream()
            .map(stretch -> stretch.listener() + " for " + number(stretch.seconds(), 1) + " s")
            .collect(joining(", ")));
  }

  /** Writes each row twice, first to see how wide it is: together they may be large. */
  private static <T> void print(
      List<String> columns, List<T> values, Function<T, List<String>> row, PrintWriter out) {
    int[] widths = new int[columns.size()];
    widen(widths, columns);
    values.forEach(value -> widen(widths, row.apply(value)));
    out.println(line(widths, columns));
    values.forEach(value -> out.println(line(widths, row.apply(value))));
  }

  private static void widen(int[] widths, List<String> row) {
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], row.get(i).length());
    }
  }

  private static String line(int[] widths, List<String> row) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
    }
    return line.toString().stripTrailing();
  }

  private static String milliseconds(OptionalDouble seconds) {
    return seconds.isPresent() ? number(seconds.getAsDouble() * 1000, 2) : "-";
  }

  private static String number(OptionalDouble value, int digits) {
    return value.isPresent() ? number(value.getAsDouble(), digits) : "-";
  }

  private static String number(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  private AnalysisTable() {}
}
