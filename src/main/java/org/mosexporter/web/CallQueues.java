package org.mosexporter.web;

import java.util.OptionalLong;
import org.mosexporter.call.CallEvent;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.RouterWindow;

/** What the queues did meanwhile that a call went through, and what routers told. */
final class CallQueues {
  private final Html html;
  private final CallSummary call;
  private final Times times;

  CallQueues(Html html, CallSummary call, Times times) {
    this.html = html;
    this.call = call;
    this.times = times;
  }

  void add() {
    if (!call.routerWindows().isEmpty()) {
      windows();
    }
    if (!call.routerEvents().isEmpty()) {
      events();
    }
  }

  private void windows() {
    html.markup("<section><h2>Queues on its way</h2><p>Between two polls each; all calls together.")
        .markup("</p><table class=\"queues\"><caption class=\"hidden\">Queues</caption>")
        .heading("From", "To", "Router", "Class", "Packets", "Dropped", "Queue", "Calls")
        .markup("<tbody>");
    call.routerWindows().forEach(this::add);
    html.markup("</tbody></table></section>");
  }

  private void add(RouterWindow window) {
    boolean drops = window.droppedPackets().orElse(0) > 0;
    html.markup(drops ? "<tr class=\"drops\">" : "<tr>").markup("<td data-label=\"From\">");
    times.time(html, window.fromNs());
    html.markup("</td><td data-label=\"To\">");
    times.time(html, window.toNs());
    html.markup("</td>")
        .cell("Router", window.router() + " " + window.networkInterface() + " " + way(window))
        .cell("Class", window.name() + (window.byCodePoint() ? "" : ", if it took that one"))
        .cell("Packets", count(window.packets()))
        .cell("Dropped", count(window.droppedPackets()))
        .cell("Queue", count(window.queuePackets()))
        .cell("Calls", Integer.toString(window.calls()))
        .markup("</tr>");
  }

  private static String way(RouterWindow window) {
    return window.direction().label();
  }

  private static String count(OptionalLong value) {
    return value.isEmpty() ? "–" : Long.toString(value.getAsLong());
  }

  private void events() {
    html.markup("<section><h2>What routers told meanwhile</h2><ul class=\"events\">");
    for (CallEvent told : call.routerEvents()) {
      html.markup("<li>");
      times.time(html, told.event().atNs());
      html.text(" ")
          .name(told.router())
          .text(": " + told.event().kind().label().replace('_', ' ') + " ")
          .name(told.event().subject())
          .text(" ")
          .name(told.event().text())
          .markup("</li>");
    }
    html.markup("</ul></section>");
  }
}
