package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Octets per frame from RFC 3551 §4.5; trailers from RFC 3711 §3.1 and §4.2, RFC 7714 §13.1. */
class PayloadSizeTest {
  @ParameterizedTest(name = "type {0}: {2} octets in {1} ticks")
  @CsvSource({
    "0, 160, 160",
    "8, 80, 80",
    "9, 960, 960",
    "2, 160, 80",
    "3, 320, 66",
    "4, 240, 24",
    "4, 240, 20",
    "4, 480, 48",
    "7, 160, 14",
    "15, 160, 40",
    "18, 160, 20",
    "18, 80, 10"
  })
  void isAsLongAsItsTypeMakesIt(int type, int ticks, int octets) {
    assertEquals(0, PayloadSize.trailerOctets(type, ticks, octets));
    assertEquals(10, PayloadSize.trailerOctets(type, ticks, octets + 10));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 8, 10, 14, 16, 20})
  void tagAndKeyIdentifierMayFollow(int octets) {
    assertEquals(octets, PayloadSize.trailerOctets(0, 160, 160 + octets));
  }

  @ParameterizedTest(name = "type {0}: {2} octets in {1} ticks")
  @CsvSource({
    "0, 160, 159",
    "0, 160, 161",
    "0, 160, 172",
    "0, 160, 184",
    "0, 961, 961",
    "3, 150, 33",
    "18, 84, 10",
    "10, 441, 1764",
    "11, 441, 882",
    "14, 160, 160",
    "31, 160, 160",
    "13, 160, 160",
    "96, 160, 160"
  })
  void anythingElseDoesNotFit(int type, int ticks, int octets) {
    assertEquals(PayloadSize.NO_FIT, PayloadSize.trailerOctets(type, ticks, octets));
  }
}
