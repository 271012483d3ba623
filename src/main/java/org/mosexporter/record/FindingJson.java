package org.mosexporter.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import org.mosexporter.diagnosis.Cause;
import org.mosexporter.diagnosis.Evidence;
import org.mosexporter.diagnosis.Finding;
import org.mosexporter.diagnosis.Scope;
import org.mosexporter.diagnosis.Severity;

/** A finding as the API, records, {@code analyze} and webhooks tell it. */
public final class FindingJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private static final int CONFIDENCE_DIGITS = 2;
  private static final int R_DIGITS = 2;
  private static final int MOS_DIGITS = 3;
  private static final int EVIDENCE_DIGITS = 6;

  /** One object. */
  public static String text(Finding finding) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      write(finding, new Json(out));
    } catch (IOException never) {
      throw new UncheckedIOException(never);
    }
    return text.toString();
  }

  /** One object, as a value of an array or after a field's name. */
  static void write(Finding finding, Json json) throws IOException {
    JsonGenerator out = json.out();
    out.writeStartObject();
    out.writeStringField("cause", finding.cause().label());
    scope(finding.scope(), json);
    out.writeStringField("severity", finding.severity().label());
    json.number("confidence", finding.confidence(), CONFIDENCE_DIGITS);
    out.writeStringField("since", Instants.rfc3339(finding.sinceNs()));
    out.writeArrayFieldStart("evidence");
    for (Evidence one : finding.evidence()) {
      evidence(one, json);
    }
    out.writeEndArray();
    out.writeNumberField("callers", finding.callers());
    out.writeNumberField("calls", finding.calls());
    json.number("lost_r", finding.lostR(), R_DIGITS);
    json.number("lost_mos", finding.lostMos(), MOS_DIGITS);
    json.text("fix", finding.fix());
    json.number("gain_mos", finding.gainMos(), MOS_DIGITS);
    out.writeEndObject();
  }

  private static void scope(Scope scope, Json json) throws IOException {
    json.out().writeObjectFieldStart("scope");
    json.out().writeStringField("kind", scope.kind().label());
    json.text("name", scope.name());
    json.out().writeStringField("site", scope.site());
    json.out().writeEndObject();
  }

  private static void evidence(Evidence one, Json json) throws IOException {
    json.out().writeStartObject();
    json.out().writeStringField("text", one.text());
    json.number("value", one.value(), EVIDENCE_DIGITS);
    json.text("unit", one.unit());
    json.out().writeStringField("source", one.source());
    json.out().writeEndObject();
  }

  /**
   * A finding that was written by {@link #write}; empty when it is none, as of a version that knows
   * other causes.
   */
  static Optional<Finding> read(Fields from) {
    try {
      Fields scope = from.in("scope");
      return Optional.of(
          new Finding(
              choice(Cause.class, from.text("cause")),
              new Scope(
                  scope.text("site"),
                  choice(Scope.Kind.class, scope.text("kind")),
                  scope.text("name")),
              choice(Severity.class, from.text("severity")),
              from.number("confidence").orElse(0),
              from.time("since").orElseThrow(() -> new IllegalArgumentException("no since")),
              from.each("evidence", FindingJson::evidence),
              from.small("callers").orElse(0),
              from.small("calls").orElse(0),
              from.number("lost_r"),
              from.number("lost_mos"),
              from.text("fix"),
              from.number("gain_mos")));
    } catch (IllegalArgumentException | ArithmeticException none) {
      return Optional.empty();
    }
  }

  private static Evidence evidence(Fields from) {
    return new Evidence(
        from.text("text"), from.numberOrNan("value"), from.text("unit"), from.text("source"));
  }

  private static <E extends Enum<E>> E choice(Class<E> type, String label) {
    return Enum.valueOf(type, label.toUpperCase(Locale.ROOT));
  }

  private FindingJson() {}
}
