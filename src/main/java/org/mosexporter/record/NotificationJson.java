package org.mosexporter.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import org.mosexporter.config.Placeholder;
import org.mosexporter.config.Template;
import org.mosexporter.diagnosis.Evidence;
import org.mosexporter.diagnosis.Finding;
import org.mosexporter.diagnosis.Scope;

/** The body of a message to a webhook. */
public final class NotificationJson {
  /** Rises when a receiver must be changed. */
  private static final int SCHEMA = 1;

  private static final int DIGITS = 2;
  private static final int EVIDENCE_DIGITS = 6;

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  /** By the template, else as our own JSON has it. */
  public static byte[] body(Notification notification, Optional<Template> template) {
    StringWriter body = new StringWriter(); // whose octets are UTF-8 even where a name is none
    try (JsonGenerator out = FACTORY.createGenerator(body)) {
      if (template.isPresent()) {
        write(template.get().members(), notification, out);
      } else {
        write(notification, out);
      }
    } catch (IOException never) {
      throw new UncheckedIOException(never);
    }
    return body.toString().getBytes(UTF_8);
  }

  private static void write(Notification notification, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeNumberField("schema", SCHEMA);
    out.writeStringField("event", notification.event().label());
    out.writeStringField("id", notification.id());
    out.writeStringField("at", Instants.rfc3339(notification.atNs()));
    out.writeStringField("site", notification.finding().scope().site());
    out.writeFieldName("finding");
    FindingJson.write(notification.finding(), new Json(out));
    out.writeEndObject();
  }

  private static void write(Template.Value value, Notification notification, JsonGenerator out)
      throws IOException {
    switch (value) {
      case Template.Text(String text) -> out.writeString(filled(text, notification));
      case Template.Literal(String json) -> out.writeRawValue(json);
      case Template.Items(var values) -> {
        out.writeStartArray();
        for (Template.Value one : values) {
          write(one, notification, out);
        }
        out.writeEndArray();
      }
      case Template.Members(var values) -> {
        out.writeStartObject();
        for (Map.Entry<String, Template.Value> one : values.entrySet()) {
          out.writeFieldName(one.getKey());
          write(one.getValue(), notification, out);
        }
        out.writeEndObject();
      }
    }
  }

  /** What is filled in is not looked at again: no name can ask for another value. */
  private static String filled(String text, Notification notification) {
    return Template.PLACE
        .matcher(text)
        .replaceAll(
            place ->
                Matcher.quoteReplacement(
                    Placeholder.of(place.group(1))
                        .map(name -> value(name, notification))
                        .orElse("")));
  }

  private static String value(Placeholder name, Notification notification) {
    Finding finding = notification.finding();
    Scope scope = finding.scope();
    return switch (name) {
      case EVENT -> notification.event().label();
      case ID -> notification.id();
      case AT -> Instants.rfc3339(notification.atNs());
      case SITE -> scope.site();
      case CAUSE -> finding.cause().label();
      case SCOPE_KIND -> scope.kind().label();
      case SCOPE -> scope.name().isEmpty() ? scope.site() : scope.name();
      case SEVERITY -> finding.severity().label();
      case CONFIDENCE -> number(finding.confidence(), DIGITS);
      case SINCE -> Instants.rfc3339(finding.sinceNs());
      case CALLERS -> Integer.toString(finding.callers());
      case CALLS -> Integer.toString(finding.calls());
      case LOST_R -> number(finding.lostR());
      case LOST_MOS -> number(finding.lostMos());
      case GAIN_MOS -> number(finding.gainMos());
      case FIX -> finding.fix();
      case EVIDENCE ->
          finding.evidence().stream().map(NotificationJson::line).collect(joining("\n"));
    };
  }

  private static String line(Evidence one) {
    String unit = one.unit().isEmpty() ? "" : " " + one.unit();
    return one.text()
        + ": "
        + number(one.value(), EVIDENCE_DIGITS)
        + unit
        + " ("
        + one.source()
        + ")";
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? number(value.getAsDouble(), DIGITS) : "";
  }

  /** Without zeros at its end; empty when it is not known. */
  private static String number(double value, int digits) {
    if (!Double.isFinite(value)) {
      return "";
    }
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  private NotificationJson() {}
}
