package org.mosexporter.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mosexporter.call.Names;
import org.mosexporter.call.Pseudonyms;
import org.mosexporter.config.Privacy;
import org.mosexporter.load.PseudonymKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** People's names as {@code privacy} has them, hashed by the key of the state directory. */
final class PrivateNames {
  private static final Logger LOG = LoggerFactory.getLogger(PrivateNames.class);
  private static final Path INSTALLED = Path.of("/var/lib/mos-exporter");

  private final Path directory;
  private @Nullable Pseudonyms pseudonyms;

  /** By the key of that directory. */
  PrivateNames(Path directory) {
    this.directory = directory;
  }

  /** Where the service manager says state belongs, else where the package puts it. */
  static PrivateNames ofService() {
    return new PrivateNames(
        Optional.ofNullable(System.getenv("STATE_DIRECTORY"))
            .map(named -> Path.of(named.split(":", 2)[0]))
            .orElse(INSTALLED));
  }

  Names names(Privacy privacy) {
    return new Names(privacy, privacy.hashes() ? pseudonyms() : PseudonymKey.forNow());
  }

  /** By which other names records may know somebody. */
  Set<String> others(String name, Privacy privacy) {
    return privacy.hashes() || PseudonymKey.isIn(directory)
        ? Set.of(pseudonyms().ofParty(name))
        : Set.of();
  }

  /** The key is read once: a reload gives nobody another name. */
  private synchronized Pseudonyms pseudonyms() {
    Pseudonyms known = pseudonyms;
    if (known == null) {
      known = read();
      pseudonyms = known;
    }
    return known;
  }

  private Pseudonyms read() {
    try {
      return PseudonymKey.of(directory);
    } catch (IOException refused) {
      LOG.info(
          "no key for the hashes of names can be kept in {}: they will be others after the next"
              + " start ({})",
          directory,
          refused.toString());
      return PseudonymKey.forNow();
    }
  }
}
