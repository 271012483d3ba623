package org.mosexporter.config;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Names of differentiated services code points (RFC 2474 §4.2.2, RFC 2597 §6, RFC 3246 §2.7, RFC
 * 5865 §2, RFC 8622 §3).
 */
public final class Dscp {
  private static final Map<String, Integer> CODES = new HashMap<>();
  private static final @Nullable String[] NAMES = new @Nullable String[64];

  static {
    for (int i = 0; i < 8; i++) {
      name("CS" + i, 8 * i);
    }
    for (int forwarding = 1; forwarding <= 4; forwarding++) {
      for (int drop = 1; drop <= 3; drop++) {
        name("AF" + forwarding + drop, 8 * forwarding + 2 * drop);
      }
    }
    name("EF", 46);
    name("VA", 44);
    name("LE", 1);
  }

  /** The name of a code point, or its number where it has none. */
  public static String label(int code) {
    String name = NAMES[code];
    return name == null ? Integer.toString(code) : name;
  }

  /** The code point of a name such as EF, in either case. */
  public static Optional<Integer> of(String name) {
    return Optional.ofNullable(CODES.get(name.toUpperCase(Locale.ROOT)));
  }

  private static void name(String name, int code) {
    CODES.put(name, code);
    NAMES[code] = name;
  }

  private Dscp() {}
}
