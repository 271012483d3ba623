package org.mosexporter.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the web server is protected: the file of {@code --web.config.file}, whose format all
 * exporters share (exporter-toolkit, docs/web-configuration.md). What it names, such as
 * certificates, has been read.
 *
 * @param tls empty: HTTP without TLS
 * @param http2 whether HTTP/2 is offered under TLS
 * @param headers that every answer has, by their names
 * @param users hashes of passwords (bcrypt) by user name; empty: nobody is asked for one
 */
public record WebConfig(
    Optional<Tls> tls,
    boolean http2,
    Map<String, String> headers,
    Map<String, Secret> users,
    Optional<RateLimit> rateLimit) {
  public WebConfig {
    headers = Map.copyOf(headers);
    users = Map.copyOf(users);
  }

  /** Of no file, or an empty one. */
  public static WebConfig none() {
    return new WebConfig(Optional.empty(), true, Map.of(), Map.of(), Optional.empty());
  }

  /**
   * The certificate, and what is asked of clients.
   *
   * @param allowedSans names of which a client's certificate must have one; empty: any
   * @param protocols as JSSE calls them, the highest last
   * @param cipherSuites for TLS 1.2; empty: those of the JDK
   * @param serverPrefers whether the order of {@code cipherSuites} decides, not the client's
   * @param namedGroups as JSSE calls elliptic curves; empty: those of the JDK
   */
  public record Tls(
      Pem certificate,
      Pem key,
      ClientAuth clientAuth,
      Optional<Pem> clientCa,
      List<String> allowedSans,
      List<String> protocols,
      List<String> cipherSuites,
      boolean serverPrefers,
      List<String> namedGroups) {
    public Tls {
      allowedSans = List.copyOf(allowedSans);
      protocols = List.copyOf(protocols);
      cipherSuites = List.copyOf(cipherSuites);
      namedGroups = List.copyOf(namedGroups);
    }
  }

  /**
   * A text in PEM (RFC 7468).
   *
   * @param source the file or the key of the configuration that it stands in, for messages
   */
  public record Pem(String source, Secret text) {}

  /** What is asked of a client in the handshake; named as Go's {@code tls.ClientAuthType}. */
  public enum ClientAuth {
    NO_CLIENT_CERT("NoClientCert"),
    REQUEST_CLIENT_CERT("RequestClientCert"),
    REQUIRE_ANY_CLIENT_CERT("RequireAnyClientCert"),
    VERIFY_CLIENT_CERT_IF_GIVEN("VerifyClientCertIfGiven"),
    REQUIRE_AND_VERIFY_CLIENT_CERT("RequireAndVerifyClientCert");

    private final String written;

    ClientAuth(String written) {
      this.written = written;
    }

    public String written() {
      return written;
    }

    /** Whether there is no connection without a certificate. */
    public boolean requires() {
      return this == REQUIRE_ANY_CLIENT_CERT || this == REQUIRE_AND_VERIFY_CLIENT_CERT;
    }

    /** Whether a certificate that is shown is one of the authorities'. */
    public boolean verifies() {
      return this == VERIFY_CLIENT_CERT_IF_GIVEN || this == REQUIRE_AND_VERIFY_CLIENT_CERT;
    }
  }

  /**
   * A token bucket that all requests share.
   *
   * @param interval in which one token comes; longer than nothing
   * @param burst tokens that there are at most
   */
  public record RateLimit(Duration interval, int burst) {}
}
