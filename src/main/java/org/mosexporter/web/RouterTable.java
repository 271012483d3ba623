package org.mosexporter.web;

import java.util.List;
import java.util.OptionalLong;
import org.mosexporter.network.ClassFigures;
import org.mosexporter.network.RouterSnapshot;

/** Routers and what their classes dropped. */
final class RouterTable {
  static void add(Html html, List<RouterSnapshot> routers) {
    if (routers.isEmpty()) {
      return;
    }
    html.markup("<section><h2>Routers</h2>");
    for (RouterSnapshot router : routers) {
      html.markup("<h3>").text(router.router()).markup(" <small>").text(router.site());
      html.markup(router.up() ? "</small></h3>" : "</small> <b class=\"down\">no answer</b></h3>");
      if (!router.classes().isEmpty()) {
        addClasses(html, router.classes());
      }
    }
    html.markup("</section>");
  }

  private static void addClasses(Html html, List<ClassFigures> classes) {
    html.markup("<table>")
        .heading("Interface", "Policy", "Class", "Packets", "Dropped", "Queue")
        .markup("<tbody>");
    for (ClassFigures of : classes) {
      boolean drops = of.droppedPackets().orElse(0) > 0;
      html.markup(drops ? "<tr class=\"drops\">" : "<tr>")
          .cell("Interface", of.networkInterface() + " " + of.direction().label())
          .cell("Policy", of.policy())
          .cell("Class", of.name())
          .cell("Packets", count(of.packets()))
          .cell("Dropped", count(of.droppedPackets()))
          .cell("Queue", queue(of))
          .markup("</tr>");
    }
    html.markup("</tbody></table>");
  }

  private static String queue(ClassFigures of) {
    return of.queueLimitPackets().isEmpty()
        ? count(of.queuePackets())
        : count(of.queuePackets()) + " of " + count(of.queueLimitPackets());
  }

  private static String count(OptionalLong value) {
    return value.isEmpty() ? "–" : Long.toString(value.getAsLong());
  }

  private RouterTable() {}
}
