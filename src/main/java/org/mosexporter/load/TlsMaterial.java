package org.mosexporter.load;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.mosexporter.config.WebConfig.Tls;

/** Certificate, key and rules of {@code tls_server_config}, ready for handshakes. */
public final class TlsMaterial {
  private static final Map<String, String> SIGNATURES =
      Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");
  private static final int REMEMBERED = 64;
  private static final byte[] SOMETHING = {1, 2, 3};

  /** Suites of TLS 1.3, which no configuration can choose from. */
  private static final List<String> ALWAYS =
      List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");

  private final Tls tls;
  private final SSLContext context;
  private final ClientTrust clients;
  private final Instant validUntil;

  /** Clients' certificates that were looked at already. */
  private final Set<X509Certificate> good = new HashSet<>();

  private TlsMaterial(Tls tls) throws GeneralSecurityException, IOException {
    this.tls = tls;
    PrivateKey key = PemText.privateKey(tls.key());
    List<X509Certificate> chain = PemText.certificates(tls.certificate());
    if (!belongTogether(key, chain.getFirst())) {
      throw new IllegalArgumentException(
          tls.key().source() + " is not the key of " + tls.certificate().source());
    }
    validUntil = chain.getFirst().getNotAfter().toInstant();
    clients = new ClientTrust(tls);
    context = SSLContext.getInstance("TLS");
    context.init(keys(key, chain).getKeyManagers(), new TrustManager[] {clients}, null);
  }

  /**
   * Reads the texts.
   *
   * @throws IllegalArgumentException when they cannot be used; its message is the remedy
   */
  static TlsMaterial of(Tls tls) {
    try {
      return new TlsMaterial(tls);
    } catch (GeneralSecurityException | IOException refused) {
      throw new IllegalArgumentException(
          "certificate and key cannot be used: " + refused.getMessage(), refused);
    }
  }

  static KeyManagerFactory keys(PrivateKey key, List<X509Certificate> chain)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    char[] inMemoryOnly = new char[0];
    store.setKeyEntry("own", key, inMemoryOnly, chain.toArray(new X509Certificate[0]));
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, inMemoryOnly);
    return keys;
  }

  /** What the one signs the other must find good. */
  private static boolean belongTogether(PrivateKey key, X509Certificate certificate)
      throws GeneralSecurityException {
    Signature signature =
        Signature.getInstance(SIGNATURES.getOrDefault(key.getAlgorithm(), key.getAlgorithm()));
    signature.initSign(key);
    signature.update(SOMETHING);
    byte[] signed = signature.sign();
    try {
      signature.initVerify(certificate.getPublicKey());
      signature.update(SOMETHING);
      return signature.verify(signed);
    } catch (InvalidKeyException | SignatureException ofAnotherKind) {
      return false;
    }
  }

  public Tls settings() {
    return tls;
  }

  public SSLContext context() {
    return context;
  }

  /** When the certificate expires. */
  public Instant validUntil() {
    return validUntil;
  }

  /** The server's side of one connection. */
  public SSLEngine engine() {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    engine.setSSLParameters(parameters());
    return engine;
  }

  private SSLParameters parameters() {
    SSLParameters parameters = context.getDefaultSSLParameters();
    parameters.setProtocols(tls.protocols().toArray(new String[0]));
    parameters.setUseCipherSuitesOrder(tls.serverPrefers());
    if (!tls.cipherSuites().isEmpty()) {
      List<String> suites = new ArrayList<>(ALWAYS);
      suites.removeAll(tls.cipherSuites());
      suites.addAll(tls.cipherSuites());
      parameters.setCipherSuites(suites.toArray(new String[0]));
    }
    if (!tls.namedGroups().isEmpty()) {
      parameters.setNamedGroups(tls.namedGroups().toArray(new String[0]));
    }
    switch (tls.clientAuth()) {
      case NO_CLIENT_CERT -> parameters.setWantClientAuth(false);
      case REQUEST_CLIENT_CERT, VERIFY_CLIENT_CERT_IF_GIVEN -> parameters.setWantClientAuth(true);
      case REQUIRE_ANY_CLIENT_CERT, REQUIRE_AND_VERIFY_CLIENT_CERT ->
          parameters.setNeedClientAuth(true);
    }
    return parameters;
  }

  /** Whether a client with this certificate, or with none, would be let in now. */
  public boolean admits(List<X509Certificate> chain) {
    return switch (tls.clientAuth()) {
      case NO_CLIENT_CERT, REQUEST_CLIENT_CERT -> true;
      case VERIFY_CLIENT_CERT_IF_GIVEN -> chain.isEmpty() || isGood(chain);
      case REQUIRE_ANY_CLIENT_CERT, REQUIRE_AND_VERIFY_CLIENT_CERT ->
          !chain.isEmpty() && isGood(chain);
    };
  }

  /** Whether this certificate says who the client is. */
  public boolean verifies(List<X509Certificate> chain) {
    return tls.clientAuth().verifies() && !chain.isEmpty() && isGood(chain);
  }

  private boolean isGood(List<X509Certificate> chain) {
    X509Certificate first = chain.getFirst();
    try {
      first.checkValidity();
      synchronized (good) {
        if (good.contains(first)) {
          return true;
        }
      }
      clients.checkClientTrusted(
          chain.toArray(new X509Certificate[0]), first.getPublicKey().getAlgorithm());
      remember(first);
      return true;
    } catch (CertificateException notGood) {
      return false;
    }
  }

  private void remember(X509Certificate certificate) {
    synchronized (good) {
      if (good.size() >= REMEMBERED) {
        good.clear();
      }
      good.add(certificate);
    }
  }
}
