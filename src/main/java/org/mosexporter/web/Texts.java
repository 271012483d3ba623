package org.mosexporter.web;

import java.util.Locale;
import org.mosexporter.call.EndpointInfo;

/** Numbers and names as the pages show them. */
final class Texts {
  static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  /** What people call a phone: its user and model as far as they are known, or its address. */
  static String phone(EndpointInfo endpoint) {
    String known = (EndpointTable.user(endpoint) + " " + endpoint.model()).strip();
    return known.isEmpty() ? endpoint.address().toString() : known;
  }

  private Texts() {}
}
