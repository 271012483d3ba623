package org.mosexporter.wire.sip;

/** Looks through header values, minding quoted strings (RFC 3261 §25.1). */
final class Quoted {
  /** Where the character stands outside quotes and from there on; −1 when nowhere. */
  static int indexOf(String text, char wanted, int from) {
    boolean quoted = false;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && c == wanted) {
        return i;
      }
    }
    return -1;
  }

  /** The value of {@code ;name=value} among a header's parameters; empty when it is not there. */
  static String parameter(String parameters, String name) {
    int at = indexOf(parameters, ';', 0);
    while (at >= 0) {
      int next = indexOf(parameters, ';', at + 1);
      String parameter = parameters.substring(at + 1, next < 0 ? parameters.length() : next);
      int equals = parameter.indexOf('=');
      if (equals >= 0 && parameter.substring(0, equals).strip().equalsIgnoreCase(name)) {
        return Texts.bounded(unquoted(parameter.substring(equals + 1).strip()));
      }
      at = next;
    }
    return "";
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  /** The first of several values that commas divide. */
  static String first(String values) {
    int comma = indexOf(values, ',', 0);
    return comma < 0 ? values : values.substring(0, comma);
  }

  private Quoted() {}
}
