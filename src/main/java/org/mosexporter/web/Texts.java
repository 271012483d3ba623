package org.mosexporter.web;

import java.util.Locale;

/** Numbers as the pages show them. */
final class Texts {
  static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private Texts() {}
}
