package org.mosexporter.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JSON object whose texts have places for values of a finding: {@code {{cause}}}. It is kept as a
 * tree, not as text, so that no value can end the text that it stands in.
 *
 * @param file where it was read; empty when it stands in the configuration itself
 */
public record Template(Optional<String> file, Members members) {
  /** Where a value goes: a {@link Placeholder} between two pairs of braces. */
  public static final Pattern PLACE = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");

  /** A JSON value. */
  public sealed interface Value {}

  /** A text, in which placeholders are filled. */
  public record Text(String text) implements Value {}

  /**
   * A number, {@code true}, {@code false} or {@code null}.
   *
   * @param json as JSON writes it
   */
  public record Literal(String json) implements Value {}

  /** An array. */
  public record Items(List<Value> values) implements Value {
    public Items {
      values = List.copyOf(values);
    }
  }

  /** An object, in the order in which it was written. */
  public record Members(Map<String, Value> values) implements Value {
    public Members {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }

  /** A text with whatever placeholders. Throws the remedy when one of them does not exist. */
  public static Text text(String text) {
    Matcher place = PLACE.matcher(text);
    while (place.find()) {
      if (Placeholder.of(place.group(1)).isEmpty()) {
        throw new IllegalArgumentException(
            "{{" + place.group(1) + "}} is not known; known are " + Placeholder.labels());
      }
    }
    if (PLACE.matcher(text).replaceAll("").contains("{{")) {
      throw new IllegalArgumentException("a name and }} are expected behind {{");
    }
    return new Text(text);
  }
}
