package org.mosexporter.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.mosexporter.load.WebConfigFile;
import org.mosexporter.web.ExternalUrl;
import org.mosexporter.web.Listening;
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

  /** With plain HTTP, at the root. */
  Listening listening() {
    return listening(false, ExternalUrl.NONE, WebConfigFile.none(), Optional.empty());
  }

  Listening listening(
      boolean systemdSocket, ExternalUrl url, WebConfigFile protection, Optional<Path> control) {
    List<String> addresses = listenAddresses.isEmpty() ? List.of(PORT) : listenAddresses;
    return new Listening(addresses, systemdSocket, telemetryPath, url, protection, control);
  }

  String telemetryPath() {
    return telemetryPath;
  }
}
