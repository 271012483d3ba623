package org.mosexporter.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mosexporter.diagnosis.Evidence;
import org.mosexporter.diagnosis.Finding;
import org.mosexporter.diagnosis.FindingText;
import org.mosexporter.record.Instants;

/** Findings for a terminal. */
final class FindingLines {
  static final int WIDTH = 100;

  private static final int DATE_TIME = "2026-07-01T12:00:00".length();

  /** Each with its evidence and what to do about it. */
  static List<String> of(List<Finding> findings) {
    List<String> lines = new ArrayList<>();
    findings.forEach(finding -> add(finding, lines));
    return lines;
  }

  private static void add(Finding of, List<String> lines) {
    String severity = of.severity().label().toUpperCase(Locale.ROOT);
    wrap(
        severity + "  " + FindingText.cause(of.cause()) + ": " + FindingText.scope(of.scope()),
        "",
        "  ",
        lines);
    wrap(
        "%s; since %s UTC; confidence %.0f %%"
            .formatted(
                FindingText.cost(of),
                Instants.rfc3339(of.sinceNs()).substring(0, DATE_TIME).replace('T', ' '),
                100 * of.confidence()),
        "  ",
        "  ",
        lines);
    for (Evidence one : of.evidence()) {
      wrap(FindingText.evidence(one), "  - ", "    ", lines);
    }
    if (!of.fix().isEmpty()) {
      String gain =
          of.gainMos().isPresent()
              ? " (brings the site's calls %s MOS, mean)"
                  .formatted(FindingText.mos(of.gainMos().getAsDouble()))
              : "";
      wrap("To do: " + of.fix() + gain, "  ", "  ", lines);
    }
  }

  /** Breaks a text between words; what moves a terminal's cursor is no part of it. */
  static void wrap(String text, String first, String rest, List<String> lines) {
    StringBuilder line = new StringBuilder(first);
    boolean empty = true;
    for (String word : harmless(text).split(" ", -1)) {
      String left = word;
      if (!empty && line.length() + 1 + left.length() > WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder(rest);
        empty = true;
      }
      while (line.length() + left.length() > WIDTH) {
        int fits = WIDTH - line.length();
        lines.add(line + left.substring(0, fits));
        left = left.substring(fits);
        line = new StringBuilder(rest);
      }
      line.append(empty ? "" : " ").append(left);
      empty = false;
    }
    lines.add(line.toString());
  }

  static String harmless(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}]", "?");
  }

  private FindingLines() {}
}
