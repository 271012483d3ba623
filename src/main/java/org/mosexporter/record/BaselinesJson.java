package org.mosexporter.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.mosexporter.diagnosis.Baseline;
import org.mosexporter.diagnosis.KeptWeek;
import org.mosexporter.diagnosis.Learned;

/** What was learned of usual hours, as one JSON object. */
final class BaselinesJson {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final long VERSION = 1;

  static byte[] bytes(Learned learned) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeNumberField("version", VERSION);
      out.writeArrayFieldStart("baselines");
      for (Baseline one : learned.usual()) {
        write(out, one);
      }
      out.writeEndArray();
      out.writeArrayFieldStart("weeks");
      for (KeptWeek one : learned.weeks()) {
        write(out, one);
      }
      out.writeEndArray();
      out.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator out, Baseline one) throws IOException {
    out.writeStartObject();
    out.writeStringField("site", one.site());
    out.writeStringField("kind", one.kind());
    out.writeStringField("name", one.name());
    out.writeNumberField("last_ns", one.lastNs());
    out.writeNumberField("raised", one.raised());
    out.writeArrayFieldStart("figures");
    for (Baseline.Hours hours : one.figures()) {
      out.writeStartObject();
      numbers(out, "middle", hours.middle());
      numbers(out, "scale", hours.scale());
      out.writeArrayFieldStart("counts");
      for (short count : hours.counts()) {
        out.writeNumber(count);
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, KeptWeek one) throws IOException {
    out.writeStartObject();
    out.writeStringField("site", one.site());
    out.writeStringField("cause", one.cause());
    out.writeStringField("scope_kind", one.scopeKind());
    out.writeStringField("scope", one.scope());
    out.writeNumberField("last_hour", one.lastHour());
    out.writeArrayFieldStart("hours");
    for (long bits : one.bits()) {
      out.writeString(Long.toHexString(bits)); // JSON's numbers have 53 bits for many readers
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void numbers(JsonGenerator out, String name, float[] values) throws IOException {
    out.writeArrayFieldStart(name);
    for (float value : values) {
      out.writeNumber(value);
    }
    out.writeEndArray();
  }

  /**
   * What was written.
   *
   * @throws IOException when it is no JSON
   * @throws IllegalArgumentException when it is another's, or of a version that is not known
   */
  static Learned parse(byte[] json) throws IOException {
    Fields all = Fields.parse(json);
    if (all.whole("version").orElse(0) != VERSION) {
      throw new IllegalArgumentException("it is of another version");
    }
    return new Learned(
        all.each("baselines", BaselinesJson::baseline), all.each("weeks", BaselinesJson::week));
  }

  private static Baseline baseline(Fields one) {
    double raised = one.number("raised").orElse(-1);
    List<Baseline.Hours> figures = one.each("figures", BaselinesJson::hours);
    if (one.text("site").isEmpty() || !(raised >= 0 && raised <= 1)) {
      throw new IllegalArgumentException("one is of no site, or has no share");
    }
    if (!figures.stream().allMatch(Baseline.Hours::isWhole)) {
      throw new IllegalArgumentException("a figure has not 168 hours");
    }
    return new Baseline(
        one.text("site"),
        one.text("kind"),
        one.text("name"),
        one.whole("last_ns").orElse(0),
        raised,
        figures);
  }

  private static KeptWeek week(Fields one) {
    return new KeptWeek(
        one.text("site"),
        one.text("cause"),
        one.text("scope_kind"),
        one.text("scope"),
        one.whole("last_hour").orElse(0),
        one.texts("hours").stream().map(bits -> Long.parseUnsignedLong(bits, 16)).toList());
  }

  private static Baseline.Hours hours(Fields figure) {
    List<String> counted = figure.texts("counts");
    short[] counts = new short[counted.size()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = Short.parseShort(counted.get(i));
    }
    return new Baseline.Hours(
        numbers(figure.texts("middle")), numbers(figure.texts("scale")), counts);
  }

  private static float[] numbers(List<String> texts) {
    float[] numbers = new float[texts.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Float.parseFloat(texts.get(i));
    }
    return numbers;
  }

  private BaselinesJson() {}
}
