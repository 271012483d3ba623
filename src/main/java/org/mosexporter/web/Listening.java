package org.mosexporter.web;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.mosexporter.load.WebConfigFile;

/**
 * Where and how to serve.
 *
 * @param addresses such as :10199, 127.0.0.1:0 or [::1]:10199
 * @param systemdSocket whether systemd has opened the socket, as standard input; then {@code
 *     addresses} is not used
 * @param telemetryPath where the metrics are, such as /metrics
 * @param protection TLS, users and limits
 * @param control the {@link ControlSocket}; empty: none
 */
public record Listening(
    List<String> addresses,
    boolean systemdSocket,
    String telemetryPath,
    ExternalUrl externalUrl,
    WebConfigFile protection,
    Optional<Path> control) {
  public Listening {
    addresses = List.copyOf(addresses);
  }

  /** Plain HTTP for everybody. */
  public static Listening on(List<String> addresses, String telemetryPath) {
    return new Listening(
        addresses, false, telemetryPath, ExternalUrl.NONE, WebConfigFile.none(), Optional.empty());
  }
}
