package org.mosexporter.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Why the API refuses something, as JSON (RFC 9457 §3). */
public final class ProblemJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  /**
   * One object on one line. Its type is {@code about:blank}: the status says all there is to tell
   * apart (RFC 9457 §4.2.1).
   *
   * @param title the status in words
   * @param detail what is wrong this time, for a person
   * @param parameter of the request that is at fault; empty when none is
   */
  public static byte[] bytes(int status, String title, String detail, String parameter) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeStringField("type", "about:blank");
      out.writeStringField("title", title);
      out.writeNumberField("status", status);
      out.writeStringField("detail", detail);
      new Json(out).text("parameter", parameter);
      out.writeEndObject();
    } catch (IOException never) {
      throw new UncheckedIOException(never);
    }
    bytes.write('\n');
    return bytes.toByteArray();
  }

  private ProblemJson() {}
}
