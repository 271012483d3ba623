package org.mosexporter.web;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** A request as the pages see it. */
record Ask(
    String method, String path, HttpFields headers, String authorityHost, SocketAddress from) {

  static Ask of(Request request) {
    return new Ask(
        request.getMethod(),
        Request.getPathInContext(request),
        request.getHeaders(),
        Optional.ofNullable(request.getHttpURI().getHost()).orElse(""),
        request.getConnectionMetaData().getRemoteSocketAddress());
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
