package org.mosexporter.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.mosexporter.quality.Input;

/** Calculations as JSON, one object per line, and the lines that ask for them. */
final class CalculationJson {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /**
   * What one line asks for.
   *
   * @param scale as written, if it says
   * @param codec by name, if it says
   * @param values by symbol, in the order of the line
   */
  record Question(Optional<String> scale, Optional<String> codec, Map<String, Double> values) {}

  /**
   * Reads {@code {"scale":"narrowband","Ta":150}}.
   *
   * @throws IllegalArgumentException when the line is anything else
   */
  static Question question(String line) {
    try (JsonParser parser = JSON.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("a line is one JSON object");
      }
      Question question = fields(parser);
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("a line is one JSON object and nothing after it");
      }
      return question;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a string cannot fail to be read
    }
  }

  private static Question fields(JsonParser parser) throws IOException {
    Optional<String> scale = Optional.empty();
    Optional<String> codec = Optional.empty();
    Map<String, Double> values = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("scale") && value == JsonToken.VALUE_STRING) {
        scale = Optional.of(parser.getText());
      } else if (name.equals("codec") && value == JsonToken.VALUE_STRING) {
        codec = Optional.of(parser.getText());
      } else if (value.isNumeric()) {
        values.put(name, parser.getDoubleValue());
      } else {
        throw new IllegalArgumentException(name + " is not a number");
      }
    }
    return new Question(scale, codec, values);
  }

  /** The terms only, as {@code --batch} answers. */
  static String terms(Calculation calculation) {
    return object(json -> writeTerms(json, calculation));
  }

  static String error(String message) {
    return object(json -> json.writeStringField("error", message));
  }

  /** The whole calculation: inputs, terms, both ratings, points lost. */
  static String whole(Calculation calculation) {
    return object(
        json -> {
          json.writeStringField("scale", calculation.scale().label());
          if (calculation.codec().isPresent()) {
            json.writeStringField("codec", calculation.codec().get().fullName());
          }
          json.writeObjectFieldStart("inputs");
          for (Input input : Input.values()) {
            if (input.appliesTo(calculation.scale())) {
              double value = calculation.inputs().value(input, calculation.scale());
              json.writeNumberField(input.symbol(), value);
            }
          }
          json.writeEndObject();
          writeTerms(json, calculation);
          json.writeNumberField("r_lq", calculation.rLq());
          json.writeNumberField("mos_lq", calculation.mosLq());
          json.writeNumberField("r_cq", calculation.terms().r());
          json.writeNumberField("mos_cq", calculation.mosCq());
          json.writeNumberField("mos_common", calculation.mosCommon());
          json.writeStringField("band", calculation.band().label());
          json.writeObjectFieldStart("lost_r");
          for (Map.Entry<String, Double> lost : calculation.lostR().entrySet()) {
            json.writeNumberField(lost.getKey(), lost.getValue());
          }
          json.writeEndObject();
        });
  }

  private static void writeTerms(JsonGenerator json, Calculation calculation) throws IOException {
    for (Map.Entry<String, Double> term : calculation.named().entrySet()) {
      json.writeNumberField(term.getKey(), term.getValue());
    }
    if (!calculation.ignored().isEmpty()) {
      json.writeArrayFieldStart("ignored");
      for (Input input : calculation.ignored()) {
        json.writeString(input.symbol());
      }
      json.writeEndArray();
    }
  }

  private static String object(Content content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      content.writeTo(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter cannot fail
    }
    return text.toString();
  }

  /** What stands between the braces. */
  private interface Content {
    void writeTo(JsonGenerator json) throws IOException;
  }

  private CalculationJson() {}
}
