package org.mosexporter.wire.sip;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Parameters of a header or a URI: those that tell nothing of people, and tags as they may be. */
final class RedactedParameters {
  static final Set<String> OF_URI = Set.of("transport", "lr", "user", "ttl", "method");
  static final Set<String> OF_ADDRESS =
      Set.of(
          "expires", "q", "reason", "counter", "limit", "privacy", "party", "screen", "id-type",
          "index", "cause");
  static final Set<String> OF_VIA = Set.of("rport", "alias", "ttl");
  static final Set<String> OF_TOKENS = Set.of("refresher", "cause");

  /** What each branch begins with (RFC 3261 §8.1.1.7). */
  private static final String BRANCH = "z9hG4bK";

  private static final Set<String> TAGS = Set.of("tag", "branch");
  private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9.+_-]{1,64}");
  private static final Pattern NO_TOKEN_CHAR = Pattern.compile("[^A-Za-z0-9.!%*_+`'~-]");

  private final Disclosure names;

  RedactedParameters(Disclosure names) {
    this.names = names;
  }

  /**
   * Writes anew what stands between semicolons.
   *
   * @param text from the first semicolon on, or what has none
   */
  String of(String text, Set<String> kept) {
    StringBuilder told = new StringBuilder();
    int at = Quoted.indexOf(text, ';', 0);
    while (at >= 0) {
      int next = Quoted.indexOf(text, ';', at + 1);
      one(text.substring(at + 1, next < 0 ? text.length() : next), kept, told);
      at = next;
    }
    return told.toString();
  }

  private void one(String parameter, Set<String> kept, StringBuilder told) {
    int equals = parameter.indexOf('=');
    String before = equals < 0 ? parameter : parameter.substring(0, equals);
    String name = before.strip().toLowerCase(Locale.ROOT);
    String value = equals < 0 ? "" : parameter.substring(equals + 1).strip();
    if (TAGS.contains(name)) {
      told.append(';').append(name).append('=').append(token(value));
    } else if (name.equals("received") && RedactedUri.isAddress(value)) {
      told.append(";received=").append(value);
    } else if (kept.contains(name) && (equals < 0 || VALUE.matcher(value).matches())) {
      told.append(';').append(name).append(equals < 0 ? "" : "=" + value);
    }
  }

  private String token(String value) {
    String token = Texts.bounded(value);
    boolean branch = token.startsWith(BRANCH) && !names.isOpen();
    String told = branch ? BRANCH + names.tag(token) : names.tag(token);
    return NO_TOKEN_CHAR.matcher(told).replaceAll("_");
  }
}
