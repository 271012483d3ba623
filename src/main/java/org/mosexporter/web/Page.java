package org.mosexporter.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Some rows of a list, and where it goes on. A cursor names the last row given, not how many were:
 * what comes and goes meanwhile moves no other row out of sight.
 *
 * @param next cursor of the page behind this one; empty when this is the last
 */
record Page<T>(List<T> rows, Optional<String> next) {
  private static final int CURSOR_PARTS = 3;
  private static final String SEPARATOR = "\n";

  /**
   * The first rows.
   *
   * @param rest of the list, from the first row that is wanted
   * @param name of a row, in a few parts, that a cursor can be made of
   */
  static <T> Page<T> of(List<T> rest, int limit, Function<T, List<String>> name) {
    if (rest.size() <= limit) {
      return new Page<>(List.copyOf(rest), Optional.empty());
    }
    List<T> rows = List.copyOf(rest.subList(0, limit));
    return new Page<>(rows, Optional.of(cursor(name.apply(rows.getLast()))));
  }

  private static String cursor(List<String> name) {
    byte[] bytes = String.join(SEPARATOR, name).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The row's name that a cursor was made of; empty without a cursor. */
  static Optional<List<String>> after(Parameters parameters) {
    return parameters.text(Parameters.CURSOR).map(Page::name);
  }

  private static List<String> name(String cursor) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      return List.of(text.split(SEPARATOR, CURSOR_PARTS));
    } catch (IllegalArgumentException notOurs) {
      throw notOurs();
    }
  }

  static BadParameterException notOurs() {
    return new BadParameterException(
        Parameters.CURSOR, "A cursor is the next of the page before, unchanged; start without.");
  }
}
