package org.mosexporter.web;

import java.time.Duration;
import java.time.Instant;
import org.mosexporter.call.TrackerCounters;
import org.mosexporter.config.Config;
import org.mosexporter.config.Privacy;

/** The page at /: endpoints, routers and inputs; what /metrics shows, for people. No calls. */
final class StatusPage {
  private static final Duration AT_LEAST_SHOWN = Duration.ofMinutes(2);

  private final Backend backend;
  private final String telemetryPath;

  StatusPage(Backend backend, String telemetryPath) {
    this.backend = backend;
    this.telemetryPath = telemetryPath;
  }

  /** The whole document; a script of ours replaces its main part every few seconds. */
  String document() {
    Html html = new Html();
    html.markup("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        .markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .markup("<title>mos-exporter</title>")
        .markup("<link rel=\"stylesheet\" href=\"static/status.css\">")
        .markup("<script src=\"static/status.js\" defer></script></head><body><header>")
        .markup("<h1>mos-exporter</h1><p>")
        .text(backend.config().get().site())
        .markup(" · version ")
        .text(backend.build().version())
        .markup(" · how well every call sounds, and where quality is lost</p><nav><a href=\"")
        .text(telemetryPath.substring(1))
        .markup("\">metrics</a> <a href=\"config\">config</a> <a href=\"-/healthy\">healthy</a>")
        .markup(" <a href=\"-/ready\">ready</a></nav></header><main>")
        .markup(live())
        .markup("</main></body></html>\n");
    return html.toString();
  }

  /** The main part alone. */
  String live() {
    Config config = backend.config().get();
    Instant now = backend.clock().instant();
    long nowNs = now.getEpochSecond() * 1_000_000_000L + now.getNano();
    long shownNs = Math.max(AT_LEAST_SHOWN.toNanos(), 2 * config.quality().interval().toNanos());
    Html html = new Html();
    TrackerCounters counters = backend.tracker().counters();
    MirrorNotices.add(html, counters);
    new EndpointTable(html, config.privacy().users() == Privacy.Form.PLAIN)
        .add(EndpointRow.of(backend.tracker(), nowNs - shownNs));
    new ReporterTable(html, nowNs).add(backend.tracker(), backend.reporters().get());
    RouterTable.add(html, backend.routers().get());
    SelfTable.add(html, backend.self(), counters);
    return html.toString();
  }
}
