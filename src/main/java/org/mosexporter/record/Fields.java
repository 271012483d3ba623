package org.mosexporter.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * A JSON object as records have it: what is not there is unknown. A field of another kind than was
 * asked for is an {@link IllegalArgumentException}.
 */
final class Fields {
  private static final int MOST_NESTED = 10;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(MOST_NESTED).build())
          .build();

  private static final Fields NONE = new Fields(Map.of());

  private final Map<String, Object> values;

  private Fields(Map<String, Object> values) {
    this.values = values;
  }

  /**
   * The object that a text is.
   *
   * @throws IOException when it is no JSON
   */
  static Fields parse(byte[] text) throws IOException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("no object");
      }
      return object(parser);
    }
  }

  private static Fields object(JsonParser parser) throws IOException {
    Map<String, Object> values = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      values.put(name, value(parser));
    }
    return new Fields(values);
  }

  private static Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
      default -> parser.getText();
    };
  }

  private static List<Object> array(JsonParser parser) throws IOException {
    List<Object> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      values.add(value(parser));
    }
    return values;
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  Iterable<String> names() {
    return values.keySet();
  }

  private <T> Optional<T> as(Class<T> kind, String name) {
    Object value = values.get(name);
    if (value == null || kind.isInstance(value)) {
      return Optional.ofNullable(kind.cast(value));
    }
    throw new IllegalArgumentException(name + " is no " + kind.getSimpleName());
  }

  /** Empty when unknown. */
  String text(String name) {
    return as(String.class, name).orElse("");
  }

  boolean flag(String name) {
    return as(Boolean.class, name).orElse(false);
  }

  OptionalDouble number(String name) {
    Optional<Number> value = as(Number.class, name);
    return value.isPresent()
        ? OptionalDouble.of(value.get().doubleValue())
        : OptionalDouble.empty();
  }

  /** Not a number when unknown. */
  double numberOrNan(String name) {
    return number(name).orElse(Double.NaN);
  }

  OptionalLong whole(String name) {
    Optional<Long> value = as(Long.class, name);
    return value.isPresent() ? OptionalLong.of(value.get()) : OptionalLong.empty();
  }

  OptionalInt small(String name) {
    OptionalLong value = whole(name);
    return value.isPresent()
        ? OptionalInt.of(Math.toIntExact(value.getAsLong()))
        : OptionalInt.empty();
  }

  /** Nanoseconds since 1970-01-01 UTC. */
  OptionalLong time(String name) {
    String text = text(name);
    try {
      return text.isEmpty()
          ? OptionalLong.empty()
          : OptionalLong.of(Instants.ns(Instant.parse(text)));
    } catch (DateTimeParseException wrong) {
      throw new IllegalArgumentException(name + " is no time", wrong);
    }
  }

  /** One without fields when there is none. */
  Fields in(String name) {
    return as(Fields.class, name).orElse(NONE);
  }

  /** Something of each object of an array. */
  <T> List<T> each(String name, Function<Fields, T> reading) {
    List<T> read = new ArrayList<>();
    for (Object one : as(List.class, name).orElse(List.of())) {
      if (!(one instanceof Fields fields)) {
        throw new IllegalArgumentException(name + " is no list of objects");
      }
      read.add(reading.apply(fields));
    }
    return read;
  }

  List<String> texts(String name) {
    List<String> read = new ArrayList<>();
    for (Object one : as(List.class, name).orElse(List.of())) {
      read.add(one.toString());
    }
    return read;
  }
}
