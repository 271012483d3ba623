package org.mosexporter.wire.sip;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Collects the tokens of one end's metrics. */
final class VqMetricsBuilder {
  private static final Set<String> TEXTS =
      Set.of(
          "PD",
          "FMTP",
          "SSUP",
          "RLQESTALG",
          "RCQESTALG",
          "EXTRIESTALG",
          "EXTROESTALG",
          "EXTRINESTALG",
          "EXTROUTESTALG",
          "MOSLQESTALG",
          "MOSCQESTALG",
          "QOEESTALG");

  private static final int MAX_DIGITS = 9;
  private static final long NS_PER_SECOND = 1_000_000_000L;

  /** Years 1970 to 2199: nanoseconds fit. */
  private static final long LAST_SECOND = 7_258_118_399L;

  private OptionalLong startNs = OptionalLong.empty();
  private OptionalLong stopNs = OptionalLong.empty();
  private final Map<VqMetric, Double> values = new EnumMap<>(VqMetric.class);
  private final Map<String, String> texts = new HashMap<>();
  private int invalid;

  void put(String token, String value) {
    String name = token.toUpperCase(Locale.ROOT);
    if (name.equals("START")) {
      startNs = instant(value);
    } else if (name.equals("STOP")) {
      stopNs = instant(value);
    } else if (TEXTS.contains(name)) {
      texts.put(name, value);
    } else {
      VqMetric.named(name).ifPresent(metric -> put(metric, value));
    }
  }

  private void put(VqMetric metric, String value) {
    int semicolon = value.indexOf(';'); // SR of a codec of several rates
    String first = semicolon < 0 ? value : value.substring(0, semicolon);
    if (!isDecimal(first)) {
      invalid += first.isEmpty() ? 0 : 1;
      return;
    }
    double number = Double.parseDouble(first);
    if (metric.isInRange(number)) {
      values.put(metric, number);
    }
    if (metric.isUnknown(number)) {
      values.remove(metric);
    } else if (!metric.isInRange(number)) {
      invalid++;
    }
  }

  /** A sign or none, one to nine digits, and as many behind a point, if there is one. */
  private static boolean isDecimal(String text) {
    int from = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    int point = text.indexOf('.', from);
    return point < 0
        ? areDigits(text, from, text.length())
        : areDigits(text, from, point) && areDigits(text, point + 1, text.length());
  }

  private static boolean areDigits(String text, int from, int to) {
    int at = from;
    while (at < to && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at == to && to > from && to - from <= MAX_DIGITS;
  }

  private OptionalLong instant(String text) {
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      boolean fits = instant.getEpochSecond() > 0 && instant.getEpochSecond() <= LAST_SECOND;
      return fits
          ? OptionalLong.of(instant.getEpochSecond() * NS_PER_SECOND + instant.getNano())
          : OptionalLong.empty();
    } catch (DateTimeException notRfc3339) {
      invalid += text.equals("0") ? 0 : 1; // START=0: not known
      return OptionalLong.empty();
    }
  }

  boolean isEmpty() {
    return values.isEmpty() && texts.isEmpty() && startNs.isEmpty() && stopNs.isEmpty();
  }

  int invalid() {
    return invalid;
  }

  /** A stop before the start says that one of them is wrong, and not which. */
  VqMetrics metrics() {
    boolean wrong =
        startNs.isPresent() && stopNs.isPresent() && stopNs.getAsLong() < startNs.getAsLong();
    return wrong
        ? new VqMetrics(OptionalLong.empty(), OptionalLong.empty(), values, texts)
        : new VqMetrics(startNs, stopNs, values, texts);
  }

  Optional<VqMetrics> metricsIfAny() {
    return isEmpty() ? Optional.empty() : Optional.of(metrics());
  }
}
