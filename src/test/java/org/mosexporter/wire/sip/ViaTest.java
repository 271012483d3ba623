package org.mosexporter.wire.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.config.IpAddress;

/** How answers find back (RFC 3261 §18.2, RFC 3581 §4). */
class ViaTest {
  private static final IpAddress FROM = IpAddress.parse("192.0.2.9");

  private static Via via(String field) {
    return Via.top(List.of(field)).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SIP/2.0/UDP 10.1.1.1:4540;rport;branch=z9    | SIP/2.0/UDP 10.1.1.1:4540;branch=z9;received=192.0.2.9;rport=9988
          SIP/2.0/UDP 192.0.2.9;branch=z9              | SIP/2.0/UDP 192.0.2.9;branch=z9;received=192.0.2.9
          SIP/2.0/UDP pc;received=1.2.3.4;rport=1;branch=z9 | SIP/2.0/UDP pc;branch=z9;received=192.0.2.9;rport=9988
          SIP/2.0/UDP pc;x="a;b,c";rport , SIP/2.0/TCP q;rport | SIP/2.0/UDP pc;x="a;b,c";received=192.0.2.9;rport=9988, SIP/2.0/TCP q;rport
          SIP/2.0/UDP pc                               | SIP/2.0/UDP pc;received=192.0.2.9
          """)
  void tellsWhereTheRequestReallyCameFrom(String field, String answered) {
    assertEquals(answered, via(field).receivedFrom(FROM, 9988));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          asked for                | SIP/2.0/UDP 192.0.2.9:5062;rport            | 9988
          port of sent-by          | SIP/2.0/UDP 192.0.2.9:5062;branch=z9        | 5062
          no port                  | SIP/2.0/UDP 192.0.2.9;branch=z9             | 5060
          a name                   | SIP/2.0/UDP phone.office.example:5070       | 5070
          behind a NAT             | SIP/2.0/UDP 10.1.1.1:5062;branch=z9         | 9988
          IPv6 behind a NAT        | SIP / 2.0 / UDP [2001:db8::1]:5062          | 9988
          no port that is          | SIP/2.0/UDP pc:99999                        | 5060
          port 0                   | SIP/2.0/UDP pc:0                            | 5060
          maddr leads nowhere      | SIP/2.0/UDP 192.0.2.9:5062;maddr=10.9.9.9   | 5062
          """)
  void answersGoToAPortOfTheSender(String name, String field, int port) {
    assertEquals(port, via(field).answerPort(FROM, 9988));
  }

  @Test
  void knowsItsOwnIpv6Address() {
    IpAddress from = IpAddress.parse("2001:db8::1");
    assertEquals(5062, via("SIP/2.0/UDP [2001:db8::1]:5062").answerPort(from, 9988));
    assertEquals(
        "SIP/2.0/UDP [2001:db8::1];received=2001:db8::1",
        via("SIP/2.0/UDP [2001:db8::1]").receivedFrom(from, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "''",
    "SIP",
    "SIP/2.0/UDP",
    "SIP/2.0/UDP ;branch=1",
    "10.1.1.1",
    "HTTP/1.1/TCP a",
    "'//// '"
  })
  void whatIsNoneIsNone(String field) {
    assertEquals(Optional.empty(), Via.top(List.of(field)));
    assertEquals(Optional.empty(), Via.top(List.of()));
  }
}
