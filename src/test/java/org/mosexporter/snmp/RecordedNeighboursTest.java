package org.mosexporter.snmp;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.mosexporter.Shared;
import org.mosexporter.call.EndpointInfo;
import org.mosexporter.call.LocatedEndpoints;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Network.Access;
import org.mosexporter.config.Snmp.Device;
import org.mosexporter.network.ArpEntry;
import org.mosexporter.network.InterfaceReading;
import org.mosexporter.network.LearnedAddress;
import org.mosexporter.network.MacAddress;
import org.mosexporter.network.Neighbour;
import org.mosexporter.network.Neighbour.Inventory;
import org.mosexporter.network.Neighbour.Kind;
import org.mosexporter.network.RouterSnapshot;
import org.mosexporter.network.Surroundings;
import org.mosexporter.network.Topology;
import org.mosexporter.network.Whereabouts;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;

/** Switches and routers of ../shared, with values read off the recordings by hand. */
class RecordedNeighboursTest {
  private static NavigableMap<OID, Variable> recording(String name) throws IOException {
    Path folder = Shared.path().resolve("snmp/recordings");
    Path plain = folder.resolve(name + ".snmprec");
    return Recording.read(Files.exists(plain) ? plain : folder.resolve(name + ".snmprec.gz"));
  }

  private static RouterSnapshot poll(String name) throws Exception {
    return poll(name, "sw1");
  }

  private static RouterSnapshot poll(String name, String device) throws Exception {
    try (var agent = new ReplayAgent(recording(name));
        var poller =
            new DevicePoller(
                new Device(device, "berlin", agent.address(), "c"),
                ReplayAgent.PUBLIC,
                InstantSource.system(),
                2_000)) {
      return poller.poll().snapshot();
    }
  }

  private static Neighbour at(String port, List<Neighbour> neighbours) {
    return neighbours.stream().filter(n -> n.port().equals(port)).findFirst().orElseThrow();
  }

  private static Optional<MacAddress> mac(String text) {
    return MacAddress.parse(text);
  }

  private static Optional<IpAddress> ip(String text) {
    return Optional.of(IpAddress.parse(text));
  }

  @Test
  void readsEightPhonesOfAnAccessSwitch() throws Exception {
    Surroundings seen = poll("SYNTHETIC-access-switch").surroundings();

    assertEquals(8, seen.lldp().size());
    assertEquals(
        new Neighbour(
            "Gi1/0/4",
            mac("0004f2aabb04"),
            ip("10.20.30.104"),
            Kind.PHONE,
            "VVX450-0004f2aabb04",
            "Polycom VVX 450 6.4.3.3383",
            new Inventory(
                "hw4",
                "boot 5.0",
                "6.4.3.3383",
                "SN0004F2AABB04",
                "Polycom",
                "VVX 450",
                "ASSET-004"),
            OptionalInt.of(0),
            OptionalInt.of(130)),
        at("Gi1/0/4", seen.lldp()));
    assertEquals(
        Map.of(
            "Gi1/0/1",
            "SIP-T54W",
            "Gi1/0/2",
            "CP-8845",
            "Gi1/0/3",
            "GXP2170",
            "Gi1/0/4",
            "VVX 450",
            "Gi1/0/5",
            "SIP-T54W",
            "Gi1/0/6",
            "CP-8845",
            "Gi1/0/7",
            "GXP2170",
            "Gi1/0/8",
            "VVX 450"),
        seen.lldp().stream().collect(toMap(Neighbour::port, n -> n.inventory().model())));
    for (Neighbour phone : seen.lldp()) {
      assertEquals(OptionalInt.of(phone.port().endsWith("/4") ? 0 : 46), phone.dscp());
    }
  }

  @Test
  void readsTheCiscoPhonesOfTheAccessSwitchByCdpToo() throws Exception {
    Surroundings seen = poll("SYNTHETIC-access-switch").surroundings();

    assertEquals(
        List.of(
            cisco("Gi1/0/2", "0004f2aabb02", "10.20.30.102", "SEP0004F2AABB02"),
            cisco("Gi1/0/6", "0004f2aabb06", "10.20.30.106", "SEP0004F2AABB06")),
        seen.cdp());
  }

  private static Neighbour cisco(String port, String mac, String address, String name) {
    return new Neighbour(
        port,
        mac(mac),
        ip(address),
        Kind.PHONE,
        name,
        "Cisco IP Phone 8845",
        new Inventory("", "", "sip8845_65.14-2-1-0001", "", "", "", ""),
        OptionalInt.empty(),
        OptionalInt.empty());
  }

  @Test
  void readsWhichPortsTheAccessSwitchLearnedStationsAt() throws Exception {
    Surroundings seen = poll("SYNTHETIC-access-switch").surroundings();

    // It does not say which VLAN its filtering database 130 is of.
    assertEquals(8, seen.learned().size());
    assertTrue(
        seen.learned()
            .contains(
                new LearnedAddress(
                    mac("0004f2aabb07").orElseThrow(), "Gi1/0/7", OptionalInt.empty())));
    assertEquals(List.of(), seen.policies());
  }

  @Test
  void readsArpOfTheBranchRouter() throws Exception {
    List<ArpEntry> arp = poll("SYNTHETIC-branch-router-t0").surroundings().arp();

    assertEquals(8, arp.size());
    assertEquals(
        new ArpEntry(IpAddress.parse("10.20.30.101"), mac("0004f2aabb01").orElseThrow()),
        arp.getFirst());
    assertEquals(IpAddress.parse("10.20.30.108"), arp.getLast().address());
  }

  /** Its index is the neighbour's number alone, texts stand for octets, a number for BITS. */
  @Test
  void readsPhonesOfARouterOsSwitchFromTheirNames() throws Exception {
    List<Neighbour> seen = poll("mikrotik-crs317-lldp-phones").surroundings().lldp();

    assertEquals(18, seen.size());
    Map<Optional<MacAddress>, Neighbour> phones =
        seen.stream()
            .filter(n -> n.kind() == Kind.PHONE)
            .collect(toMap(Neighbour::mac, Function.identity()));
    assertEquals(3, phones.size());
    Neighbour first = phones.get(mac("001795b0f381"));
    assertEquals("sfp-sfpplus14", first.port());
    assertEquals("SEP001795B0F381.jason.corp.local", first.name());
    assertEquals("Cisco IP Phone 7941G,V, SCCP41.9-2-1S", first.description());
    assertEquals("sfp-sfpplus14", phones.get(mac("001930d4a025")).port());
    // By its name alone: it sends no description.
    assertEquals("sfp-sfpplus15", phones.get(mac("0015fafe4806")).port());
    // 28 is bridge, access point and router; 20 is bridge and router.
    assertEquals(
        List.of(Kind.OTHER, Kind.BRIDGE, Kind.BRIDGE, Kind.ACCESS_POINT),
        seen.stream().filter(n -> n.port().equals("sfp-sfpplus13")).map(Neighbour::kind).toList());
  }

  /** A stack: its local port is a number that stands for an ifIndex, its octets are texts. */
  @Test
  void readsThePolycomOfAnOmniSwitchFromItsDescription() throws Exception {
    List<Neighbour> seen = poll("alcatel-aos7-lldp-phones").surroundings().lldp();

    // 203 rows, of which 61 say of a port what another row with another number says.
    assertEquals(142, seen.size());
    List<Neighbour> phones = seen.stream().filter(n -> n.kind() == Kind.PHONE).toList();
    // It came back with another address, which makes another row.
    assertEquals(
        List.of(ip("10.169.133.3"), ip("10.169.133.6")),
        phones.stream().map(Neighbour::address).toList());
    for (Neighbour phone : phones) {
      assertEquals("4/1/12", phone.port());
      assertEquals(mac("0004f2efd9f8"), phone.mac());
      assertEquals("Polycom SoundStation IP 7000", phone.name());
      assertEquals(
          "Polycom;SoundStationIP-SSIP_7000;3111-40000-001,1;SIP/3.3.3.0069/02-Nov-11"
              + " 13:54;BR/4.3.1.0887/25-Oct-11 14:53;",
          phone.description());
    }
  }

  @Test
  void readsThePolycomOfAProCurveButNoAddressThatAllNeighboursShare() throws Exception {
    List<Neighbour> seen = poll("hp-procurve-lldp-phone").surroundings().lldp();

    assertEquals(7, seen.size());
    assertEquals(
        new Neighbour(
            "44",
            mac("0004f2c67078"),
            ip("10.56.32.113"),
            Kind.PHONE,
            "Polycom SoundPoint IP 335",
            at("44", seen).description(),
            Inventory.NONE,
            OptionalInt.empty(),
            OptionalInt.empty()),
        at("44", seen));
    assertEquals(mac("b8a44fb93d1a"), at("27", seen).mac());
    assertEquals(Optional.empty(), at("27", seen).address());
    assertEquals(Kind.OTHER, at("27", seen).kind());
  }

  /** It has no interfaces in this recording, so they are made here as its ifIndexes are. */
  @Test
  void readsABladeSwitchThatShowsItsLldpNeighboursAsCdpToo() throws Exception {
    try (var agent = new ReplayAgent(recording("hp-procurve-6120xg-lldpmed-local"));
        var session = Sessions.open(agent.address(), ReplayAgent.PUBLIC)) {
      Ports ports = new Ports(numbered(24));
      OptionalTables tables = new OptionalTables();
      List<Neighbour> lldp = LldpMib.read(session, tables, ports).orElseThrow();
      List<Neighbour> cdp = CiscoCdpMib.read(session, ports).orElseThrow();
      List<LearnedAddress> learned =
          BridgeMib.read(session, tables, new CiscoVlans(), ports).orElseThrow();

      assertEquals(
          List.of("port8", "port15", "port16", "port17", "port17"),
          lldp.stream().map(Neighbour::port).toList());
      assertEquals(mac("e839351aca99"), at("port8", lldp).mac());
      assertEquals(mac("e839351aca99"), at("port8", cdp).mac());
      assertEquals(List.of(Kind.BRIDGE, Kind.BRIDGE), kinds("port17", lldp));
      assertEquals(List.of(Kind.BRIDGE, Kind.BRIDGE), kinds("port17", cdp));
      assertEquals(List.of(ip("10.40.1.19"), ip("222.24.192.252")), addresses("port17", lldp));
      // 217 of 277 stations are behind port 17, the uplink.
      assertEquals(60, learned.size());
      assertTrue(
          learned.contains(
              new LearnedAddress(mac("00505693429e").orElseThrow(), "port8", OptionalInt.of(50))));
      assertEquals(Optional.empty(), LldpMedMib.readPolicies(session, tables, ports));
    }
  }

  private static List<Kind> kinds(String port, List<Neighbour> of) {
    return of.stream().filter(n -> n.port().equals(port)).map(Neighbour::kind).toList();
  }

  private static List<Optional<IpAddress>> addresses(String port, List<Neighbour> of) {
    return of.stream().filter(n -> n.port().equals(port)).map(Neighbour::address).toList();
  }

  @Test
  void readsASwitchWithoutPhones() throws Exception {
    Surroundings seen = poll("cisco-ios-c3560-lldpmed").surroundings();

    assertEquals(List.of(), seen.lldp());
    assertEquals(9, seen.cdp().size());
    Neighbour canteen = at("Gi0/52", seen.cdp());
    assertEquals("ShiTang02", canteen.name());
    assertEquals("cisco WS-C3560G-48TS", canteen.description());
    assertEquals(ip("10.1.100.149"), canteen.address());
    assertEquals(Kind.BRIDGE, canteen.kind());
    assertEquals(15, seen.arp().size());
    assertTrue(
        seen.arp()
            .contains(
                new ArpEntry(IpAddress.parse("10.1.100.149"), mac("58bc27b79641").orElseThrow())));
  }

  @Test
  void readsTheOldTableOfACatalyst() throws Exception {
    List<LearnedAddress> seen = poll("cisco-ios-c3750-portqos").surroundings().learned();

    assertEquals(15, seen.size());
    assertTrue(
        seen.contains(
            new LearnedAddress(mac("001121e7f117").orElseThrow(), "Gi1/0/7", OptionalInt.empty())));
  }

  /** The switch knows MAC and port, the router MAC and address, neither the phone's address. */
  @Test
  void joinsSwitchAndRouterToEndpoints() throws Exception {
    RouterSnapshot router = poll("SYNTHETIC-branch-router-t0", "gw1");
    RouterSnapshot access = poll("SYNTHETIC-access-switch", "sw1");
    Topology topology = Topology.of(List.of(router, access), List.of());
    LocatedEndpoints located = new LocatedEndpoints(() -> topology, List.of());
    List<EndpointInfo> phones =
        located.of(List.of(phone("10.20.30.104"), phone("10.20.30.106"), phone("10.20.30.99")));

    EndpointInfo polycom = phones.get(0);
    assertEquals("sw1", polycom.switchName());
    assertEquals("Gi1/0/4", polycom.port());
    assertEquals("0004f2aabb04", polycom.mac());
    assertEquals("Polycom", polycom.vendor());
    assertEquals("VVX_450", polycom.model());
    assertEquals("6.4.3.3383", polycom.firmware());
    assertEquals(OptionalInt.of(0), polycom.whereabouts().dscpTold());
    assertEquals(OptionalInt.of(130), polycom.whereabouts().vlan());
    // Heard by LLDP and by CDP: one phone, and the names of both.
    Neighbour cisco = phones.get(1).whereabouts().neighbour().orElseThrow();
    assertEquals("CP-8845-0004f2aabb06", cisco.name());
    assertEquals("SN0004F2AABB06", cisco.inventory().serial());
    assertEquals("CP8845", phones.get(1).model());
    assertEquals("14.2.1", phones.get(1).firmware());
    assertEquals(phone("10.20.30.99"), phones.get(2));
    assertEquals("Gi1/0/6", phones.get(1).port());
  }

  private static EndpointInfo phone(String address) {
    return new EndpointInfo(
        "berlin",
        IpAddress.parse(address),
        "phones",
        Access.UNKNOWN,
        "",
        0,
        "",
        "",
        "",
        "",
        "",
        Whereabouts.UNKNOWN);
  }

  private static Map<OID, InterfaceReading> numbered(int ports) {
    Map<OID, InterfaceReading> interfaces = new LinkedHashMap<>();
    for (int i = 1; i <= ports; i++) {
      var none =
          new InterfaceReading.Traffic(
              Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
      interfaces.put(
          new OID(new int[] {i}),
          new InterfaceReading(
              i + "@0",
              "port" + i,
              "",
              "",
              OptionalLong.empty(),
              true,
              Optional.empty(),
              none,
              none));
    }
    return interfaces;
  }
}
