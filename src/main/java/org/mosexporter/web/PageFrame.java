package org.mosexporter.web;

import java.util.function.Consumer;

/**
 * What all pages have around their own part: head, navigation, and our script, which fetches the
 * page again every few seconds and puts in place what has changed.
 */
final class PageFrame {
  /** Pages that the navigation names. */
  enum Place {
    PHONES("Phones", ""),
    CALLS("Calls", "calls"),
    ROUTERS("Routers", "routers"),
    ELSEWHERE("", "");

    private final String title;
    private final String path;

    Place(String title, String path) {
      this.title = title;
      this.path = path;
    }
  }

  private final Backend backend;
  private final String telemetryPath;

  PageFrame(Backend backend, String telemetryPath) {
    this.backend = backend;
    this.telemetryPath = telemetryPath;
  }

  /**
   * A whole document.
   *
   * @param root leads from the page's folder to the first one: empty, or ../ as often as needed
   * @param main writes what is inside the page's main element
   */
  Reply of(String title, Place place, String root, Consumer<Html> main) {
    Html html = new Html();
    head(html, title, root);
    header(html, place, root);
    html.markup("<main id=\"main\" tabindex=\"-1\">");
    main.accept(html);
    html.markup("</main><p id=\"stale\" role=\"status\"></p>");
    footer(html, root);
    html.markup("</body></html>\n");
    return Reply.html(html.toString());
  }

  private void head(Html html, String title, String root) {
    html.markup("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        .markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .markup("<meta name=\"color-scheme\" content=\"light dark\"><title>")
        .text(title)
        .markup(" · ")
        .text(backend.config().get().site())
        .markup("</title><link rel=\"icon\" href=\"")
        .markup(root + "static/icon.svg\"><link rel=\"stylesheet\" href=\"")
        .markup(root + "static/uplot.css\"><link rel=\"stylesheet\" href=\"")
        .markup(root + "static/pages.css\"><script src=\"")
        .markup(root + "static/pages.js\" defer></script><script src=\"")
        .markup(root + "static/uplot.js\" defer></script><script src=\"")
        .markup(root + "static/charts.js\" defer></script></head><body>");
  }

  private void header(Html html, Place here, String root) {
    html.markup("<a class=\"skip\" href=\"#main\">To the content</a><header><p class=\"brand\">")
        .markup("mos-exporter <span>")
        .text(backend.config().get().site())
        .markup("</span></p><nav aria-label=\"Pages\"><ul>");
    for (Place place : Place.values()) {
      if (!place.title.isEmpty()) {
        html.markup("<li><a href=\"")
            .markup(root + (place.path.isEmpty() ? "./" : place.path))
            .markup(place == here ? "\" aria-current=\"page\">" : "\">")
            .markup(place.title + "</a></li>");
      }
    }
    html.markup("</ul></nav></header>");
  }

  private void footer(Html html, String root) {
    html.markup("<footer><p>mos-exporter ")
        .text(backend.build().version())
        .markup("</p><nav aria-label=\"For programs\"><ul>");
    link(html, root + telemetryPath.substring(1), "metrics");
    link(html, root + "config", "configuration");
    link(html, root + "api/v1/openapi.json", "API");
    link(html, root + "-/healthy", "healthy");
    link(html, root + "-/ready", "ready");
    html.markup("</ul></nav></footer>");
  }

  private static void link(Html html, String path, String shown) {
    html.markup("<li><a href=\"").text(path).markup("\">" + shown + "</a></li>");
  }
}
