package org.mosexporter.web;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.mosexporter.config.WebConfig;
import org.mosexporter.load.TlsMaterial;
import org.mosexporter.load.WebConfigFile;
import org.mosexporter.web.RefusedRequests.Reason;

/**
 * What every request passes first, whatever its path: the configuration must be good, the rate not
 * exceeded, the password right. In the order of exporter-toolkit. Who may open the control socket
 * has passed already.
 */
final class Gate {
  /** What becomes of a request. */
  sealed interface Verdict {
    /**
     * It goes on to its path.
     *
     * @param authenticated whether it brought a user's password or a verified certificate
     */
    record Pass(boolean authenticated, Map<String, String> headers) implements Verdict {}

    /** It is answered at once. */
    record Stop(int status, String why, Map<String, String> headers) implements Verdict {}
  }

  private final WebConfigFile file;
  private final LongSupplier clockNs;
  private final Logins logins = new Logins();
  private final RefusedRequests refused;
  private @Nullable TokenBucket bucket;

  /**
   * @param clockNs such as {@link System#nanoTime}
   */
  Gate(WebConfigFile file, RefusedRequests refused, LongSupplier clockNs) {
    this.file = file;
    this.clockNs = clockNs;
    this.refused = refused;
  }

  Verdict check(Request request) {
    if (ControlSocket.isAskedBy(request)) {
      return new Verdict.Pass(true, Map.of());
    }
    return switch (file.state()) {
      case WebConfigFile.State.Bad _ ->
          stop(
              Reason.CONFIGURATION,
              HttpStatus.INTERNAL_SERVER_ERROR_500,
              "The file of --web.config.file cannot be used; the log says why.",
              Map.of());
      case WebConfigFile.State.Good good ->
          isTooOften(good.config())
              ? stop(
                  Reason.RATE_LIMIT,
                  HttpStatus.TOO_MANY_REQUESTS_429,
                  "More requests than rate_limit allows.",
                  Map.of())
              : check(request, good);
    };
  }

  private Verdict check(Request request, WebConfigFile.State.Good good) {
    List<X509Certificate> certificates = certificates(request);
    Optional<TlsMaterial> tls = good.tls();
    if (tls.isPresent() && !tls.get().admits(certificates)) {
      return stop(
          Reason.CLIENT_CERTIFICATE,
          HttpStatus.FORBIDDEN_403,
          "The certificate of this connection is not good any more; connect again.",
          good.config().headers());
    }
    boolean isKnown = tls.isPresent() && tls.get().verifies(certificates);
    Map<String, String> headers = good.config().headers();
    if (good.config().users().isEmpty()) {
      return new Verdict.Pass(isKnown, headers);
    }
    return login(request, good.config());
  }

  private Verdict login(Request request, WebConfig config) {
    String authorization =
        Optional.ofNullable(request.getHeaders().get(HttpHeader.AUTHORIZATION)).orElse("");
    return switch (logins.check(authorization, config.users())) {
      case GOOD -> new Verdict.Pass(true, config.headers());
      case BAD ->
          stop(
              Reason.LOGIN,
              HttpStatus.UNAUTHORIZED_401,
              "A user's name and password are needed.",
              config.headers());
      case BUSY ->
          stop(
              Reason.BUSY,
              HttpStatus.TOO_MANY_REQUESTS_429,
              "Too many passwords are being checked; try again.",
              config.headers());
    };
  }

  private Verdict stop(Reason reason, int status, String why, Map<String, String> headers) {
    refused.count(reason);
    return new Verdict.Stop(status, why, headers);
  }

  private synchronized boolean isTooOften(WebConfig config) {
    if (config.rateLimit().isEmpty()) {
      bucket = null;
      return false;
    }
    long now = clockNs.getAsLong();
    WebConfig.RateLimit limit = config.rateLimit().get();
    TokenBucket current = bucket;
    if (current == null || !current.limit().equals(limit)) {
      current = new TokenBucket(limit, now);
      bucket = current;
    }
    return !current.allows(now);
  }

  /** Of the other end of the connection; none without TLS or without such. */
  private static List<X509Certificate> certificates(Request request) {
    EndPoint.SslSessionData session =
        request.getConnectionMetaData().getConnection().getEndPoint().getSslSessionData();
    X509Certificate[] chain = session == null ? null : session.peerCertificates();
    return chain == null ? List.of() : List.of(chain);
  }
}
