package org.mosexporter.load;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mosexporter.config.Dscp;

/** How quantities are written in the configuration. Each throws the remedy. */
final class Units {
  private static final Pattern QUANTITY = Pattern.compile("(\\d{1,12})\\s*([A-Za-z]+)");
  private static final Map<String, Duration> DURATIONS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));
  private static final Map<String, Long> SIZES =
      Map.of(
          "B",
          1L,
          "kB",
          1_000L,
          "KiB",
          1L << 10,
          "MB",
          1_000_000L,
          "MiB",
          1L << 20,
          "GB",
          1_000_000_000L,
          "GiB",
          1L << 30);

  static Duration duration(String text) {
    Matcher matcher = QUANTITY.matcher(text.strip());
    Duration unit = matcher.matches() ? DURATIONS.get(matcher.group(2)) : null;
    if (unit == null) {
      throw new IllegalArgumentException(
          "a duration is expected, such as 40ms, 10s, 5m, 1h or 90d");
    }
    return unit.multipliedBy(Long.parseLong(matcher.group(1)));
  }

  static long bytes(String text) {
    Matcher matcher = QUANTITY.matcher(text.strip());
    Long unit = matcher.matches() ? SIZES.get(matcher.group(2)) : null;
    if (unit == null) {
      throw new IllegalArgumentException("a size is expected, such as 512KiB, 8MiB or 100MB");
    }
    return Math.multiplyExact(Long.parseLong(matcher.group(1)), unit);
  }

  static boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("true or false is expected");
    };
  }

  static int whole(String text, int least, int most) {
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // told below
    }
    throw new IllegalArgumentException(
        "a whole number from " + least + " to " + most + " is expected");
  }

  static double number(String text, double least, double most) {
    try {
      double number = Double.parseDouble(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // told below
    }
    throw new IllegalArgumentException("a number from " + least + " to " + most + " is expected");
  }

  static int dscp(String text) {
    try {
      return Dscp.of(text).orElseGet(() -> whole(text, 0, 63));
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(
          "a code point is expected: a name such as EF, CS5 or AF41, or 0 to 63", wrong);
    }
  }

  static <E extends Enum<E>> E choice(String text, Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      if (written(constant).equalsIgnoreCase(text.replace('_', '-'))) {
        return constant;
      }
    }
    String all = Arrays.stream(type.getEnumConstants()).map(Units::written).collect(joining(", "));
    throw new IllegalArgumentException("one of these is expected: " + all);
  }

  static String written(Enum<?> constant) {
    String name = constant.name().replace('_', '-');
    boolean acronym = name.chars().anyMatch(Character::isDigit) || name.equals("DES");
    return acronym ? name : name.toLowerCase(Locale.ROOT);
  }

  private Units() {}
}
