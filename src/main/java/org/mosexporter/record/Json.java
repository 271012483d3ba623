package org.mosexporter.record;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.mosexporter.network.RouterEvent;
import org.mosexporter.quality.Score;

/** Fields as all our JSON has them: rounded to what is known, absent when unknown. */
final class Json {
  private static final int R_DIGITS = 2;

  private static final double[] POWERS_OF_TEN = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

  /** Below it the scaled double is right to far less than what {@link #isNearlyHalf} leaves. */
  private static final double LARGEST_EXACT = 1e9;

  private final JsonGenerator out;

  /** Where numbers are written from their end: a sign, 18 digits at most, a point. */
  private final char[] decimal = new char[24];

  Json(JsonGenerator out) {
    this.out = out;
  }

  JsonGenerator out() {
    return out;
  }

  /** What writes the fields of an object. */
  @FunctionalInterface
  interface Fields<T> {
    void write(T of) throws IOException;
  }

  /** A list of objects. */
  <T> void each(String name, List<T> all, Fields<T> fields) throws IOException {
    out.writeArrayFieldStart(name);
    for (T one : all) {
      out.writeStartObject();
      fields.write(one);
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  /** A number with at most {@code digits} behind the point. */
  void number(String name, double value, int digits) throws IOException {
    if (!Double.isFinite(value)) {
      return;
    }
    double scaled =
        digits < POWERS_OF_TEN.length ? Math.abs(value) * POWERS_OF_TEN[digits] : LARGEST_EXACT;
    if (scaled < LARGEST_EXACT && !isNearlyHalf(scaled)) {
      out.writeFieldName(name);
      decimal(value < 0, Math.round(scaled), digits);
      return;
    }
    BigDecimal rounded =
        BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP).stripTrailingZeros();
    out.writeNumberField(name, rounded.scale() < 0 ? rounded.setScale(0) : rounded);
  }

  /** Where a double's own error decides, its decimals do: 1.005 is rounded up. */
  private static boolean isNearlyHalf(double scaled) {
    return Math.abs(scaled - Math.floor(scaled) - 0.5) < 1e-4;
  }

  /** As the shortest decimal: without zeros behind the point, without an exponent. */
  private void decimal(boolean negative, long scaled, int digits) throws IOException {
    long unscaled = scaled;
    int behind = digits;
    while (behind > 0 && unscaled % 10 == 0) {
      unscaled /= 10;
      behind--;
    }
    int at = decimal.length;
    for (int i = 0; i <= behind || unscaled > 0; i++) {
      if (i == behind && behind > 0) {
        decimal[--at] = '.';
      }
      decimal[--at] = (char) ('0' + unscaled % 10);
      unscaled /= 10;
    }
    if (negative && scaled > 0) {
      decimal[--at] = '-';
    }
    out.writeNumber(decimal, at, decimal.length - at);
  }

  void number(String name, OptionalDouble value, int digits) throws IOException {
    if (value.isPresent()) {
      number(name, value.getAsDouble(), digits);
    }
  }

  void whole(String name, OptionalInt value) throws IOException {
    if (value.isPresent()) {
      out.writeNumberField(name, value.getAsInt());
    }
  }

  void whole(String name, OptionalLong value) throws IOException {
    if (value.isPresent()) {
      out.writeNumberField(name, value.getAsLong());
    }
  }

  void time(String name, OptionalLong atNs) throws IOException {
    if (atNs.isPresent()) {
      out.writeStringField(name, Instants.rfc3339(atNs.getAsLong()));
    }
  }

  /** Points lost by cause: fields of an object. */
  void lostR(Score.LostR lost) throws IOException {
    number("codec", lost.codec(), R_DIGITS);
    number("loss", lost.loss(), R_DIGITS);
    number("discard", lost.discard(), R_DIGITS);
    number("delay", lost.delay(), R_DIGITS);
  }

  /** What a router told by itself: fields of an object. */
  void event(RouterEvent event) throws IOException {
    out.writeStringField("at", Instants.rfc3339(event.atNs()));
    out.writeStringField("kind", event.kind().label());
    text("subject", event.subject());
    text("text", event.text());
  }

  /** A text, left out when it is empty: unknown. */
  void text(String name, String value) throws IOException {
    if (!value.isEmpty()) {
      out.writeStringField(name, value);
    }
  }
}
