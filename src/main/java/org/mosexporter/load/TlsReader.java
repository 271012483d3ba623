package org.mosexporter.load;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.mosexporter.config.Secret;
import org.mosexporter.config.WebConfig.ClientAuth;
import org.mosexporter.config.WebConfig.Pem;
import org.mosexporter.config.WebConfig.Tls;

/** {@code tls_server_config}, in Go's names. */
final class TlsReader {
  /** What the JDK speaks of them; the two before TLS 1.2 it does not (RFC 8996). */
  private static final List<String> VERSIONS = List.of("TLS10", "TLS11", "TLS12", "TLS13");

  private static final List<String> SPOKEN = List.of("", "", "TLSv1.2", "TLSv1.3");

  /** Go's {@code tls.CipherSuites}; the JDK has the same names (IANA's). */
  private static final Set<String> CIPHER_SUITES =
      Set.of(
          "TLS_AES_128_GCM_SHA256",
          "TLS_AES_256_GCM_SHA384",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
          "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
          "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
          "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256");

  private static final Map<String, String> CURVES =
      Map.of(
          "CurveP256", "secp256r1",
          "CurveP384", "secp384r1",
          "CurveP521", "secp521r1",
          "X25519", "x25519");

  private static final Set<String> YES = Set.of("true", "yes", "on", "y");
  private static final Set<String> NO = Set.of("false", "no", "off", "n");

  private final Section section;
  private final Path folder;
  private final Function<Path, Secret> reading;

  /**
   * @param folder that relative paths are in
   * @param reading what a file says; its IllegalArgumentException says why it cannot be read
   */
  TlsReader(Section section, Path folder, Function<Path, Secret> reading) {
    this.section = section;
    this.folder = folder;
    this.reading = reading;
  }

  /** Empty when there is no TLS: none of the keys that turn it on is there. */
  Optional<Tls> read() {
    boolean isOn =
        List.of("cert", "cert_file", "key", "key_file", "client_ca", "client_ca_file").stream()
                .anyMatch(key -> said(key).isPresent())
            || said("client_auth_type").isPresent();
    Tls tls =
        new Tls(
            pem("cert", isOn),
            pem("key", isOn),
            clientAuth(),
            clientCa(),
            allowedSans(),
            protocols(),
            section.values("cipher_suites", TlsReader::cipherSuite),
            flag(section, "prefer_server_cipher_suites"),
            section.values("curve_preferences", TlsReader::namedGroup));
    section.refuseOthers();
    if (tls.clientCa().isPresent() && tls.clientAuth() == ClientAuth.NO_CLIENT_CERT) {
      refuse("client_auth_type", "is missing beside client_ca: RequireAndVerifyClientCert");
    }
    return isOn ? Optional.of(tls) : Optional.empty();
  }

  private Optional<String> said(String key) {
    return section.text(key).filter(text -> !text.isEmpty());
  }

  private void refuse(String key, String why) {
    section.problems().add(section.path().child(key), why);
  }

  private Pem pem(String key, boolean isOn) {
    Optional<Pem> pem = either(key);
    if (isOn && pem.isEmpty() && said(key + "_file").isEmpty()) {
      section.problems().add(section.path(), "'" + key + "' or '" + key + "_file' is missing");
    }
    return pem.orElseGet(() -> new Pem("", new Secret("")));
  }

  /** In the file itself, or in one that it names. */
  private Optional<Pem> either(String key) {
    Optional<String> inline = said(key);
    Optional<String> file = said(key + "_file");
    if (inline.isPresent() && file.isPresent()) {
      refuse(key, "only one of '" + key + "' and '" + key + "_file' can be there");
    }
    return file.isPresent()
        ? section.value(key + "_file", this::fromFile)
        : inline.map(text -> new Pem(key, new Secret(text)));
  }

  private Pem fromFile(String name) {
    Path file;
    try {
      file = folder.resolve(name);
    } catch (java.nio.file.InvalidPathException noPath) {
      throw new IllegalArgumentException("a path is expected", noPath);
    }
    return new Pem(file.toString(), reading.apply(file));
  }

  private Optional<Pem> clientCa() {
    return either("client_ca");
  }

  private ClientAuth clientAuth() {
    return section
        .value("client_auth_type", TlsReader::clientAuth)
        .orElse(ClientAuth.NO_CLIENT_CERT);
  }

  private static ClientAuth clientAuth(String text) {
    if (text.isEmpty()) {
      return ClientAuth.NO_CLIENT_CERT;
    }
    // The toolkit's own older name for it.
    String name = text.equals("RequireClientCert") ? "RequireAnyClientCert" : text;
    return Arrays.stream(ClientAuth.values())
        .filter(one -> one.written().equals(name))
        .findFirst()
        .orElseThrow(
            () -> expected(Arrays.stream(ClientAuth.values()).map(ClientAuth::written).toList()));
  }

  /** An empty list would be read as: any name. */
  private List<String> allowedSans() {
    List<String> sans = section.values("client_allowed_sans", Function.identity());
    if (sans.isEmpty() && section.has("client_allowed_sans")) {
      refuse("client_allowed_sans", "names nobody; leave it out, or list a name");
    }
    return sans;
  }

  private List<String> protocols() {
    int least = version("min_version", "TLS12");
    int most = version("max_version", "TLS13");
    List<String> protocols = new ArrayList<>();
    for (int i = least; i <= most; i++) {
      if (!SPOKEN.get(i).isEmpty()) {
        protocols.add(SPOKEN.get(i));
      }
    }
    if (protocols.isEmpty()) {
      refuse("max_version", "leaves no version; TLS12 and TLS13 are spoken here");
    }
    return protocols;
  }

  private int version(String key, String otherwise) {
    return section.value(key, TlsReader::version).orElse(VERSIONS.indexOf(otherwise));
  }

  private static int version(String text) {
    int version = VERSIONS.indexOf(text);
    if (version < 0) {
      throw expected(VERSIONS);
    }
    return version;
  }

  private static String cipherSuite(String name) {
    if (!CIPHER_SUITES.contains(name)) {
      throw expected(CIPHER_SUITES.stream().sorted().toList());
    }
    return name;
  }

  private static String namedGroup(String name) {
    String group = CURVES.get(name);
    if (group == null) {
      throw expected(CURVES.keySet().stream().sorted().toList());
    }
    return group;
  }

  private static IllegalArgumentException expected(List<String> words) {
    return new IllegalArgumentException(
        "one of these is expected: " + words.stream().collect(joining(", ")));
  }

  /** True where nothing is said; in any of YAML 1.1's words. */
  static boolean flag(Section section, String key) {
    return section.value(key, TlsReader::flag).orElse(true);
  }

  private static boolean flag(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    if (!YES.contains(word) && !NO.contains(word)) {
      throw expected(List.of("true", "false"));
    }
    return YES.contains(word);
  }
}
