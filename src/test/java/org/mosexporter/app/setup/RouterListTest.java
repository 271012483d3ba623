package org.mosexporter.app.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mosexporter.app.setup.Findings.Router;
import org.mosexporter.config.Cidr;
import org.mosexporter.config.IpAddress;
import org.mosexporter.wire.cdp.CdpNeighbour;
import org.mosexporter.wire.lldp.LldpNeighbour;

/** Which announcements are of one device, and what is said of it. */
class RouterListTest {
  private static final String GATEWAY = "10.1.0.1";

  private static List<IpAddress> addresses(String... all) {
    return Stream.of(all).map(IpAddress::parse).toList();
  }

  private static Neighbour lldp(String chassis, String name, String... addresses) {
    return Neighbour.of(
        new LldpNeighbour(
            chassis, "1", name, "", addresses(addresses), false, true, false, OptionalInt.empty()));
  }

  private static Neighbour cdp(String device, String... addresses) {
    return Neighbour.of(
        new CdpNeighbour(
            device,
            device,
            "Gi1",
            "cisco",
            addresses(addresses),
            true,
            true,
            false,
            false,
            OptionalInt.of(120)));
  }

  private static Neighbour bridge(String device, String address) {
    return Neighbour.of(
        new CdpNeighbour(
            device,
            device,
            "Gi0",
            "",
            addresses(address),
            false,
            false,
            true,
            false,
            OptionalInt.empty()));
  }

  private static List<Router> routers(List<Neighbour> neighbours, String... gateways) {
    Cidr own = Cidr.parse("198.51.100.0/24");
    return RouterList.of(neighbours, new Askable(List.of(own), addresses(gateways)), new Words());
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
                Optional.of(IpAddress.parse(GATEWAY)),
                "it says by LLDP and CDP that it is a router; its voice VLAN is 120;"
                    + " its port is 1; its model is cisco",
                Optional.empty())),
        one);
  }

  @Test
  void theSameNameIsTheSameDeviceAndTheOtherProtocolMayKnowItsAddress() {
    List<Router> one = routers(List.of(lldp("00:04:9f:aa:bb:02", "GW1"), cdp("gw1", GATEWAY)));

    assertEquals(List.of("GW1"), names(one));
    assertEquals(Optional.of(IpAddress.parse(GATEWAY)), one.getFirst().address());
  }

  @Test
  void switchesThatNobodyNamedStaySeveral() {
    List<Neighbour> unnamed =
        List.of(
            lldp("00:04:9f:aa:bb:02", "Switch"),
            cdp("Switch"),
            lldp("00:04:9f:aa:bb:07", "Switch"));

    assertEquals(List.of("Switch", "Switch-2"), names(routers(unnamed)));
  }

  @Test
  void devicesWithoutNameOrAddressHaveNothingInCommon() {
    List<Neighbour> silent = List.of(lldp("00:04:9f:aa:bb:02", ""), cdp("FDO2134X0AB"));

    assertEquals(2, routers(silent).size());
  }

  @Test
  void aGatewayThatAnnouncedItselfIsNotListedAgain() {
    assertEquals(
        List.of("gw1", "gw"), names(routers(List.of(cdp("gw1", GATEWAY)), GATEWAY, "10.2.0.1")));
  }

  @Test
  void aGatewayThatIsManagedElsewhereIsListedOnceAndThere() {
    List<Router> one =
        routers(List.of(cdp("gw1", "10.9.0.1", "10.1.0.1", "10.2.0.1")), GATEWAY, "10.2.0.1");

    assertEquals(List.of("gw1"), names(one));
    assertEquals(Optional.of(IpAddress.parse("10.9.0.1")), one.getFirst().address());
  }

  /** Nor does a frame of somebody else that names the gateway's address take it out of the file. */
  @Test
  void aGatewayIsAskedAsSuchWhereItsManagementIsNotToBeAsked() {
    List<Router> found =
        routers(
            List.of(cdp("gw1", "203.0.113.9", GATEWAY), bridge("gw2", "10.2.0.1")),
            GATEWAY,
            "10.2.0.1");

    assertEquals(List.of("gw1", "gw2"), names(found));
    assertEquals(
        addresses(GATEWAY, "10.2.0.1"),
        found.stream().map(one -> one.address().orElseThrow()).toList());
    assertTrue(found.stream().allMatch(one -> one.doubt().isEmpty()), found::toString);
  }

  @Test
  void anyAddressInCommonIsTheSameDevice() {
    List<Router> one =
        routers(List.of(cdp("gw1", "10.9.0.1", GATEWAY), lldp("00:04:9f:aa:bb:02", "", GATEWAY)));

    assertEquals(List.of("gw1"), names(one));
  }

  @Test
  void gatewaysStandFirstHoweverManyAnnounceThemselves() {
    List<Neighbour> many =
        IntStream.range(0, 60)
            .mapToObj(i -> cdp("sw" + i, "10.3.0." + i))
            .collect(Collectors.toCollection(ArrayList::new));
    many.add(cdp("gw1", GATEWAY));

    List<String> names = names(routers(many, "10.2.0.1", GATEWAY));

    assertEquals(List.of("gw", "gw1", "sw0"), names.subList(0, 3));
    assertEquals(52, names.size());
  }

  @Test
  void publicAddressesOfStrangersAreNotAsked() {
    List<Router> found =
        routers(
            List.of(
                cdp("far", "203.0.113.9"),
                cdp("near", "198.51.100.9"),
                cdp("inside", "192.168.7.1"),
                cdp("silent")),
            "203.0.113.1");

    assertEquals(List.of("gw", "far", "near", "inside", "silent"), names(found));
    assertEquals(
        List.of(true, false, true, true, false),
        found.stream().map(one -> one.doubt().isEmpty()).toList());
  }

  /** Access points say by CDP that they bridge; by LLDP they cannot say that they do not switch. */
  @Test
  void bridgesAreNotAskedUnlessSomebodySaysSo() {
    List<Router> found =
        routers(
            List.of(
                bridge("ap1", "10.1.9.1"),
                bridge("ap2", "10.1.9.2"),
                lldp("00:04:9f:aa:bb:09", "ap2", "10.1.9.2")));

    assertEquals(List.of("ap1", "ap2"), names(found));
    for (Router one : found) {
      assertTrue(one.why().contains("that it is a bridge"), one::toString);
      assertTrue(one.doubt().isPresent(), one::toString);
    }
  }

  /** Texts of devices have 64 characters at most. */
  @Test
  void whatIsSaidStandsWholeInTheFileHoweverLongNamesAre() {
    String port = "TwentyFiveGigE1/0/24 ".repeat(3) + "x";
    String model = "cisco C9300-48UXM ".repeat(3) + "x".repeat(10);
    Neighbour one =
        Neighbour.of(
            new CdpNeighbour(
                "sw1",
                "sw1",
                port,
                model,
                addresses(GATEWAY),
                true,
                true,
                false,
                false,
                OptionalInt.of(4094)));

    String why = routers(List.of(one)).getFirst().why();

    assertEquals(why, Words.remark(why));
  }
}
