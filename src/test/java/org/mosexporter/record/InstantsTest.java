package org.mosexporter.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times as {@code date -u -d @SECONDS} has them, with the microseconds cut off below. */
class InstantsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 1970-01-01T00:00:00.000000Z",
    "-1, 1969-12-31T23:59:59.999999Z",
    "999, 1970-01-01T00:00:00.000000Z",
    "1000, 1970-01-01T00:00:00.000001Z",
    "1709164799999999999, 2024-02-28T23:59:59.999999Z",
    "1709164800000000000, 2024-02-29T00:00:00.000000Z",
    "1700000000123456789, 2023-11-14T22:13:20.123456Z",
    "9223372036854775807, 2262-04-11T23:47:16.854775Z",
    "-9223372036854775808, 1677-09-21T00:12:43.145224Z"
  })
  void areUtcWithMicroseconds(long atNs, String text) {
    assertEquals(text, Instants.rfc3339(atNs));
  }
}
