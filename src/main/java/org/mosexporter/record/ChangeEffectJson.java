package org.mosexporter.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.mosexporter.diagnosis.Change;
import org.mosexporter.diagnosis.ChangeEffect;
import org.mosexporter.diagnosis.ChangeWindow;
import org.mosexporter.diagnosis.Difference;

/** A change with how calls sounded before and after it. */
public final class ChangeEffectJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private static final int DIGITS = 4;

  private final Json json;
  private final JsonGenerator out;

  private ChangeEffectJson(JsonGenerator out) {
    this.out = out;
    json = new Json(out);
  }

  /** One object, and leaves the stream open. */
  public static void write(Change change, ChangeWindow window, ChangeEffect effect, OutputStream to)
      throws IOException {
    try (JsonGenerator out = FACTORY.createGenerator(to)) {
      new ChangeEffectJson(out).all(change, window, effect);
    }
    to.write('\n');
  }

  private void all(Change change, ChangeWindow window, ChangeEffect effect) throws IOException {
    out.writeStartObject();
    ChangeJson.fields(change, json);
    side(
        "before",
        window.fromNs(),
        window.atNs(),
        window.before().map(Change::id).orElse(""),
        effect.callsBefore());
    side(
        "after",
        window.atNs(),
        window.toNs(),
        window.after().map(Change::id).orElse(""),
        effect.callsAfter());
    out.writeStringField("verdict", effect.verdict().label());
    out.writeStringField("reason", effect.reason().label());
    out.writeStringField("explanation", effect.explanation());
    out.writeArrayFieldStart("scales");
    for (ChangeEffect.OnScale scale : effect.scales()) {
      scale(scale);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private void side(String name, long fromNs, long toNs, String cutAt, long calls)
      throws IOException {
    out.writeObjectFieldStart(name);
    out.writeStringField("from", Instants.rfc3339(fromNs));
    out.writeStringField("to", Instants.rfc3339(toNs));
    json.text("cut_at_change", cutAt);
    out.writeNumberField("calls", calls);
    out.writeEndObject();
  }

  private void scale(ChangeEffect.OnScale scale) throws IOException {
    out.writeStartObject();
    out.writeStringField("scale", scale.scale().label());
    out.writeNumberField("days_before", scale.daysBefore());
    out.writeNumberField("days_after", scale.daysAfter());
    difference("mos_lq", scale.mosLq());
    out.writeObjectFieldStart("band_shares");
    for (var band : scale.bands().entrySet()) {
      difference(band.getKey().label(), band.getValue());
    }
    out.writeEndObject();
    out.writeObjectFieldStart("lost_r");
    for (Map.Entry<ChangeEffect.Cause, Difference> cause : scale.lostR().entrySet()) {
      difference(cause.getKey().label(), cause.getValue());
    }
    out.writeEndObject();
    groups(scale);
    out.writeEndObject();
  }

  private void groups(ChangeEffect.OnScale scale) throws IOException {
    out.writeObjectFieldStart("by");
    for (ChangeEffect.Dimension dimension : ChangeEffect.Dimension.values()) {
      out.writeArrayFieldStart(dimension.label());
      for (ChangeEffect.Group group : scale.groups()) {
        if (group.dimension() == dimension) {
          out.writeStartObject();
          json.text("value", group.value());
          difference("mos_lq", group.mosLq());
          out.writeEndObject();
        }
      }
      out.writeEndArray();
    }
    out.writeEndObject();
  }

  /** Absent where nothing was observed. */
  private void difference(String name, Difference of) throws IOException {
    if (of.observedBefore() + of.observedAfter() == 0) {
      return;
    }
    out.writeObjectFieldStart(name);
    out.writeNumberField("observed_before", of.observedBefore());
    out.writeNumberField("observed_after", of.observedAfter());
    json.number("before", of.before(), DIGITS);
    json.number("after", of.after(), DIGITS);
    json.number("difference", of.value(), DIGITS);
    if (of.interval().isPresent()) {
      json.number("low", of.interval().get().low(), DIGITS);
      json.number("high", of.interval().get().high(), DIGITS);
    }
    out.writeEndObject();
  }
}
