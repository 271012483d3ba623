package org.mosexporter.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
  @ParameterizedTest
  @CsvSource({
    "0.0.0.0/0, 255.255.255.255, true",
    "0.0.0.0/0, ::1, false",
    "10.1.20.0/24, 10.1.20.255, true",
    "10.1.20.0/24, 10.1.21.0, false",
    "10.1.30.0/23, 10.1.31.7, true",
    "10.1.0.5, 10.1.0.5, true",
    "10.1.0.5/32, 10.1.0.4, false",
    "128.0.0.0/1, 127.255.255.255, false",
    "fd00::/8, fdff::1, true",
    "fd00::/8, fe00::1, false",
    "fd99::/64, fd99::ffff:ffff:ffff:ffff, true",
    "fd99::/64, fd99:0:0:1::, false",
    "fd99::8/125, fd99::f, true",
    "fd99::8/125, fd99::10, false",
    "::/0, 10.0.0.1, true",
    "::1/128, ::1, true"
  })
  void containsWhatItsPrefixSays(String cidr, String address, boolean inside) {
    assertEquals(inside, Cidr.parse(cidr).contains(IpAddress.parse(address)));
  }

  @Test
  void rangesOverlapWhenOneHoldsTheOther() {
    assertTrue(Cidr.parse("10.0.0.0/8").overlaps(Cidr.parse("10.1.0.0/16")));
    assertTrue(Cidr.parse("10.1.0.0/16").overlaps(Cidr.parse("10.0.0.0/8")));
    assertFalse(Cidr.parse("10.1.0.0/16").overlaps(Cidr.parse("10.2.0.0/16")));
  }

  /** Shortest forms of RFC 5952 §4: worked out by hand. */
  @ParameterizedTest
  @CsvSource({
    "2001:0db8:0000:0000:0001:0000:0000:0001, 2001:db8::1:0:0:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "0:0:0:0:0:0:0:0, ::",
    "0:0:0:0:0:0:0:1, ::1",
    "fd99:0:0:0:0:0:0:0, fd99::",
    "1:0:0:2:0:0:0:3, 1:0:0:2::3",
    "::ffff:10.1.2.3, 10.1.2.3",
    "255.255.255.255, 255.255.255.255",
    "0.0.0.0, 0.0.0.0"
  })
  void writesAddressesInTheirCanonicalForm(String written, String canonical) {
    assertEquals(canonical, IpAddress.parse(written).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10.1", "10.0.0.256", "10.0.0.1.2", "host", "fd99::1%eth0/3", ":::"})
  void refusesWhatIsNoAddress(String text) {
    assertThrows(IllegalArgumentException.class, () -> IpAddress.parse(text));
  }

  @Test
  void ordersAddressesAsUnsignedNumbers() {
    assertTrue(IpAddress.parse("9.0.0.0").compareTo(IpAddress.parse("200.0.0.0")) < 0);
    assertTrue(IpAddress.parse("ff00::").compareTo(IpAddress.parse("10.0.0.0")) > 0);
  }
}
