package org.mosexporter.app;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mosexporter.load.ConfigException;
import org.mosexporter.load.WebConfigFile;
import org.mosexporter.record.RecordStores;
import org.mosexporter.web.ControlSocket;
import org.mosexporter.web.ExternalUrl;
import org.mosexporter.web.Listening;
import picocli.CommandLine.Option;

/** How the web server of the daemon is protected, and what stands before it. */
final class ServerOptions {
  @Option(
      names = "--web.config.file",
      paramLabel = "FILE",
      description =
          "TLS, users and limits, in the format of Prometheus exporters; its certificate is also"
              + " that of listeners for reports with transport tls. Its keys: docs/SECURITY.md.")
  private @Nullable Path configFile;

  @Option(
      names = "--web.systemd-socket",
      description = "Serve on the socket that systemd passes, instead of listen addresses.")
  private boolean systemdSocket;

  @Option(
      names = "--web.external-url",
      paramLabel = "URL",
      description = "Under which URL browsers reach the pages, where a proxy stands before them.")
  private String externalUrl = "";

  @Option(
      names = "--web.route-prefix",
      paramLabel = "PATH",
      description = "What all paths begin with (default: the path of --web.external-url).")
  private @Nullable String routePrefix;

  /**
   * Of all options.
   *
   * @throws ConfigException when the file cannot be used
   * @throws IllegalArgumentException when an option is malformed; its message says how to write it
   */
  Listening listening(WebOptions web) throws ConfigException {
    ExternalUrl url = ExternalUrl.of(externalUrl, Optional.ofNullable(routePrefix));
    WebConfigFile protection =
        configFile == null ? WebConfigFile.none() : WebConfigFile.open(configFile);
    return web.listening(
        systemdSocket, url, protection, RecordStores.ownFolder().map(ControlSocket::in));
  }
}
