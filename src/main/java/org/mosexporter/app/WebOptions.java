package org.mosexporter.app;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import picocli.CommandLine.Option;

/** Where the web server listens. */
final class WebOptions {
  static final String PORT = ":10199";

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

  /** With a certificate for listeners that use TLS. */
  Daemon.Web web(Supplier<Optional<SSLContext>> certificate) {
    return new Daemon.Web(
        listenAddresses.isEmpty() ? List.of(PORT) : listenAddresses, telemetryPath, certificate);
  }

  String telemetryPath() {
    return telemetryPath;
  }
}
