package org.mosexporter.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.mosexporter.config.Secret;
import org.mosexporter.config.WebConfig.Pem;

/** The client's side of TLS, from files in PEM: whom it trusts, and who it is itself. */
public final class ClientTls {
  /** A certificate with its chain, and its key. */
  public record Identity(Path certificate, Path key) {}

  /**
   * Ready for handshakes.
   *
   * @param authorities who sign servers' certificates; empty: those of this host
   * @param identity what is shown when the server asks for it
   * @throws IOException when a file cannot be read or used; its message says which
   */
  public static SSLContext context(Optional<Path> authorities, Optional<Identity> identity)
      throws IOException {
    try {
      TrustManager trusted =
          authorities.isPresent()
              ? ClientTrust.authorities(Optional.of(pem(authorities.get())))
              : SystemAuthorities.trust();
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(identity), new TrustManager[] {trusted}, null);
      return context;
    } catch (GeneralSecurityException | IllegalArgumentException refused) {
      throw new IOException(String.valueOf(refused.getMessage()), refused);
    }
  }

  private static KeyManager[] keys(Optional<Identity> identity)
      throws GeneralSecurityException, IOException {
    if (identity.isEmpty()) {
      return new KeyManager[0];
    }
    return TlsMaterial.keys(
            PemText.privateKey(pem(identity.get().key)),
            PemText.certificates(pem(identity.get().certificate)))
        .getKeyManagers();
  }

  private static Pem pem(Path file) throws IOException {
    return new Pem(file.toString(), new Secret(Files.readString(file)));
  }

  private ClientTls() {}
}
