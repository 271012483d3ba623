package org.mosexporter.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The certificate of a {@code web.config.file} as exporters have it: {@code tls_server_config} with
 * {@code cert_file} and {@code key_file} in PEM. It is read again when the files change; while they
 * cannot be read, what was read last stays.
 */
public final class TlsMaterial implements Supplier<Optional<SSLContext>> {
  private static final Logger LOG = LoggerFactory.getLogger(TlsMaterial.class);
  private static final String SECTION = "tls_server_config";
  private static final Set<String> KEYS = Set.of("cert_file", "key_file");
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");
  private static final Map<String, String> SIGNATURES =
      Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");
  private static final byte[] SOMETHING = {1, 2, 3};
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";

  private final Path certificates;
  private final Path key;
  private Optional<SSLContext> context;
  private Instant validUntil = Instant.MAX;
  private List<FileTime> read;

  private TlsMaterial(Path certificates, Path key) throws IOException, GeneralSecurityException {
    this.certificates = certificates;
    this.key = key;
    read = times();
    context = Optional.of(load());
  }

  /** Of no file: none. */
  public static Supplier<Optional<SSLContext>> none() {
    return Optional::empty;
  }

  /**
   * Reads a file.
   *
   * @throws ConfigException when it says anything else, or the files it names cannot be used
   */
  public static TlsMaterial of(Path file) throws ConfigException {
    try {
      Map<?, ?> tls = section(file);
      return new TlsMaterial(named(tls, "cert_file", file), named(tls, "key_file", file));
    } catch (IOException | GeneralSecurityException | RuntimeException refused) {
      throw new ConfigException(List.of(file + ": " + SECTION + ": " + refused.getMessage()));
    }
  }

  private static Map<?, ?> section(Path file) throws IOException {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    Object root = new Yaml(new SafeConstructor(options)).load(Files.readString(file));
    if (root instanceof Map<?, ?> all
        && all.keySet().equals(Set.of(SECTION))
        && all.get(SECTION) instanceof Map<?, ?> tls
        && tls.keySet().equals(KEYS)) {
      return tls;
    }
    throw new IllegalArgumentException(
        "this version reads cert_file and key_file, and nothing else in this file");
  }

  private static Path named(Map<?, ?> tls, String name, Path file) {
    return file.toAbsolutePath().resolveSibling(String.valueOf(tls.get(name)));
  }

  @Override
  public synchronized Optional<SSLContext> get() {
    try {
      List<FileTime> now = times();
      if (!now.equals(read)) {
        read = now;
        context = Optional.of(load());
      }
    } catch (IOException | GeneralSecurityException | RuntimeException unreadable) {
      LOG.warn("the certificate in use stays: {}", unreadable.getMessage());
    }
    return context;
  }

  private List<FileTime> times() throws IOException {
    return List.of(Files.getLastModifiedTime(certificates), Files.getLastModifiedTime(key));
  }

  private SSLContext load() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    char[] inMemoryOnly = new char[0];
    PrivateKey own = privateKey();
    Certificate[] chain = chain();
    if (chain.length == 0 || !(chain[0] instanceof X509Certificate first)) {
      throw new IllegalArgumentException(certificates + " holds no certificate");
    }
    if (!belongTogether(own, first)) {
      throw new IllegalArgumentException(key + " is not the key of " + certificates);
    }
    validUntil = first.getNotAfter().toInstant();
    store.setKeyEntry("server", own, inMemoryOnly, chain);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, inMemoryOnly);
    SSLContext made = SSLContext.getInstance("TLS");
    made.init(keys.getKeyManagers(), null, null);
    return made;
  }

  /** When the certificate that was read last expires. */
  public synchronized Instant validUntil() {
    return validUntil;
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

  private Certificate[] chain() throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(certificates)) {
      return CertificateFactory.getInstance("X.509")
          .generateCertificates(in)
          .toArray(new Certificate[0]);
    }
  }

  private PrivateKey privateKey() throws IOException, GeneralSecurityException {
    String pem = Files.readString(key, StandardCharsets.US_ASCII);
    int begin = pem.indexOf(BEGIN);
    int end = pem.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException(
          key + " holds no PRIVATE KEY (PKCS#8); convert it: openssl pkcs8 -topk8 -nodes");
    }
    PKCS8EncodedKeySpec spec =
        new PKCS8EncodedKeySpec(
            Base64.getMimeDecoder().decode(pem.substring(begin + BEGIN.length(), end)));
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (InvalidKeySpecException other) {
        // of another kind
      }
    }
    throw new IllegalArgumentException(key + " is neither an RSA, nor an EC, nor an Ed25519 key");
  }
}
