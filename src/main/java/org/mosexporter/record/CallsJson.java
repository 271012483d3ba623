package org.mosexporter.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.mosexporter.call.CallSummary;

/** Records of calls as the API tells them (DESIGN §9). */
public final class CallsJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  /** {@code {"calls":[…]}}, and leaves the stream open. */
  public static void write(List<CallSummary> calls, OutputStream to) throws IOException {
    try (JsonGenerator out = FACTORY.createGenerator(to)) {
      CallJson json = new CallJson(new Json(out));
      out.writeStartObject();
      out.writeArrayFieldStart("calls");
      for (CallSummary call : calls) {
        json.record(call);
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    to.write('\n');
  }

  /** One record on one line, and leaves the stream open. */
  public static void write(CallSummary call, OutputStream to) throws IOException {
    try (JsonGenerator out = FACTORY.createGenerator(to)) {
      new CallJson(new Json(out)).record(call);
    }
    to.write('\n');
  }

  /**
   * The call of one record, as exactly as that tells it.
   *
   * @throws IOException when it is no record
   */
  public static CallSummary read(byte[] record) throws IOException {
    return CallReader.read(record);
  }

  /**
   * The calls of an answer of the API.
   *
   * @throws IOException when it is none
   */
  public static List<CallSummary> readAll(byte[] answer) throws IOException {
    return CallReader.readAll(answer);
  }

  private CallsJson() {}
}
