package org.mosexporter.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.mosexporter.config.WebConfig;
import org.mosexporter.load.ConfigException;
import org.mosexporter.load.TlsMaterial;
import org.mosexporter.load.WebConfigFile;

/** What {@code mos-exporter check} says of a file of {@code --web.config.file}. */
final class WebCheck {
  private final Path file;
  private final PrintWriter out;

  WebCheck(Path file, PrintWriter out) {
    this.file = file;
    this.out = out;
  }

  /**
   * Whether it protects as it says: its certificate has not expired.
   *
   * @throws ConfigException when it cannot be used
   */
  boolean passes() throws ConfigException {
    if (!(WebConfigFile.open(file).state() instanceof WebConfigFile.State.Good good)) {
      throw new IllegalStateException(file + " changed while it was read");
    }
    out.printf("%s: good%n", file);
    boolean passes = certificate(good.tls(), good.config());
    users(good.config());
    good.config()
        .rateLimit()
        .ifPresent(
            limit ->
                out.printf(
                    "rate limit: one request every %s ms, %d at once%n",
                    limit.interval().toNanos() / 1e6, limit.burst()));
    return passes;
  }

  private boolean certificate(Optional<TlsMaterial> tls, WebConfig config) {
    if (tls.isEmpty()) {
      out.println(
          config.users().isEmpty()
              ? "TLS: off"
              : "TLS: off: passwords cross the network as they are");
      return true;
    }
    Instant until = tls.get().validUntil();
    boolean expired = until.isBefore(Instant.now());
    WebConfig.Tls settings = tls.get().settings();
    out.printf(
        "TLS: %s: the certificate %s %s; %s; clients: %s%n",
        expired ? "FAILED" : "good",
        expired ? "expired on" : "is valid until",
        until,
        String.join(", ", settings.protocols()),
        settings.clientAuth().written());
    return !expired;
  }

  private void users(WebConfig config) {
    boolean verified = config.tls().filter(tls -> tls.clientAuth().verifies()).isPresent();
    List<String> names = config.users().keySet().stream().sorted().toList();
    if (!names.isEmpty()) {
      out.printf("users: %s%n", String.join(", ", names));
    } else if (!verified) {
      out.println(
          "users: none: calls and configuration are shown to programs on this machine only");
    }
  }
}
