package org.mosexporter.load;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as Go's {@code time.ParseDuration} reads them: 1s, 1m30s, 0.5h, 0. */
final class GoDuration {
  private static final Pattern PART =
      Pattern.compile("(\\d{1,18}(?:\\.\\d{0,18})?|\\.\\d{1,18})(ns|us|µs|μs|ms|s|m|h)");
  private static final Pattern WHOLE = Pattern.compile("(?:" + PART.pattern() + "){1,8}");
  private static final Pattern NANOSECONDS = Pattern.compile("\\d{1,18}");
  private static final Map<String, Long> NS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "μs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  /** Throws the remedy. */
  static Duration parse(String text) {
    try {
      if (NANOSECONDS.matcher(text).matches()) {
        return Duration.ofNanos(Long.parseLong(text));
      }
      if (WHOLE.matcher(text).matches()) {
        return sum(PART.matcher(text));
      }
    } catch (ArithmeticException tooLong) {
      // told below
    }
    throw new IllegalArgumentException("a duration is expected, such as 500ms, 1s or 1m30s");
  }

  private static Duration sum(Matcher part) {
    BigDecimal ns = BigDecimal.ZERO;
    while (part.find()) {
      BigDecimal unit = BigDecimal.valueOf(NS.getOrDefault(part.group(2), 0L));
      ns = ns.add(new BigDecimal(part.group(1)).multiply(unit));
    }
    return Duration.ofNanos(ns.toBigInteger().longValueExact());
  }

  private GoDuration() {}
}
