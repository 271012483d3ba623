package org.mosexporter.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.network.CounterReading.Width;

class CounterReadingTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # case                                       | width     | before               | now                  | most       | growth
          nothing counted                              | BITS_32   | 5                    | 5                    | 0          | 0
          counted, link speed unknown                  | BITS_32   | 5                    | 12                   | 0          | 7
          wraps at 2^32                                | BITS_32   | 4294967295           | 4                    | 1000       | 5
          wraps at 2^32, exactly what the link carries | BITS_32   | 4294967290           | 994                  | 1000       | 1000
          set back: the link cannot have carried it    | BITS_32   | 1000                 | 5                    | 1000000    | -1
          a wrap is not believed without a link speed  | BITS_32   | 4294967295           | 4                    | 0          | -1
          to the top bit and over                      | BITS_64   | 9223372036854775807  | 9223372036854775809  | 0          | 2
          both beyond the top bit                      | BITS_64   | 18446744073709551600 | 18446744073709551610 | 0          | 10
          wraps at 2^64                                | BITS_64   | 18446744073709551615 | 9                    | 1000       | 10
          64 bits that wrap at 2^32                    | BITS_64   | 4294967295           | 9                    | 1000       | 10
          64 bits that wrap at 2^33                    | BITS_64   | 8589934591           | 9                    | 1000       | 10
          64 bits set back                             | BITS_64   | 30041645             | 12                   | 1000000    | -1
          half the range at once is no growth          | BITS_64   | 0                    | 9223372036854775808  | 1000       | -1
          33 bits wrap                                 | TWO_WORDS | 8589934591           | 9                    | 1000       | 10
          33 bits beyond 2^32                          | TWO_WORDS | 4294967295           | 4294967305           | 0          | 10
          overflow read before the low word wrapped    | TWO_WORDS | 4294967290           | 5                    | 1000       | 11
          back from a torn reading                     | TWO_WORDS | 5                    | 4294967305           | 1000       | -1
          a fast link may grow that much               | TWO_WORDS | 5                    | 4294967305           | 8589934592 | 4294967300
          """)
  void grows(String name, Width width, String before, String now, long most, long growth) {
    var earlier = new CounterReading(Long.parseUnsignedLong(before), width);
    var later = new CounterReading(Long.parseUnsignedLong(now), width);

    assertEquals(growth, later.growthSince(earlier, most));
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0", "0, 4294967295, 4294967295", "1, 0, 4294967296", "1, 7, 4294967303"})
  void joinsOverflowsAndLowWord(long overflow, long low, long value) {
    assertEquals(value, CounterReading.ofTwoWords(overflow, low).value());
  }
}
