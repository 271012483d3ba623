package org.mosexporter.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kernel's tables of routes, as /proc/net shows them (proc(5)). */
class HostRoutesTest {
  private static final String HEAD =
      "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n";
  private static final String ANY = "00000000000000000000000000000000 00 ";
  private static final String NO_SOURCE = ANY;
  private static final String GATEWAY = "fd000000000000000000000000000001 ";

  @TempDir private Path proc;

  private Optional<String> found(String ipv4, String ipv6) throws IOException {
    Files.writeString(proc.resolve("route"), HEAD + ipv4.replace('|', '\n'));
    Files.writeString(proc.resolve("ipv6_route"), ipv6);
    return HostRoutes.read(proc).defaultInterface();
  }

  private static String ipv6(String metric, String flags, String networkInterface) {
    return ANY
        + NO_SOURCE
        + GATEWAY
        + metric
        + " 00000003 00000000 "
        + flags
        + " "
        + networkInterface
        + "\n";
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "one,            eth0 00000000 010200C0 0003 0 0 0 00000000, eth0",
    "among others,   eth1 000200C0 00000000 0001 0 0 0 00FFFFFF|eth0 00000000 010200C0 0003 0 0 0 00000000, eth0",
    "the preferred,  wlan0 00000000 010200C0 0003 0 0 600 00000000|eth0 00000000 010200C0 0003 0 0 100 00000000, eth0",
    "a half,         tun0 00000000 010200C0 0003 0 0 0 00000080|eth0 00000000 010200C0 0003 0 0 9 00000000, eth0",
    "not up,         eth1 00000000 010200C0 0002 0 0 0 00000000|eth0 00000000 010200C0 0003 0 0 9 00000000, eth0",
    "a refusal,      eth1 00000000 00000000 0201 0 0 0 00000000|eth0 00000000 010200C0 0003 0 0 9 00000000, eth0",
    "no gateway,     ppp0 00000000 00000000 0001 0 0 0 00000000, ppp0",
  })
  void leadsWhereTheKernelPrefers(String name, String table, String expected) throws IOException {
    assertEquals(Optional.of(expected), found(table + "\n", ipv6("00000001", "00000003", "eth9")));
  }

  @Test
  void isThatOfIpv6WhereIpv4HasNone() throws IOException {
    String none = "eth0 000200C0 00000000 0001 0 0 0 00FFFFFF\n";
    String rejected = ipv6("ffffffff", "00200200", "lo");

    assertEquals(Optional.empty(), found(none, rejected));
    assertEquals(
        Optional.of("eth1"),
        found(
            none,
            rejected
                + ipv6("00000400", "00000003", "eth0")
                + ipv6("00000100", "00000003", "eth1")));
  }

  @Test
  void isNoneWhereNothingCanBeRead() throws IOException {
    assertEquals(Optional.empty(), HostRoutes.read(proc).defaultInterface());
    assertEquals(Optional.empty(), found("nonsense|eth0 00000000 x zz 0 0 y 00000000|", "x y z"));
  }

  @Test
  void tellsGatewaysAndNetworks() throws IOException {
    String table =
        "eth0 00000000 010200C0 0003 0 0 0 00000000\n"
            + "eth0 000200C0 00000000 0001 0 0 0 00FFFFFF\n" // 192.0.2.0/24
            + "eth1 0000010A 0500010A 0003 0 0 0 0000FFFF\n" // 10.1.0.0/16 by 10.1.0.5
            + "eth1 0700010A 00000000 0005 0 0 0 FFFFFFFF\n"; // a host
    String ipv6 =
        ipv6("00000400", "00000003", "eth0")
            + "fd000000000000000000000000000000 40 "
            + NO_SOURCE
            + "00000000000000000000000000000000 00000100 00000001 00000000 00000001 eth0\n"
            + "fe800000000000000000000000000000 40 "
            + NO_SOURCE
            + "00000000000000000000000000000000 00000100 00000001 00000000 00000001 eth0\n";
    found(table, ipv6);

    HostRoutes routes = HostRoutes.read(proc);

    assertEquals("[192.0.2.1, fd00::1]", routes.gateways().toString());
    assertEquals("[192.0.2.0/24, 10.1.0.0/16, fd00::/64]", routes.networks().toString());
  }
}
