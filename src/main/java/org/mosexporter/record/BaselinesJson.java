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
  private static final long VERSION = 2;

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
    out.writeObjectFieldStart("points");
    numbers(out, "middle", one.points().middle());
    numbers(out, "scale", one.points().scale());
    out.writeArrayFieldStart("counts");
    for (short count : one.points().counts()) {
      out.writeNumber(count);
    }
    out.writeEndArray();
    out.writeEndObject();
    out.writeArrayFieldStart("losses");
    for (Baseline.Loss loss : one.losses()) {
      out.writeStartObject();
      out.writeNumberField("middle", loss.middle());
      out.writeNumberField("scale", loss.scale());
      out.writeNumberField("count", loss.count());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeNumberField("tolerated", one.tolerated());
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
    if (one.text("site").isEmpty() || !(raised >= 0 && raised <= 1)) {
      throw new IllegalArgumentException("one is of no site, or has no share");
    }
    Baseline.Hours points = hours(one.in("points"));
    if (!points.isWhole()) {
      throw new IllegalArgumentException("one has not 168 hours");
    }
    List<Baseline.Loss> losses = one.each("losses", BaselinesJson::loss);
    double tolerated = one.number("tolerated").orElse(-1);
    if (!losses.stream().allMatch(Baseline.Loss::isWhole) || !(tolerated >= 0)) {
      throw new IllegalArgumentException("a loss is no figure");
    }
    return new Baseline(
        one.text("site"),
        one.text("kind"),
        one.text("name"),
        one.whole("last_ns").orElse(0),
        raised,
        points,
        losses,
        tolerated);
  }

  private static Baseline.Loss loss(Fields loss) {
    return new Baseline.Loss(
        (float) loss.number("middle").orElse(Double.NaN),
        (float) loss.number("scale").orElse(Double.NaN),
        Math.toIntExact(loss.whole("count").orElse(-1)));
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
