package org.mosexporter.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.mosexporter.config.Cidr;
import org.mosexporter.config.Egress;
import org.mosexporter.config.IpAddress;
import org.mosexporter.network.Neighbour.Inventory;
import org.mosexporter.network.Neighbour.Kind;
import org.mosexporter.network.Whereabouts.Medium;

/** Joins devices that are made up here. */
class TopologyTest {
  private static final MacAddress PHONE = mac("0004f2aabb01");
  private static final MacAddress PC = mac("3cecef764c88");
  private static final MacAddress LAPTOP = mac("a4c3f0112233");
  private static final IpAddress AT_PHONE = ip("10.20.30.101");
  private static final IpAddress AT_PC = ip("10.20.30.201");
  private static final IpAddress PROVIDER = ip("203.0.113.7");

  private final List<RouterSnapshot> devices = new ArrayList<>();

  @Test
  void findsThePortOfAnAddressByArpAndBridgeTable() {
    device("gw1", arp(AT_PC, PC));
    device("sw1", learned(PC, "Gi1/0/3", 20));

    Whereabouts pc = find(AT_PC);
    assertEquals(Optional.of(PC), pc.mac());
    assertEquals(Optional.of(new Attachment("sw1", "Gi1/0/3")), pc.attachment());
    assertEquals(OptionalInt.of(20), pc.vlan());
    // Whether an access point without LLDP is between cannot be told.
    assertEquals(Optional.empty(), pc.medium());
    assertEquals(Whereabouts.UNKNOWN, find(AT_PHONE));
  }

  @Test
  void passesOverPortsThatLeadToOtherSwitches() {
    device("gw1", arp(AT_PC, PC));
    device(
        "core", with(learned(PC, "Te1", 20), neighbour("Te1", mac("001122334455"), Kind.BRIDGE)));
    assertEquals(Optional.empty(), find(AT_PC).attachment());
    device("sw1", learned(PC, "Gi1/0/3", 20));

    assertEquals(Optional.of(new Attachment("sw1", "Gi1/0/3")), find(AT_PC).attachment());
  }

  @Test
  void takesThePortWithTheFewestStationsWhenNoneSaysThatItLeadsToASwitch() {
    device("gw1", arp(AT_PC, PC));
    device(
        "core",
        with(learned(PC, "Te1", 20), learned(PHONE, "Te1", 20), learned(LAPTOP, "Te1", 20)));
    device("sw1", with(learned(PC, "Gi1/0/3", 20), learned(PHONE, "Gi1/0/3", 30)));

    assertEquals(Optional.of(new Attachment("sw1", "Gi1/0/3")), find(AT_PC).attachment());
  }

  @Test
  void saysNothingWhenTwoPortsAreAsNear() {
    device("gw1", arp(AT_PC, PC));
    device("sw1", learned(PC, "Gi1/0/3", 20));
    device("sw2", learned(PC, "Gi1/0/9", 20));

    assertEquals(Optional.empty(), find(AT_PC).attachment());
    assertEquals(Optional.of(PC), find(AT_PC).mac());
  }

  @Test
  void mergesLldpAndCdpOfOnePhoneByItsHardwareAddress() {
    Inventory bySwitch = new Inventory("", "", "", "SN1", "", "CP-8845", "");
    Inventory version = new Inventory("", "", "sip8845_65", "", "", "", "");
    device(
        "sw1",
        surroundings(
            List.of(told("Gi1/0/2", PHONE, Optional.empty(), "CP-8845", bySwitch)),
            List.of(told("Gi1/0/2", PHONE, Optional.of(AT_PHONE), "SEP0004F2AABB01", version))));

    Whereabouts phone = find(AT_PHONE);
    assertEquals(Optional.of(new Attachment("sw1", "Gi1/0/2")), phone.attachment());
    Neighbour one = phone.neighbour().orElseThrow();
    assertEquals("CP-8845", one.name());
    assertEquals(new Inventory("", "", "sip8845_65", "SN1", "", "CP-8845", ""), one.inventory());
    assertEquals(Optional.of(Medium.WIRED), phone.medium());
  }

  @Test
  void doesNotTakeThePcBehindAPhoneForThePhone() {
    device("gw1", with(arp(AT_PC, PC), arp(AT_PHONE, PHONE)));
    device(
        "sw1",
        with(
            learned(PC, "Gi1/0/4", 20),
            learned(PHONE, "Gi1/0/4", 130),
            neighbour("Gi1/0/4", PHONE, Kind.PHONE),
            policy("Gi1/0/4", 46)));

    Whereabouts pc = find(AT_PC);
    assertEquals(Optional.of(new Attachment("sw1", "Gi1/0/4")), pc.attachment());
    assertEquals(Optional.empty(), pc.neighbour());
    assertEquals(OptionalInt.empty(), pc.dscpTold());
    assertEquals(OptionalInt.of(46), find(AT_PHONE).dscpTold());
  }

  @Test
  void tellsWhatTheSwitchTellsFromWhatThePhoneSays() {
    device("sw1", with(phone("Gi1/0/4", AT_PHONE, OptionalInt.of(0)), policy("Gi1/0/4", 46)));
    assertEquals(OptionalInt.of(46), find(AT_PHONE).dscpTold());
    assertEquals(OptionalInt.of(0), find(AT_PHONE).dscpReported());

    devices.clear();
    device("sw1", phone("Gi1/0/4", AT_PHONE, OptionalInt.of(0)));
    assertEquals(OptionalInt.of(0), find(AT_PHONE).dscpTold());
  }

  @Test
  void knowsStationsBehindAnAccessPointAsWireless() {
    device("gw1", arp(AT_PC, LAPTOP));
    device(
        "sw1",
        with(
            learned(LAPTOP, "Gi1/0/24", 40),
            neighbour("Gi1/0/24", mac("e48d8ce14e28"), Kind.ACCESS_POINT)));

    assertEquals(Optional.of(Medium.WIFI), find(AT_PC).medium());
    assertEquals(Optional.of(new Attachment("sw1", "Gi1/0/24")), find(AT_PC).attachment());
  }

  @Test
  void believesTheHardwareAddressThatIsSomewhereWhenTwoClaimAnAddress() {
    device("gw1", with(arp(AT_PC, PC), arp(AT_PC, LAPTOP)));
    assertEquals(Optional.empty(), find(AT_PC).mac());
    device("sw1", learned(LAPTOP, "Gi1/0/3", 20));
    assertEquals(Optional.of(LAPTOP), find(AT_PC).mac());
    device("sw2", learned(PC, "Gi1/0/3", 20));
    assertEquals(Optional.empty(), find(AT_PC).mac());
    // What the phone says of itself holds against both.
    assertEquals(
        Optional.of(new Attachment("sw2", "Gi1/0/3")),
        topology().find(AT_PC, Optional.of(PC)).attachment());
  }

  @Test
  void findsAPhoneThatIsHeardFarAwayWhereItWasLearnedNearby() {
    // Heard at a port that also hears a switch: some do not keep LLDP to themselves.
    device("core", with(phone("Te1", AT_PHONE, OptionalInt.empty()), bridge("Te1")));
    assertEquals(Optional.of(new Attachment("core", "Te1")), find(AT_PHONE).attachment());
    device("sw1", learned(PHONE, "Gi1/0/3", 130));

    assertEquals(Optional.of(new Attachment("sw1", "Gi1/0/3")), find(AT_PHONE).attachment());
    assertEquals(Kind.PHONE, find(AT_PHONE).neighbour().orElseThrow().kind());
  }

  @Test
  void saysNoVlanOfAStationThatIsInTwo() {
    device("gw1", arp(AT_PC, PC));
    device("sw1", with(learned(PC, "Gi1/0/3", 20), learned(PC, "Gi1/0/3", 130)));

    assertEquals(OptionalInt.empty(), find(AT_PC).vlan());
    assertEquals(Optional.of(new Attachment("sw1", "Gi1/0/3")), find(AT_PC).attachment());
  }

  @Test
  void followsRoutesByTheLongestPrefixToTheLastRouterThatIsKnown() {
    device(
        "core",
        with(
            owns("10.20.30.1"),
            route("10.20.30.0/24", "", "Vlan130"),
            route("0.0.0.0/0", "10.255.0.1", "Te1"),
            route("198.51.100.0/24", "10.255.0.9", "Te2")));
    device(
        "edge",
        with(
            owns("10.255.0.1"),
            route("10.20.0.0/16", "10.255.0.2", "Gi0/0/0"),
            route("0.0.0.0/0", "192.0.2.1", "Gi0/0/1"),
            route("203.0.113.0/28", "192.0.2.9", "Gi0/0/2")));

    assertEquals(exit("edge", "Gi0/0/2"), leaves(PROVIDER));
    assertEquals(exit("edge", "Gi0/0/1"), leaves(ip("8.8.8.8")));
    assertEquals(exit("core", "Te2"), leaves(ip("198.51.100.5")));
    assertEquals(Optional.empty(), leaves(ip("2001:db8::1")));
  }

  @Test
  void saysNothingOfWaysThatAreAsGoodOrGoInACircle() {
    device(
        "gw1",
        with(
            owns("10.20.30.1"),
            route("10.20.30.0/24", "", "lan"),
            route("0.0.0.0/0", "192.0.2.1", "wan1"),
            route("0.0.0.0/0", "198.51.100.1", "wan2")));
    assertEquals(Optional.empty(), leaves(PROVIDER));

    devices.clear();
    device(
        "a",
        with(
            owns("10.0.0.1"),
            route("10.20.30.0/24", "", "x"),
            route("0.0.0.0/0", "10.0.0.2", "y")));
    device("b", with(owns("10.0.0.2"), route("0.0.0.0/0", "10.0.0.1", "z")));
    assertEquals(Optional.empty(), leaves(PROVIDER));
  }

  @Test
  void takesTheOnlyRouterOfASiteThoughThePhoneIsNotBesideIt() {
    device("gw1", route("0.0.0.0/0", "192.0.2.1", "wan"));
    assertEquals(exit("gw1", "wan"), leaves(PROVIDER));
    assertEquals(Optional.empty(), topology().exit("hamburg", "", AT_PHONE, PROVIDER));
  }

  @Test
  void believesTheConfigurationBeforeTheRoutes() {
    device("gw1", route("0.0.0.0/0", "192.0.2.1", "wan"));
    Topology topology =
        Topology.of(
            devices,
            List.of(
                new Egress("berlin", "*", "gw2", "lte0"),
                new Egress("berlin", "telco-a", "gw1", "dsl0")));

    assertEquals(exit("gw1", "dsl0"), topology.exit("berlin", "telco-a", AT_PHONE, PROVIDER));
    assertEquals(exit("gw2", "lte0"), topology.exit("berlin", "", AT_PHONE, PROVIDER));
  }

  private Optional<Exit> leaves(IpAddress to) {
    return topology().exit("berlin", "telco-a", AT_PHONE, to);
  }

  private static Optional<Exit> exit(String router, String networkInterface) {
    return Optional.of(new Exit(router, networkInterface));
  }

  private Topology topology() {
    return Topology.of(devices, List.of());
  }

  private Whereabouts find(IpAddress address) {
    return topology().find(address, Optional.empty());
  }

  private void device(String name, Surroundings knows) {
    devices.add(
        new RouterSnapshot(
            "berlin",
            name,
            true,
            OptionalLong.empty(),
            OptionalDouble.empty(),
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            knows));
  }

  private static Surroundings with(Surroundings... parts) {
    List<Neighbour> lldp = new ArrayList<>();
    List<LearnedAddress> learned = new ArrayList<>();
    List<ArpEntry> arp = new ArrayList<>();
    List<VoicePolicy> policies = new ArrayList<>();
    List<Route> routes = new ArrayList<>();
    List<IpAddress> addresses = new ArrayList<>();
    for (Surroundings part : parts) {
      lldp.addAll(part.lldp());
      learned.addAll(part.learned());
      arp.addAll(part.arp());
      policies.addAll(part.policies());
      routes.addAll(part.routes());
      addresses.addAll(part.addresses());
    }
    return new Surroundings(Map.of(), lldp, List.of(), learned, arp, policies, routes, addresses);
  }

  private static Surroundings surroundings(List<Neighbour> lldp, List<Neighbour> cdp) {
    return new Surroundings(
        Map.of(), lldp, cdp, List.of(), List.of(), List.of(), List.of(), List.of());
  }

  private static Surroundings arp(IpAddress address, MacAddress mac) {
    return new Surroundings(
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(new ArpEntry(address, mac)),
        List.of(),
        List.of(),
        List.of());
  }

  private static Surroundings learned(MacAddress mac, String port, int vlan) {
    return new Surroundings(
        Map.of(),
        List.of(),
        List.of(),
        List.of(new LearnedAddress(mac, port, OptionalInt.of(vlan))),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static Surroundings policy(String port, int dscp) {
    return new Surroundings(
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(new VoicePolicy(port, dscp, OptionalInt.of(130))),
        List.of(),
        List.of());
  }

  private static Surroundings route(String to, String nextHop, String networkInterface) {
    Optional<IpAddress> hop =
        nextHop.isEmpty() ? Optional.empty() : Optional.of(IpAddress.parse(nextHop));
    return new Surroundings(
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(new Route(Cidr.parse(to), hop, networkInterface)),
        List.of());
  }

  private static Surroundings owns(String address) {
    return new Surroundings(
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(ip(address)));
  }

  private static Surroundings bridge(String port) {
    return neighbour(port, mac("001122334455"), Kind.BRIDGE);
  }

  private static Surroundings phone(String port, IpAddress address, OptionalInt dscp) {
    return surroundings(
        List.of(
            new Neighbour(
                port,
                Optional.of(PHONE),
                Optional.of(address),
                Kind.PHONE,
                "",
                "",
                Inventory.NONE,
                dscp,
                OptionalInt.empty())),
        List.of());
  }

  private static Surroundings neighbour(String port, MacAddress mac, Kind kind) {
    return surroundings(
        List.of(
            new Neighbour(
                port,
                Optional.of(mac),
                Optional.empty(),
                kind,
                "",
                "",
                Inventory.NONE,
                OptionalInt.empty(),
                OptionalInt.empty())),
        List.of());
  }

  private static Neighbour told(
      String port, MacAddress mac, Optional<IpAddress> address, String name, Inventory inventory) {
    return new Neighbour(
        port,
        Optional.of(mac),
        address,
        Kind.PHONE,
        name,
        "",
        inventory,
        OptionalInt.empty(),
        OptionalInt.empty());
  }

  private static MacAddress mac(String text) {
    return MacAddress.parse(text).orElseThrow();
  }

  private static IpAddress ip(String text) {
    return IpAddress.parse(text);
  }
}
