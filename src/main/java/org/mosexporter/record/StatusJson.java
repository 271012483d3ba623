package org.mosexporter.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.mosexporter.call.Direction;
import org.mosexporter.call.EndpointFigures;
import org.mosexporter.receive.Reporter;

/** Who reports, when last, and what was refused and why: {@code /api/v1/status}. */
public final class StatusJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  /**
   * {@code {"reporters":[…],"phones":[…]}}, and leaves the stream open.
   *
   * @param reporters who sends to our listeners
   * @param figures those of phones that are reported on, in whatever way
   */
  public static void write(List<Reporter> reporters, List<EndpointFigures> figures, OutputStream to)
      throws IOException {
    try (JsonGenerator out = FACTORY.createGenerator(to)) {
      Json json = new Json(out);
      out.writeStartObject();
      out.writeArrayFieldStart("reporters");
      for (Reporter reporter : reporters) {
        write(reporter, json);
      }
      out.writeEndArray();
      out.writeArrayFieldStart("phones");
      for (EndpointFigures of : figures) {
        if (of.direction() == Direction.RECEIVED && of.lastReportNs().isPresent()) {
          out.writeStartObject();
          out.writeStringField("address", of.endpoint().toString());
          out.writeStringField("source", of.source().label());
          json.time("last_report", of.lastReportNs());
          out.writeEndObject();
        }
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    to.write('\n');
  }

  private static void write(Reporter reporter, Json json) throws IOException {
    JsonGenerator out = json.out();
    out.writeStartObject();
    out.writeStringField("address", reporter.address().toString());
    out.writeStringField("protocol", reporter.protocol().label());
    out.writeNumberField("reports", reporter.reports());
    json.time("last_report", reporter.lastReportNs());
    out.writeNumberField("refused", reporter.refused());
    json.time("last_refused", reporter.lastRefusedNs());
    json.text("reason", reporter.lastReason());
    out.writeEndObject();
  }

  private StatusJson() {}
}
