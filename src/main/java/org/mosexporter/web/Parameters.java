package org.mosexporter.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What the query of a request asks for. Each parameter stands in it once at most. */
final class Parameters {
  static final String LIMIT = "limit";
  static final String CURSOR = "cursor";
  static final int LIMIT_DEFAULT = 50;
  static final int LIMIT_MAX = 500;

  private static final int MOST_CHARACTERS = 500;

  private final Map<String, String> values;

  private Parameters(Map<String, String> values) {
    this.values = values;
  }

  /**
   * The parameters of a request.
   *
   * @param known all that its path has
   * @throws BadParameterException when there is another, or one twice
   */
  static Parameters of(Ask ask, Collection<String> known) {
    Map<String, String> values = new HashMap<>();
    for (String pair : ask.query().split("&", -1)) {
      if (!pair.isEmpty()) {
        int sign = pair.indexOf('=');
        String name = decoded(sign < 0 ? pair : pair.substring(0, sign));
        if (!known.contains(name)) {
          throw new BadParameterException(
              cut(name), "There is no such parameter here; there are: " + all(known) + ".");
        }
        if (values.put(name, decoded(sign < 0 ? "" : pair.substring(sign + 1))) != null) {
          throw new BadParameterException(name, "The parameter stands there twice.");
        }
      }
    }
    return new Parameters(values);
  }

  private static String all(Collection<String> known) {
    return known.isEmpty() ? "none" : String.join(", ", known);
  }

  private static String decoded(String text) {
    try {
      String plain = URLDecoder.decode(text, StandardCharsets.UTF_8);
      if (plain.length() <= MOST_CHARACTERS) {
        return plain;
      }
    } catch (IllegalArgumentException notEncoded) {
      throw new BadParameterException(cut(text), "A % must be followed by two hex digits.");
    }
    throw new BadParameterException(
        cut(text), "More than " + MOST_CHARACTERS + " characters are too many.");
  }

  /** So that an answer is never as long as what a stranger sends. */
  private static String cut(String name) {
    return name.substring(0, Math.min(name.length(), 40));
  }

  /** Empty when it is absent or has no value: both ask for everything. */
  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  /** A time as RFC 3339 has it. */
  Optional<Instant> instant(String name) {
    return text(name).map(value -> instant(name, value));
  }

  private static Instant instant(String name, String value) {
    try {
      return OffsetDateTime.parse(value).toInstant();
    } catch (DateTimeParseException notATime) {
      throw new BadParameterException(
          name, "A time is written like 2026-07-01T12:00:00Z; a + in it as percent sign and 2B.");
    }
  }

  /** A number between the two, themselves included. */
  OptionalDouble number(String name, double least, double most) {
    Optional<String> value = text(name);
    if (value.isEmpty()) {
      return OptionalDouble.empty();
    }
    double number;
    try {
      number = Double.parseDouble(value.get());
    } catch (NumberFormatException notANumber) {
      number = Double.NaN;
    }
    if (number >= least && number <= most) {
      return OptionalDouble.of(number);
    }
    throw new BadParameterException(name, "It is a number from " + least + " to " + most + ".");
  }

  /** One of the words that it may be. */
  Optional<String> choice(String name, Collection<String> words) {
    Optional<String> value = text(name);
    if (value.isPresent() && !words.contains(value.get())) {
      throw new BadParameterException(name, "It is one of: " + String.join(", ", words) + ".");
    }
    return value;
  }

  /** How many rows of a list are wanted at most. */
  int limit() {
    Optional<String> value = text(LIMIT);
    if (value.isEmpty()) {
      return LIMIT_DEFAULT;
    }
    if (value.get().matches("[0-9]{1,9}")) {
      int limit = Integer.parseInt(value.get());
      if (limit >= 1 && limit <= LIMIT_MAX) {
        return limit;
      }
    }
    throw new BadParameterException(LIMIT, "It is a whole number from 1 to " + LIMIT_MAX + ".");
  }
}
