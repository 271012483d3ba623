package org.mosexporter.app;

import java.util.List;
import picocli.CommandLine.Option;

/** Where the web server listens. */
final class WebOptions {
  private static final String PORT = ":10199";

  @Option(
      names = "--web.listen-address",
      paramLabel = "ADDRESS:PORT",
      description = "Where to serve pages and metrics; may be repeated (default: :10199).")
  private List<String> listenAddresses = List.of();

  @Option(
      names = "--web.telemetry-path",
      paramLabel = "PATH",
      description = "Path of the metrics (default: /metrics).")
  private String telemetryPath = "/metrics";

  Daemon.Web web() {
    return new Daemon.Web(
        listenAddresses.isEmpty() ? List.of(PORT) : listenAddresses, telemetryPath);
  }
}
