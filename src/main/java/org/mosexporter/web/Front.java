package org.mosexporter.web;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes every request to its route and sends the answer, with the headers that all answers have.
 */
final class Front extends Handler.Abstract {
  private static final Logger LOG = LoggerFactory.getLogger(Front.class);
  private static final int BUFFER_BYTES = 32 * 1024;

  /** What a browser may do with our pages: nothing that they do not do themselves. */
  static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Cache-Control",
          "no-store");

  private final Routes routes;
  private final Gate gate;
  private final ExternalUrl url;

  Front(Routes routes, Gate gate, ExternalUrl url) {
    this.routes = routes;
    this.gate = gate;
    this.url = url;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    HEADERS.forEach(response.getHeaders()::put);
    try {
      switch (gate.check(request)) {
        case Gate.Verdict.Stop stop -> refuse(request, stop, response);
        case Gate.Verdict.Pass pass -> pass(request, pass, response);
      }
      callback.succeeded();
    } catch (IOException gone) {
      callback.failed(gone); // whoever asked went away
    }
    return true;
  }

  private void refuse(Request request, Gate.Verdict.Stop stop, Response response)
      throws IOException {
    stop.headers().forEach(response.getHeaders()::put);
    if (stop.status() == HttpStatus.UNAUTHORIZED_401) {
      response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Basic");
    }
    String path = Request.getPathInContext(request);
    Ask ask = Ask.of(request, url.inner(path).orElse(path), false, url.origin());
    send(ask, Problem.of(ask, stop.status(), stop.why()), response);
  }

  private void pass(Request request, Gate.Verdict.Pass pass, Response response) throws IOException {
    pass.headers().forEach(response.getHeaders()::put);
    String whole = Request.getPathInContext(request);
    Optional<String> inner = url.inner(whole);
    Ask ask = Ask.of(request, inner.orElse(whole), pass.authenticated(), url.origin());
    Reply reply = inner.isPresent() ? answer(ask) : Problem.of(ask, 404, "Nothing here.");
    if (url.isEntrance(whole)) {
      response.getHeaders().put(HttpHeader.LOCATION, url.prefix() + "/");
      reply = Reply.plain(HttpStatus.FOUND_302, "The page is at " + url.prefix() + "/");
    }
    if (reply.status() == HttpStatus.METHOD_NOT_ALLOWED_405) {
      response.getHeaders().put(HttpHeader.ALLOW, String.join(", ", routes.allowed(ask)));
    }
    send(ask, reply, response);
  }

  private Reply answer(Ask ask) {
    try {
      return routes.answer(ask);
    } catch (RuntimeException ours) {
      LOG.error("{} {} failed", ask.method(), ask.path(), ours);
      return Problem.of(ask, 500, "Something is wrong in mos-exporter; its log says what.");
    }
  }

  private static void send(Ask ask, Reply reply, Response response) throws IOException {
    response.setStatus(reply.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.contentType());
    response.getHeaders().put(HttpHeader.VARY, "Accept, Accept-Encoding");
    // The answer to HEAD is written like that to GET: Jetty sends its head alone (RFC 9110 §9.3.2).
    OutputStream out =
        new BufferedOutputStream(Content.Sink.asOutputStream(response), BUFFER_BYTES);
    if (ask.acceptsGzip()) {
      response.getHeaders().put(HttpHeader.CONTENT_ENCODING, "gzip");
      out = new FastGzip(out);
    }
    try (OutputStream closed = out) {
      reply.body().writeTo(closed);
    }
  }

  /** Level 1: half the processor time of the default, and the body hardly larger. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, BUFFER_BYTES);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
