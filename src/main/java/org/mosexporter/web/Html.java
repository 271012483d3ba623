package org.mosexporter.web;

import java.util.OptionalDouble;

/** HTML in the making: markup is ours, every text goes through {@link #text}. */
final class Html {
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
        default -> out.append(Character.isISOControl(c) ? '\uFFFD' : c);
      }
    }
    return this;
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
      markup("<th>").text(column).markup("</th>");
    }
    return markup("</tr></thead>");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
