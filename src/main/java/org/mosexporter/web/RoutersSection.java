package org.mosexporter.web;

import java.util.List;
import org.mosexporter.network.ClassFigures;
import org.mosexporter.network.RouterSnapshot;

/** Routers on the first page: whether they answer, and which of their queues drop. */
final class RoutersSection {
  static void add(Html html, List<RouterSnapshot> routers) {
    if (routers.isEmpty()) {
      return;
    }
    html.markup("<section><h2>Routers</h2><ul class=\"routers\">");
    for (RouterSnapshot router : routers) {
      html.markup("<li><a href=\"routers\">").name(router.router()).markup("</a> ");
      html.markup(router.up() ? "answers" : "<b class=\"down\">no answer</b>");
      drops(html, router.classes());
      html.markup("</li>");
    }
    html.markup("</ul></section>");
  }

  private static void drops(Html html, List<ClassFigures> classes) {
    List<ClassFigures> dropping =
        classes.stream().filter(of -> of.droppedPackets().orElse(0) > 0).toList();
    if (dropping.isEmpty()) {
      html.text(classes.isEmpty() ? "" : "; no queue has dropped anything");
      return;
    }
    for (ClassFigures of : dropping) {
      html.markup("; <b class=\"drops\">").name(of.name()).markup("</b> on ");
      html.name(of.networkInterface())
          .text(" " + of.direction().label() + " dropped " + of.droppedPackets().getAsLong());
      of.packets().ifPresent(packets -> html.text(" of " + packets));
      html.text(" packets");
    }
  }

  private RoutersSection() {}
}
