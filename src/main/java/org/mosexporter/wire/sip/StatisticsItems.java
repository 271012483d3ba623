package org.mosexporter.wire.sip;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.mosexporter.config.IpAddress;
import org.mosexporter.wire.sip.CallStatistics.MediaEnd;

/**
 * The items {@code KEY=value} of a header, by key in upper case. Between items stands a semicolon;
 * where the header has none outside quotes, a comma, and then what has no equals sign belongs to
 * the item before. Values in quotes have items of their own.
 */
final class StatisticsItems {
  private static final int MAX_ITEMS = 64;
  private static final int MAX_PORT = 65_535;
  private static final Pattern NUMBER = Pattern.compile("\\d{1,15}(?:\\.\\d{1,9})?");

  private final Map<String, String> values = new HashMap<>();
  private int invalid;

  StatisticsItems(String header) {
    char separator = Quoted.indexOf(header, ';', 0) >= 0 ? ';' : ',';
    String key = "";
    int at = 0;
    while (at <= header.length() && values.size() < MAX_ITEMS) {
      int next = Quoted.indexOf(header, separator, at);
      int end = next < 0 ? header.length() : next;
      key = item(header.substring(at, end).strip(), key);
      at = end + 1;
    }
  }

  /** Takes one item; its key. */
  private String item(String item, String before) {
    int equals = item.indexOf('=');
    if (equals <= 0) {
      if (!item.isEmpty() && !before.isEmpty()) {
        values.merge(before, item, (first, more) -> first + "," + more);
      }
      return before;
    }
    String key = item.substring(0, equals).strip().toUpperCase(Locale.ROOT);
    values.putIfAbsent(key, item.substring(equals + 1).strip().replace("\"", ""));
    return key;
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  int invalid() {
    return invalid;
  }

  /** As sent; empty when it was not, or is the dash that stands for nothing. */
  String text(String key) {
    String value = values.getOrDefault(key, "");
    return value.equals("-") ? "" : Texts.bounded(value);
  }

  String raw(String key) {
    return values.getOrDefault(key, "");
  }

  private List<String> list(String key) {
    String value = values.get(key);
    return value == null ? List.of() : List.of(value.split(","));
  }

  OptionalLong count(String key) {
    return count(key, 0);
  }

  /** One of a list: the first is what was received, the second what was sent. */
  OptionalLong count(String key, int index) {
    OptionalDouble number = number(key, index);
    return number.isEmpty() ? OptionalLong.empty() : OptionalLong.of((long) number.getAsDouble());
  }

  OptionalDouble number(String key) {
    return number(key, 0);
  }

  OptionalDouble number(String key, int index) {
    List<String> list = list(key);
    String value = index < list.size() ? list.get(index).strip() : "";
    if (value.isEmpty() || value.equals("-")) {
      return OptionalDouble.empty();
    }
    if (!NUMBER.matcher(value).matches()) {
      invalid++;
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(Double.parseDouble(value));
  }

  /** A number within bounds; one without is none, and invalid. */
  OptionalDouble number(String key, double least, double most) {
    OptionalDouble number = number(key);
    if (number.isPresent() && (number.getAsDouble() < least || number.getAsDouble() > most)) {
      invalid += number.getAsDouble() == 0 ? 0 : 1; // MOS 0: not known
      return OptionalDouble.empty();
    }
    return number;
  }

  /** Of {@code IP=10.0.0.1:4000,10.0.0.2:5000}. */
  Optional<MediaEnd> end(int index) {
    List<String> list = list("IP");
    String value = index < list.size() ? list.get(index).strip() : "";
    int colon = value.lastIndexOf(':');
    String host = colon < 0 ? value : value.substring(0, colon);
    try {
      OptionalLong port = Texts.number(value.substring(colon + 1), MAX_PORT);
      return Optional.of(
          new MediaEnd(
              IpAddress.parse(host.replaceAll("[\\[\\]]", "")),
              port.isEmpty() ? OptionalInt.empty() : OptionalInt.of((int) port.getAsLong())));
    } catch (IllegalArgumentException noAddress) {
      return Optional.empty();
    }
  }
}
