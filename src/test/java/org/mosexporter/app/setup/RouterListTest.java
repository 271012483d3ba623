package org.mosexporter.app.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.mosexporter.app.setup.Findings.Router;
import org.mosexporter.config.IpAddress;
import org.mosexporter.wire.cdp.CdpNeighbour;
import org.mosexporter.wire.lldp.LldpNeighbour;

/** Which announcements are of one device, and what is said of it. */
class RouterListTest {
  private static final Optional<IpAddress> GATEWAY = Optional.of(IpAddress.parse("10.1.0.1"));

  private static Neighbour lldp(String chassis, String name, Optional<IpAddress> address) {
    return Neighbour.of(
        new LldpNeighbour(
            chassis, "1", name, "", address, false, true, false, OptionalInt.empty()));
  }

  private static Neighbour cdp(String device, Optional<IpAddress> address) {
    return Neighbour.of(
        new CdpNeighbour(
            device, device, "Gi1", "cisco", address, true, true, false, OptionalInt.of(120)));
  }

  private static List<Router> routers(List<Neighbour> neighbours, IpAddress... gateways) {
    return RouterList.of(neighbours, List.of(gateways), new Words());
  }

  private static List<String> names(List<Router> routers) {
    return routers.stream().map(Router::name).toList();
  }

  @Test
  void theSameAddressIsTheSameDevice() {
    List<Router> one =
        routers(List.of(lldp("00:04:9f:aa:bb:02", "gw1", GATEWAY), cdp("FDO2134X0AB", GATEWAY)));

    assertEquals(
        List.of(
            new Router(
                "gw1",
                GATEWAY,
                "it says by LLDP and CDP that it is a router; its voice VLAN is 120;"
                    + " its port is 1; its model is cisco")),
        one);
  }

  @Test
  void theSameNameIsTheSameDeviceAndTheOtherProtocolMayKnowItsAddress() {
    List<Router> one =
        routers(List.of(lldp("00:04:9f:aa:bb:02", "GW1", Optional.empty()), cdp("gw1", GATEWAY)));

    assertEquals(List.of("GW1"), names(one));
    assertEquals(GATEWAY, one.getFirst().address());
  }

  @Test
  void switchesThatNobodyNamedStaySeveral() {
    List<Neighbour> unnamed =
        List.of(
            lldp("00:04:9f:aa:bb:02", "Switch", Optional.empty()),
            cdp("Switch", Optional.empty()),
            lldp("00:04:9f:aa:bb:07", "Switch", Optional.empty()));

    assertEquals(List.of("Switch", "Switch-2"), names(routers(unnamed)));
  }

  @Test
  void devicesWithoutNameOrAddressHaveNothingInCommon() {
    List<Neighbour> silent =
        List.of(
            lldp("00:04:9f:aa:bb:02", "", Optional.empty()), cdp("FDO2134X0AB", Optional.empty()));

    assertEquals(2, routers(silent).size());
  }

  @Test
  void aGatewayThatAnnouncedItselfIsNotListedAgain() {
    IpAddress other = IpAddress.parse("10.2.0.1");

    assertEquals(
        List.of("gw1", "gw"),
        names(routers(List.of(cdp("gw1", GATEWAY)), GATEWAY.orElseThrow(), other)));
  }

  /** Texts of devices have 64 characters at most. */
  @Test
  void whatIsSaidStandsWholeInTheFileHoweverLongNamesAre() {
    String port = "TwentyFiveGigE1/0/24 ".repeat(3) + "x";
    String model = "cisco C9300-48UXM ".repeat(3) + "x".repeat(10);
    Neighbour one =
        Neighbour.of(
            new CdpNeighbour(
                "sw1", "sw1", port, model, GATEWAY, true, true, false, OptionalInt.of(4094)));

    String why = routers(List.of(one)).getFirst().why();

    assertEquals(why, Words.remark(why));
  }
}
