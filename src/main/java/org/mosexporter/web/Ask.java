package org.mosexporter.web;

import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * A request as the pages see it.
 *
 * @param path below the prefix of all paths
 * @param query as it was sent, encoded; empty when there is none
 * @param authenticated whether who asks gave a user's password or a verified certificate
 * @param externalOrigin scheme, host and port under which browsers know us; empty when unknown
 */
record Ask(
    String method,
    String path,
    String query,
    HttpFields headers,
    String authorityHost,
    SocketAddress from,
    boolean authenticated,
    String externalOrigin,
    InputStream body) {

  static Ask of(Request request, String path, boolean authenticated, String externalOrigin) {
    return new Ask(
        request.getMethod(),
        path,
        Optional.ofNullable(request.getHttpURI().getQuery()).orElse(""),
        request.getHeaders(),
        Optional.ofNullable(request.getHttpURI().getHost()).orElse(""),
        request.getConnectionMetaData().getRemoteSocketAddress(),
        authenticated,
        externalOrigin,
        Content.Source.asInputStream(request));
  }

  /** All values of a header as one list; empty when there is none. */
  String header(HttpHeader name) {
    List<String> values = headers.getValuesList(name);
    return values == null ? "" : String.join(",", values);
  }

  boolean hasHeader(String lowerCaseStart) {
    for (HttpField field : headers) {
      if (field.getLowerCaseName().startsWith(lowerCaseStart)) {
        return true;
      }
    }
    return false;
  }

  boolean isFromLoopback() {
    return from instanceof InetSocketAddress address
        && address.getAddress() != null
        && address.getAddress().isLoopbackAddress();
  }

  /** Whether an answer of this type is wanted; where nothing is said, every type is. */
  boolean accepts(String contentType) {
    if (!headers.contains(HttpHeader.ACCEPT)) {
      return true;
    }
    String type = contentType.replaceFirst(";.*", "");
    String anyOfKind = type.substring(0, type.indexOf('/')) + "/*";
    return headers.getQualityCSV(HttpHeader.ACCEPT).stream()
        .map(wanted -> wanted.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT))
        .anyMatch(wanted -> Set.of(type, anyOfKind, "*/*").contains(wanted));
  }

  boolean acceptsGzip() {
    for (HttpField field : headers) {
      if (field.getHeader() == HttpHeader.ACCEPT_ENCODING) {
        for (String coding : field.getValueList()) {
          if (coding
              .replace(" ", "")
              .matches("(?i)(x-)?gzip(;q=(1(\\.0*)?|0?\\.\\d*[1-9]\\d*))?")) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
