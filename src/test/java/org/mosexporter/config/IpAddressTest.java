package org.mosexporter.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses that lead to no host, at the ends of their ranges (IANA's registries RFC 6890). */
class IpAddressTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # address                               | of a link | loopback | broadcast
          169.253.255.255                         | false     | false    | false
          169.254.0.0                             | true      | false    | false
          169.254.255.255                         | true      | false    | false
          169.255.0.0                             | false     | false    | false
          126.255.255.255                         | false     | false    | false
          127.0.0.0                               | false     | true     | false
          127.255.255.255                         | false     | true     | false
          128.0.0.0                               | false     | false    | false
          255.255.255.254                         | false     | false    | false
          255.255.255.255                         | false     | false    | true
          ::1                                     | false     | true     | false
          ::2                                     | false     | false    | false
          fe7f:ffff:ffff:ffff:ffff:ffff:ffff:ffff | false     | false    | false
          fe80::                                  | true      | false    | false
          febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff | true      | false    | false
          fec0::                                  | false     | false    | false
          ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff | false     | false    | false
          """)
  void tellsRangesApart(String text, boolean ofLink, boolean loopback, boolean broadcast) {
    IpAddress address = IpAddress.parse(text);

    assertEquals(ofLink, address.isLinkLocal());
    assertEquals(loopback, address.isLoopback());
    assertEquals(broadcast, address.isBroadcast());
  }
}
