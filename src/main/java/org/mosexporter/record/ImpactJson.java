package org.mosexporter.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.mosexporter.diagnosis.Impact;

/** What worse calls cost each site. */
public final class ImpactJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private static final int DIGITS = 4;

  private final Json json;
  private final JsonGenerator out;

  private ImpactJson(JsonGenerator out) {
    this.out = out;
    json = new Json(out);
  }

  /** One object, and leaves the stream open. */
  public static void write(
      long fromNs, long toNs, Map<String, Impact.Found> bySite, OutputStream to)
      throws IOException {
    try (JsonGenerator out = FACTORY.createGenerator(to)) {
      out.writeStartObject();
      out.writeStringField("from", Instants.rfc3339(fromNs));
      out.writeStringField("to", Instants.rfc3339(toNs));
      out.writeArrayFieldStart("sites");
      for (Map.Entry<String, Impact.Found> site : bySite.entrySet()) {
        new ImpactJson(out).site(site.getKey(), site.getValue());
      }
      out.writeEndArray();
      out.writeArrayFieldStart("assumptions");
      for (String one : Impact.ASSUMPTIONS) {
        out.writeString(one);
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    to.write('\n');
  }

  private void site(String name, Impact.Found found) throws IOException {
    out.writeStartObject();
    out.writeStringField("site", name);
    out.writeNumberField("good_calls", found.good());
    out.writeNumberField("worse_calls", found.worse());
    cost("talk", "mean_seconds", "minutes_lost", found.talk());
    cost("repeat_calls", "share", "excess_calls", found.repeats());
    cost("early_hangups", "share", "excess_calls", found.earlyHangups());
    if (found.leftOut() > 0) {
      out.writeNumberField("calls_left_out", found.leftOut());
    }
    out.writeEndObject();
  }

  /** An estimate that too few calls support is absent. */
  private void cost(String name, String mean, String total, Impact.Cost cost) throws IOException {
    out.writeObjectFieldStart(name);
    json.number("good_" + mean, cost.means().before(), DIGITS);
    json.number("worse_" + mean, cost.means().after(), DIGITS);
    if (cost.total().isPresent()) {
      json.number(total, cost.total().get().value(), DIGITS);
      json.number("low", cost.total().get().low(), DIGITS);
      json.number("high", cost.total().get().high(), DIGITS);
    }
    out.writeEndObject();
  }
}
