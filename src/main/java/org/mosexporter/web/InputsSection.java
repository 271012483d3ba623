package org.mosexporter.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.mosexporter.call.PacketKind;
import org.mosexporter.call.TrackerCounters;
import org.mosexporter.metrics.Family;
import org.mosexporter.metrics.SelfFamilies;
import org.mosexporter.metrics.SelfSource;

/**
 * Inputs, and what they could not decode: first what went wrong, then, for who wants to know, all
 * figures of the self metrics with their help.
 */
final class InputsSection {
  private static final double MAX_EXACT = 9.0e15;

  /** Of these anything but 0 is trouble. */
  private static final Set<Family> TROUBLE =
      Set.of(
          SelfFamilies.CAPTURE_DROPPED,
          SelfFamilies.CAPTURE_FREEZES,
          SelfFamilies.CAPTURE_TRUNCATED,
          SelfFamilies.CAPTURE_OFFLOAD,
          SelfFamilies.RECEIVER_FAILED,
          SelfFamilies.RECEIVER_DROPS,
          SelfFamilies.QUEUE_DROPS,
          SelfFamilies.RECORDS_FAILURES,
          SelfFamilies.RECORDS_LOST,
          SelfFamilies.RECORDS_REFUSED,
          SelfFamilies.FORWARD_FAILED,
          SelfFamilies.NOTIFICATIONS_LOST,
          SelfFamilies.LIMITS_LOWERED);

  /** And of these 0 is. */
  private static final Set<Family> UP =
      Set.of(
          SelfFamilies.CAPTURE_UP,
          SelfFamilies.RECEIVER_UP,
          SelfFamilies.RECORDS_UP,
          SelfFamilies.RELOAD_SUCCESSFUL);

  private record Row(String what, String of, double value, boolean trouble) {}

  private final Html html;
  private final List<Row> rows = new ArrayList<>();

  InputsSection(Html html) {
    this.html = html;
  }

  void add(SelfSource self, TrackerCounters counters) {
    collect(self, counters);
    html.markup("<section><h2>Inputs</h2>");
    packets(counters);
    List<Row> trouble = rows.stream().filter(Row::trouble).toList();
    if (trouble.isEmpty()) {
      html.markup("<p>Everything that came in was understood.</p>");
    } else {
      table("What went wrong", trouble);
    }
    html.markup("<details id=\"self\"><summary>All figures of the daemon itself</summary>");
    table("The daemon itself", rows);
    html.markup("</details></section>");
  }

  private void collect(SelfSource self, TrackerCounters counters) {
    counters.malformed().entrySet().stream()
        .map(
            fault ->
                new Row(
                    "Packets that could not be decoded",
                    fault.getKey().protocol() + ": " + fault.getKey().reason().replace('_', ' '),
                    fault.getValue(),
                    fault.getValue() > 0))
        .sorted(Comparator.comparing(Row::of))
        .forEach(rows::add);
    self.samples(
        (family, value, labels) -> {
          if (!family.equals(SelfFamilies.RELOAD_TIMESTAMP)) {
            boolean trouble =
                (TROUBLE.contains(family) && value != 0) || (UP.contains(family) && value == 0);
            rows.add(new Row(sentence(family), String.join(" ", List.of(labels)), value, trouble));
          }
        });
  }

  private void packets(TrackerCounters counters) {
    html.markup("<p>Packets since the start: ");
    String before = "";
    for (PacketKind kind : PacketKind.values()) {
      long count = counters.packets().getOrDefault(kind, 0L);
      if (count > 0) {
        html.text(before + kind.label().replace('_', ' ') + " " + count);
        before = ", ";
      }
    }
    html.text(before.isEmpty() ? "none" : "").markup(".</p>");
  }

  private void table(String caption, List<Row> some) {
    html.markup("<table class=\"self\"><caption class=\"hidden\">" + caption + "</caption>")
        .heading("What", "Of", "Value")
        .markup("<tbody>");
    for (Row row : some) {
      html.markup(row.trouble ? "<tr class=\"trouble\">" : "<tr>")
          .cell("What", row.what)
          .cell("Of", row.of)
          .cell("Value", number(row.value))
          .markup("</tr>");
    }
    html.markup("</tbody></table>");
  }

  private static String sentence(Family family) {
    String help = family.help();
    return help.endsWith(".") ? help.substring(0, help.length() - 1) : help;
  }

  private static String number(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < MAX_EXACT;
    return whole ? Long.toString((long) value) : Texts.number("%.3f", value);
  }
}
