package org.mosexporter.app.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.config.Cidr;
import org.mosexporter.config.IpAddress;

/** Who may learn the community. */
class AskableTest {
  private static final Askable HOST =
      new Askable(
          List.of(
              Cidr.parse("10.1.0.0/23"),
              Cidr.parse("198.51.100.0/24"),
              Cidr.parse("192.0.2.4/31"),
              Cidr.parse("2001:db8:1::/64")),
          List.of(
              IpAddress.parse("203.0.113.1"),
              IpAddress.parse("2001:db8:f::1"),
              IpAddress.parse("fe80::1")));

  @ParameterizedTest(name = "{0}, {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # address       | asked | what it is
          203.0.113.1     | true  | a gateway
          203.0.113.2     | false | beside it
          2001:db8:f::1   | true  | a gateway
          fe80::1         | false | a gateway, of which link is not said
          fe80::2         | false | of a link
          169.254.1.1     | false | of a link
          198.51.100.7    | true  | public, in a network of this host
          198.51.100.0    | false | that network itself
          198.51.100.255  | false | all of its hosts
          10.1.0.255      | true  | in the middle of another
          10.1.1.255      | false | all hosts of that
          192.0.2.4       | true  | one end of a line between two
          192.0.2.5       | true  | the other
          2001:db8:1::    | true  | IPv6 has no such ends
          2001:db8:2::1   | false | of anybody
          9.255.255.255   | false | before the first private one (RFC 1918)
          10.255.0.1      | true  | private
          172.15.255.255  | false | before the next
          172.16.0.1      | true  | private
          172.31.255.1    | true  | private
          172.32.0.0      | false | behind them
          192.167.255.255 | false | before the last
          192.168.255.1   | true  | private
          192.169.0.0     | false | behind them
          100.64.0.1      | false | of a provider (RFC 6598)
          fbff::1         | false | before the private ones of IPv6 (RFC 4193)
          fc00::1         | true  | private
          fdff::1         | true  | private
          fe00::1         | false | behind them
          127.0.0.1       | false | this host
          ::1             | false | this host
          0.0.0.0         | false | nobody
          ::              | false | nobody
          224.0.0.1       | false | a group
          ff02::1         | false | a group
          255.255.255.255 | false | everybody
          """)
  void asksWhoIsNear(String address, boolean asked, String what) {
    assertEquals(asked, HOST.doubt(IpAddress.parse(address)).isEmpty(), what);
  }
}
