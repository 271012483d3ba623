package org.mosexporter.web;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The pages for people, and the files that they need. */
final class PageRoutes {
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String STYLE = "text/css; charset=utf-8";

  private final Map<String, Function<Ask, Reply>> byPath;
  private final Map<String, Function<Ask, Reply>> byFolder;

  PageRoutes(Backend backend, String telemetryPath) {
    PageFrame frame = new PageFrame(backend, telemetryPath);
    CallSearch calls = new CallSearch(backend.archive(), backend.live());
    byPath =
        Map.of(
            StatusPage.PATH,
            new StatusPage(backend, frame, calls)::answer,
            CallsPage.PATH,
            toThoseWhoMay(new CallsPage(backend, frame, calls)::answer),
            RoutersPage.PATH,
            new RoutersPage(backend, frame)::answer,
            "/static/pages.css",
            file(Resources.read("pages.css"), STYLE),
            "/static/report.css",
            file(Resources.read("report.css"), STYLE),
            "/static/pages.js",
            file(Resources.read("pages.js"), SCRIPT),
            "/static/charts.js",
            file(Resources.read("charts.js"), SCRIPT),
            "/static/icon.svg",
            file(Resources.read("icon.svg"), "image/svg+xml"),
            "/static/uplot.css",
            file(Resources.uplot("uPlot.min.css"), STYLE),
            "/static/uplot.js",
            file(Resources.uplot("uPlot.iife.min.js"), SCRIPT));
    byFolder =
        Map.of(
            CallPage.PATH,
            toThoseWhoMay(new CallPage(backend, frame, calls)::answer),
            EndpointPage.PATH,
            new EndpointPage(backend, frame, calls)::answer);
  }

  /** What answers at a path; empty when no page does. */
  Optional<Function<Ask, Reply>> at(String path) {
    String folder = path.substring(0, path.lastIndexOf('/') + 1);
    return Optional.ofNullable(byPath.get(path))
        .or(() -> Optional.ofNullable(byFolder.get(folder)));
  }

  private static Function<Ask, Reply> toThoseWhoMay(Function<Ask, Reply> page) {
    return ask ->
        Access.refusal(Access.Need.PRIVATE, ask)
            .map(refused -> Reply.plain(refused.status(), refused.why()))
            .orElseGet(() -> page.apply(ask));
  }

  private static Function<Ask, Reply> file(byte[] bytes, String contentType) {
    return _ -> Reply.of(200, contentType, bytes);
  }
}
