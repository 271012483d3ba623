package org.mosexporter.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Jetty's own refusals: the status in words and nothing else, neither cause nor version. */
final class PlainErrors extends ErrorHandler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Reply reply = Problem.bare(Request.getPathInContext(request), response.getStatus());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.contentType());
    Front.HEADERS.forEach(response.getHeaders()::put);
    response.write(true, ByteBuffer.wrap(bytes(reply)), callback);
    return true;
  }

  private static byte[] bytes(Reply reply) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      reply.body().writeTo(bytes);
    } catch (IOException never) {
      throw new UncheckedIOException(never);
    }
    return bytes.toByteArray();
  }
}
