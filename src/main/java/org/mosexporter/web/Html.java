package org.mosexporter.web;

import java.util.OptionalDouble;

/** HTML in the making: markup is ours, every text goes through {@link #text}. */
final class Html {
  private static final int MAX_NAME = 64;

  private final StringBuilder out = new StringBuilder(16 * 1024);

  /** Adds markup as it is; never anything that was read from network or configuration. */
  Html markup(String constant) {
    out.append(constant);
    return this;
  }

  /** Adds a text of anybody's: safe between tags and in quoted attributes. */
  Html text(String anything) {
    for (int i = 0; i < anything.length(); i++) {
      char c = anything.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(isHarmless(c) ? c : '\uFFFD');
      }
    }
    return this;
  }

  /**
   * Neither a control nor one of those that turn the text around them (UAX #9 §2), by which a name
   * could seem to be another.
   */
  private static boolean isHarmless(char c) {
    return !Character.isISOControl(c)
        && !(c >= '\u202A' && c <= '\u202E')
        && !(c >= '\u2066' && c <= '\u2069')
        && c != '\u200E'
        && c != '\u200F'
        && c != '\u061C';
  }

  /** A name that somebody gave: of bounded length, in a direction of its own. */
  Html name(String anything) {
    boolean fits = anything.length() <= MAX_NAME;
    String shown = fits ? anything : anything.substring(0, MAX_NAME) + "…";
    return markup("<bdi>").text(shown).markup("</bdi>");
  }

  /** A link of ours to a path that may hold anything. */
  Html link(String path, String shown) {
    return markup("<a href=\"").text(path).markup("\">").name(shown).markup("</a>");
  }

  /** A cell that a narrow screen shows behind its label. */
  Html cell(String label, String text) {
    return markup("<td data-label=\"").text(label).markup("\">").text(text).markup("</td>");
  }

  Html cell(String label, OptionalDouble value, String format) {
    return cell(label, value.isPresent() ? Texts.number(format, value.getAsDouble()) : "–");
  }

  Html heading(String... columns) {
    markup("<thead><tr>");
    for (String column : columns) {
      markup("<th scope=\"col\">").text(column).markup("</th>");
    }
    return markup("</tr></thead>");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
