package org.mosexporter.web;

import java.util.List;
import org.mosexporter.call.PacketKind;
import org.mosexporter.call.TrackerCounters;
import org.mosexporter.metrics.Family;
import org.mosexporter.metrics.SelfFamilies;
import org.mosexporter.metrics.SelfSource;

/** Inputs and how the daemon itself does: the figures of the self metrics with their help. */
final class SelfTable {
  private static final double MAX_EXACT = 9.0e15;

  static void add(Html html, SelfSource self, TrackerCounters counters) {
    html.markup("<section><h2>Inputs and self</h2><table>")
        .heading("What", "Of", "Value")
        .markup("<tbody>");
    for (PacketKind kind : PacketKind.values()) {
      row(html, "Packets", kind.label(), counters.packets().getOrDefault(kind, 0L));
    }
    self.samples(
        (family, value, labels) -> {
          if (!family.equals(SelfFamilies.RELOAD_TIMESTAMP)) {
            row(html, sentence(family), String.join(" ", List.of(labels)), value);
          }
        });
    html.markup("</tbody></table></section>");
  }

  private static void row(Html html, String what, String of, double value) {
    html.markup("<tr>")
        .cell("What", what)
        .cell("Of", of)
        .cell("Value", number(value))
        .markup("</tr>");
  }

  private static String sentence(Family family) {
    String help = family.help();
    return help.endsWith(".") ? help.substring(0, help.length() - 1) : help;
  }

  private static String number(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < MAX_EXACT;
    return whole ? Long.toString((long) value) : Texts.number("%.3f", value);
  }

  private SelfTable() {}
}
