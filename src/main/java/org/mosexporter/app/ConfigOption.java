package org.mosexporter.app;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mosexporter.capture.PacketFilter;
import org.mosexporter.config.Config;
import org.mosexporter.load.ConfigException;
import org.mosexporter.load.ConfigLoader;
import picocli.CommandLine.Option;

/** {@code --config.file}, and what it means when it is left out. */
final class ConfigOption {
  private static final Path DEFAULT = Path.of("/etc/mos-exporter/mos-exporter.yml");

  @Option(
      names = "--config.file",
      paramLabel = "FILE",
      description = "Configuration (default: /etc/mos-exporter/mos-exporter.yml if it exists).")
  private @Nullable Path file;

  /** The file that was named, or the default one if it is there. */
  Optional<Path> file() {
    if (file != null) {
      return Optional.of(file);
    }
    return Files.exists(DEFAULT) ? Optional.of(DEFAULT) : Optional.empty();
  }

  Config load() throws ConfigException {
    Optional<Path> chosen = file();
    if (chosen.isEmpty()) {
      return Config.defaults(hostName());
    }
    return ConfigLoader.load(chosen.get(), hostName(), System.getenv(), PacketFilter::checked);
  }

  /** The first part of this host's name: the default name of the site. */
  static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName().split("\\.", 2)[0];
    } catch (UnknownHostException nameless) {
      return "localhost";
    }
  }
}
