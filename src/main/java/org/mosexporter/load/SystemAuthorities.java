package org.mosexporter.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.X509ExtendedTrustManager;
import org.mosexporter.config.Secret;
import org.mosexporter.config.WebConfig.Pem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whom this host trusts: distributions keep all authorities in one file in PEM, with those that its
 * administrator added ({@code update-ca-certificates}, {@code update-ca-trust}). The JDK's own list
 * knows no company's.
 */
final class SystemAuthorities {
  private static final Logger LOG = LoggerFactory.getLogger(SystemAuthorities.class);

  private static final List<Path> PLACES =
      List.of(
          Path.of("/etc/ssl/certs/ca-certificates.crt"), // Debian, Ubuntu, Alpine
          Path.of("/etc/pki/tls/certs/ca-bundle.crt"), // Fedora, RHEL
          Path.of("/etc/ssl/ca-bundle.pem")); // SUSE

  /** The host's authorities; those of the JDK where it has none, or none that can be used. */
  static X509ExtendedTrustManager trust() throws GeneralSecurityException, IOException {
    return trust(PLACES);
  }

  static X509ExtendedTrustManager trust(List<Path> places)
      throws GeneralSecurityException, IOException {
    for (Path place : places) {
      if (Files.isReadable(place)) {
        try {
          Pem all = new Pem(place.toString(), new Secret(Files.readString(place)));
          return ClientTrust.authorities(Optional.of(all));
        } catch (IOException | IllegalArgumentException unusable) {
          LOG.warn("{}; the JDK's authorities are trusted instead", unusable.getMessage());
        }
      }
    }
    return ClientTrust.authorities(Optional.empty());
  }

  private SystemAuthorities() {}
}
