package org.mosexporter.app;

import static java.util.stream.Collectors.joining;

import java.io.PrintWriter;
import java.util.List;
import org.mosexporter.record.Analysis;

/** The streams of {@code analyze} as CSV (RFC 4180), one line each. */
final class AnalysisCsv {
  static void write(Analysis analysis, PrintWriter out) {
    line(AnalysisTable.STREAM_COLUMNS, out);
    analysis.streams().forEach(stream -> line(AnalysisTable.row(stream), out));
  }

  private static void line(List<String> fields, PrintWriter out) {
    out.print(fields.stream().map(AnalysisCsv::field).collect(joining(",")) + "\r\n");
  }

  private static String field(String text) {
    String unknown = text.equals("-") ? "" : text;
    return unknown.matches("[\\w .:/@%+\\[\\]-]*")
        ? unknown
        : '"' + unknown.replace("\"", "\"\"") + '"';
  }

  private AnalysisCsv() {}
}
