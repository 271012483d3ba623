package org.mosexporter.web;

import java.util.List;
import java.util.OptionalLong;
import org.mosexporter.network.ClassFigures;
import org.mosexporter.network.InterfaceFigures;
import org.mosexporter.network.RouterEvent;
import org.mosexporter.network.RouterEvents;
import org.mosexporter.network.RouterSnapshot;

/** The page at /routers: their queues and interfaces; what they told only for who may see it. */
final class RoutersPage {
  static final String PATH = "/routers";

  private final Backend backend;
  private final PageFrame frame;

  RoutersPage(Backend backend, PageFrame frame) {
    this.backend = backend;
    this.frame = frame;
  }

  Reply answer(Ask ask) {
    boolean withEvents = Access.mayRead(ask);
    return frame.of("Routers", PageFrame.Place.ROUTERS, "", html -> main(html, withEvents));
  }

  private void main(Html html, boolean withEvents) {
    html.markup("<h1>Routers and queues</h1>");
    List<RouterSnapshot> routers = backend.routers().get();
    if (routers.isEmpty()) {
      html.markup("<p class=\"none\">No router is configured: name one under snmp.devices, and")
          .markup(" calls are joined with what its queues did meanwhile.</p>");
    }
    for (RouterSnapshot router : routers) {
      html.markup("<section><h2>").name(router.router()).markup(" <small>").name(router.site());
      html.markup("</small>" + (router.up() ? "" : " <b class=\"down\">no answer</b>") + "</h2>");
      classes(html, router);
      interfaces(html, router);
      if (withEvents) {
        backend.routerEvents().get().stream()
            .filter(of -> of.router().equals(router.router()) && of.site().equals(router.site()))
            .forEach(of -> events(html, of));
      }
      html.markup("</section>");
    }
  }

  private static void classes(Html html, RouterSnapshot router) {
    if (router.classes().isEmpty()) {
      return;
    }
    html.markup("<table class=\"queues\"><caption>Queues, since the first poll</caption>")
        .heading("Interface", "Policy", "Class", "Packets", "Dropped", "Queue")
        .markup("<tbody>");
    for (ClassFigures of : router.classes()) {
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

  private static void interfaces(Html html, RouterSnapshot router) {
    if (router.interfaces().isEmpty()) {
      return;
    }
    html.markup("<table><caption>Interfaces, since the first poll</caption>")
        .heading("Interface", "Called", "State", "Direction", "Packets", "Errors", "Discarded")
        .markup("<tbody>");
    for (InterfaceFigures of : router.interfaces()) {
      traffic(html, of, "in", of.input());
      traffic(html, of, "out", of.output());
    }
    html.markup("</tbody></table>");
  }

  private static void traffic(
      Html html, InterfaceFigures of, String direction, InterfaceFigures.Traffic traffic) {
    String duplex = of.halfDuplex().orElse(false) ? ", half duplex" : "";
    html.markup("<tr>")
        .cell("Interface", of.name())
        .cell("Called", of.alias())
        .cell("State", (of.operationallyUp() ? "up" : "down") + duplex)
        .cell("Direction", direction)
        .cell("Packets", count(traffic.packets()))
        .cell("Errors", count(traffic.errors()))
        .cell("Discarded", count(traffic.discards()))
        .markup("</tr>");
  }

  private void events(Html html, RouterEvents told) {
    if (told.latest().isEmpty()) {
      return;
    }
    Times times = Times.of(backend.config().get());
    html.markup("<h3>What it told by itself</h3><ul class=\"events\">");
    for (RouterEvent event : told.latest().reversed()) {
      html.markup("<li>");
      times.dateTime(html, event.atNs());
      html.text(" " + event.kind().label().replace('_', ' ') + " ")
          .name(event.subject())
          .text(" ")
          .name(event.text())
          .markup("</li>");
    }
    html.markup("</ul>");
  }

  private static String count(OptionalLong value) {
    return value.isEmpty() ? "–" : Long.toString(value.getAsLong());
  }
}
