package org.mosexporter.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mosexporter.config.Cidr;
import org.mosexporter.config.IpAddress;
import org.mosexporter.network.ArpEntry;
import org.mosexporter.network.InterfaceReading;
import org.mosexporter.network.LearnedAddress;
import org.mosexporter.network.MacAddress;
import org.mosexporter.network.Neighbour;
import org.mosexporter.network.Neighbour.Inventory;
import org.mosexporter.network.Neighbour.Kind;
import org.mosexporter.network.Poll;
import org.mosexporter.network.Route;
import org.mosexporter.network.Surroundings;
import org.mosexporter.network.VoicePolicy;
import org.snmp4j.PDU;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** Reads a switch on loopback that behaves, and one that does not. */
class SurroundingsReaderTest {
  private static final long MINUTE_NS = Duration.ofMinutes(1).toNanos();
  private static final OptionalLong UP = OptionalLong.of(500_000);
  private static final MacAddress PHONE = MacAddress.parse(SmallSwitch.PHONE).orElseThrow();
  private static final MacAddress PC = MacAddress.parse(SmallSwitch.PC).orElseThrow();

  private final SurroundingsReader reader = new SurroundingsReader();
  private ReplayAgent agent;
  private Session session;
  private Map<OID, InterfaceReading> interfaces;

  @BeforeEach
  void startsAgent() throws Exception {
    agent = new ReplayAgent(SmallSwitch.rows());
    session = Sessions.open(agent.address(), ReplayAgent.PUBLIC, 200);
    session.beginPoll(Instant.EPOCH);
    SystemMib.read(session);
    interfaces = IfMib.read(session, Map.of());
  }

  @AfterEach
  void stopsAgent() throws Exception {
    session.close();
    agent.close();
  }

  private Surroundings.Reading read(long atNs) {
    return readIfDue(atNs).orElseThrow();
  }

  private Optional<Surroundings.Reading> readIfDue(long atNs) {
    return readIfDue(atNs, UP);
  }

  private Optional<Surroundings.Reading> readIfDue(long atNs, OptionalLong upTime) {
    session.beginPoll(Instant.EPOCH);
    return reader.readIfDue(session, interfaces, upTime, atNs);
  }

  private static boolean asks(PDU request, String subtree) {
    OID root = new OID(subtree);
    return request.getVariableBindings().stream().anyMatch(b -> b.getOid().startsWith(root));
  }

  private static <T> List<T> whole(Poll.Part<T> part) {
    return ((Poll.Part.Whole<T>) part).rows();
  }

  private static boolean isUnknown(Poll.Part<?> part) {
    return part instanceof Poll.Part.Unknown<?>;
  }

  @Test
  void readsWhatASwitchKnowsOfItsNeighbours() {
    Surroundings.Reading reading = read(0);

    assertEquals(
        List.of(
            new Neighbour(
                "1/3",
                MacAddress.parse("001122334455"),
                Optional.of(IpAddress.parse("10.0.0.1")),
                Kind.BRIDGE,
                "core",
                "A big switch",
                Inventory.NONE,
                OptionalInt.empty(),
                OptionalInt.empty()),
            new Neighbour(
                "1/2",
                Optional.of(PHONE),
                Optional.of(IpAddress.parse("10.0.0.101")),
                Kind.PHONE,
                "CP-8845-0004f2000001",
                "Cisco Systems, Inc. CP-8845 sip8845_65.14-2-1-0001",
                new Inventory(
                    "hw2", "boot 5", "sip8845_65.14-2-1-0001", "SN2", "Cisco", "CP-8845", "A2"),
                OptionalInt.of(0),
                OptionalInt.of(30))),
        whole(reading.lldp()));
    assertEquals(
        List.of(new VoicePolicy("1/2", 46, OptionalInt.of(30))), whole(reading.policies()));
    Neighbour byCdp = whole(reading.cdp()).getFirst();
    assertEquals("1/2", byCdp.port());
    assertEquals(Optional.of(PHONE), byCdp.mac());
    assertEquals(Kind.PHONE, byCdp.kind());
    assertEquals(
        Map.of(
            "lldp_mib", true,
            "lldp_ext_med_mib", true,
            "cisco_cdp_mib", true,
            "bridge_mib", true,
            "ip_mib", true,
            "ip_mib_addresses", true,
            "ip_forward_mib", true),
        reading.modules());
  }

  @Test
  void readsStationsAddressesAndRoutes() {
    Surroundings.Reading reading = read(0);

    assertEquals(
        List.of(
            new LearnedAddress(
                MacAddress.parse("001122334455").orElseThrow(), "1/3", OptionalInt.of(20)),
            new LearnedAddress(PC, "1/2", OptionalInt.of(20)),
            new LearnedAddress(PHONE, "1/2", OptionalInt.of(30))),
        whole(reading.learned()));
    // What is invalid is not there; IPv6 has a table of its own.
    assertEquals(
        List.of(
            new ArpEntry(IpAddress.parse("10.0.0.101"), PHONE),
            new ArpEntry(IpAddress.parse("fd99::101"), PC)),
        whole(reading.arp()));
    assertEquals(
        List.of(
            new Route(Cidr.parse("0.0.0.0/0"), Optional.of(IpAddress.parse("192.0.2.1")), "1/3"),
            new Route(Cidr.parse("10.0.0.0/24"), Optional.empty(), "1/1")),
        whole(reading.routes()));
    assertEquals(List.of(IpAddress.parse("10.0.0.2")), whole(reading.addresses()));
  }

  @Test
  void readsTheOlderTableOfRoutes() {
    agent.remove("1.3.6.1.2.1.4.24");
    agent.change(
        Map.of(
            new OID("1.3.6.1.2.1.4.24.3.0"), new Gauge32(2),
            new OID("1.3.6.1.2.1.4.24.4.1.5.0.0.0.0.0.0.0.0.0.192.0.2.1"), new Integer32(103),
            new OID("1.3.6.1.2.1.4.24.4.1.6.0.0.0.0.0.0.0.0.0.192.0.2.1"), new Integer32(4),
            new OID("1.3.6.1.2.1.4.24.4.1.5.10.0.0.0.255.255.0.255.0.0.0.0.0"), new Integer32(101),
            new OID("1.3.6.1.2.1.4.24.4.1.6.10.0.0.0.255.255.0.255.0.0.0.0.0"), new Integer32(3)));

    assertEquals(
        List.of(
            new Route(Cidr.parse("0.0.0.0/0"), Optional.of(IpAddress.parse("192.0.2.1")), "1/3")),
        whole(read(0).routes()));
  }

  @Test
  void doesNotAskForTheRoutesOfTheInternet() {
    agent.change("1.3.6.1.2.1.4.24.6.0", new Gauge32(950_000));
    agent.fault(
        (request, answer) ->
            asks(request, "1.3.6.1.2.1.4.24.7") ? Optional.empty() : Optional.of(answer));
    assertFalse(read(0).modules().containsKey("ip_forward_mib"));
  }

  @Test
  void readsThemSeldom() {
    read(0);
    int asked = agent.requests();
    assertEquals(Optional.empty(), readIfDue(10 * MINUTE_NS - 1));
    assertEquals(asked, agent.requests());
    assertTrue(readIfDue(10 * MINUTE_NS).isPresent());
  }

  @Test
  void readsThemAnewWhenTheDeviceHasRestarted() {
    read(0);
    agent.change(SmallSwitch.UP_TIME, new TimeTicks(100));
    assertTrue(readIfDue(MINUTE_NS, OptionalLong.of(100)).isPresent());
  }

  @Test
  void discardsAReadingDuringWhichTheDeviceRestarted() {
    AtomicInteger answers = new AtomicInteger();
    agent.fault(
        (_, answer) -> {
          if (answers.incrementAndGet() == 9) {
            agent.change(SmallSwitch.UP_TIME, new TimeTicks(100));
          }
          return Optional.of(answer);
        });
    assertEquals(Optional.empty(), readIfDue(0));
    agent.behave();
    assertTrue(readIfDue(MINUTE_NS, OptionalLong.of(100)).isPresent());
  }

  @Test
  void asksAgainSoonWhenATableFailed() {
    read(0);
    failAt(SmallSwitch.REMOTE + "6");
    Surroundings.Reading failed = read(10 * MINUTE_NS);
    agent.behave();

    assertTrue(isUnknown(failed.lldp()));
    assertEquals(3, whole(failed.learned()).size());
    assertEquals(false, failed.modules().get("lldp_mib"));
    assertEquals(2, whole(read(12 * MINUTE_NS).lldp()).size());
  }

  private void failAt(String subtree) {
    agent.fault(
        (request, answer) -> {
          if (asks(request, subtree)) {
            answer.setErrorStatus(PDU.genErr);
          }
          return Optional.of(answer);
        });
  }

  /** Its last row is missing in one column, so that it would be missing as a neighbour. */
  @Test
  void doesNotBelieveAColumnThatEndsBeforeTheOthers() {
    read(0);
    agent.remove(SmallSwitch.REMOTE + "6.4711.103.3");
    agent.remove(SmallSwitch.STATIONS + "3.5");
    agent.remove(SmallSwitch.ARP + "4.101.10.0.0.101");
    Surroundings.Reading cut = read(10 * MINUTE_NS);

    assertTrue(isUnknown(cut.lldp()));
    assertTrue(isUnknown(cut.learned()));
    assertTrue(isUnknown(cut.arp()));
    assertEquals(1, whole(cut.cdp()).size());
  }

  /** Nothing but the first row of each table, then the end of all there is. */
  @Test
  void doesNotBelieveAnEndThatIsNone() {
    read(0);
    agent.fault(
        (request, answer) -> {
          if (request.getType() == PDU.GETBULK) {
            for (int i = request.size(); i < answer.size(); i++) {
              answer.set(i, new VariableBinding(answer.get(i).getOid(), Null.endOfMibView));
            }
          }
          return Optional.of(answer);
        });
    Surroundings.Reading cut = read(10 * MINUTE_NS);

    assertTrue(isUnknown(cut.lldp()));
    assertTrue(isUnknown(cut.cdp()));
    assertTrue(isUnknown(cut.learned()));
    assertTrue(isUnknown(cut.arp()));
    assertTrue(isUnknown(cut.routes()));
  }

  @Test
  void passesOverHoles() {
    agent.fault(
        (_, answer) -> {
          for (int i = 0; i < answer.size(); i++) {
            if (answer.get(i).getOid().equals(new OID(SmallSwitch.REMOTE + "7.12.101.1"))) {
              answer.set(i, new VariableBinding(answer.get(i).getOid(), Null.noSuchInstance));
            }
          }
          return Optional.of(answer);
        });
    assertEquals(2, whole(read(0).lldp()).size());
  }

  /** As a Huawei does with the names (gosnmp issue 205). */
  @Test
  void goesOnWithoutAColumnThatNeverAnswers() {
    fallSilentAt(SmallSwitch.REMOTE + "9");
    Surroundings.Reading reading = read(0);

    List<Neighbour> neighbours = whole(reading.lldp());
    assertEquals(2, neighbours.size());
    assertEquals("", neighbours.getLast().name());
    assertEquals("CP-8845", neighbours.getLast().inventory().model());
    AtomicInteger again = new AtomicInteger();
    agent.fault(
        (request, answer) -> {
          again.addAndGet(asks(request, SmallSwitch.REMOTE + "9") ? 1 : 0);
          return Optional.of(answer);
        });
    read(10 * MINUTE_NS);
    assertEquals(0, again.get());
  }

  @Test
  void doesNotGoOnWithoutAColumnThatAnsweredBefore() {
    read(0);
    fallSilentAt(SmallSwitch.REMOTE + "9");
    assertTrue(isUnknown(read(10 * MINUTE_NS).lldp()));
  }

  private void fallSilentAt(String column) {
    agent.fault(
        (request, answer) -> asks(request, column) ? Optional.empty() : Optional.of(answer));
  }

  @Test
  void asksForLldpInSmallPortions() {
    agent.fault(
        (request, answer) -> {
          return asks(request, "1.0.8802") && answer.size() > 16
              ? Optional.empty()
              : Optional.of(answer);
        });
    assertEquals(2, whole(read(0).lldp()).size());
    assertTrue(session.size().repetitions(1) > 1);
  }

  @Test
  void leavesOutPortsBehindWhichIsAWholeNetwork() {
    NavigableMap<OID, Variable> many = new TreeMap<>();
    for (int i = 0; i < 65; i++) {
      many.put(new OID(SmallSwitch.STATIONS + "2.4.2.0.0.0.7." + i), new Integer32(1));
      many.put(new OID(SmallSwitch.STATIONS + "3.4.2.0.0.0.7." + i), new Integer32(3));
    }
    agent.change(many);
    assertEquals(3, whole(read(0).learned()).size());
  }

  private static NavigableMap<OID, Variable> bridge(String mac, int bridgePort, int ifIndex) {
    OID index = new OID();
    for (byte octet : HexFormat.of().parseHex(mac)) {
      index.append(octet & 0xFF);
    }
    return new TreeMap<>(
        Map.of(
            new OID("1.3.6.1.2.1.17.1.4.1.2." + bridgePort), new Integer32(ifIndex),
            new OID("1.3.6.1.2.1.17.4.3.1.2." + index), new Integer32(bridgePort),
            new OID("1.3.6.1.2.1.17.4.3.1.3." + index), new Integer32(3)));
  }

  private void hasCiscoVlans() {
    agent.remove("1.3.6.1.2.1.17");
    agent.change(bridge("020000000001", 1, 101));
    String vlan = "1.3.6.1.4.1.9.9.46.1.3.1.1.";
    for (int id : new int[] {20, 30, 31, 1002}) {
      agent.change(vlan + "2.1." + id, new Integer32(id == 31 ? 2 : 1));
      agent.change(vlan + "3.1." + id, new Integer32(id == 1002 ? 2 : 1));
    }
  }

  /** In each VLAN the bridge ports have other numbers. */
  @Test
  void readsTheBridgeTableOfEachVlanOfACisco() {
    hasCiscoVlans();
    agent.show("20", bridge(SmallSwitch.PC, 7, 102));
    agent.show("30", bridge(SmallSwitch.PHONE, 8, 102));
    agent.show("31", bridge("020000000031", 8, 102));

    assertEquals(
        List.of(
            new LearnedAddress(new MacAddress(0x020000000001L), "1/1", OptionalInt.empty()),
            new LearnedAddress(PC, "1/2", OptionalInt.of(20)),
            new LearnedAddress(PHONE, "1/2", OptionalInt.of(30))),
        whole(read(0).learned()));
  }

  @Test
  void doesWithoutTheVlansThatACiscoDoesNotShow() {
    hasCiscoVlans();
    agent.show("20", new TreeMap<>());
    agent.fault(
        (request, answer) ->
            answer.size() > 0 && answer.get(answer.size() - 1).isException()
                ? Optional.empty()
                : Optional.of(answer));
    assertEquals(1, whole(read(0).learned()).size());
  }

  @Test
  void toleratesIndexesAndValuesThatAreNone() {
    agent.change(
        Map.of(
            new OID(SmallSwitch.REMOTE + "6.1"), new OctetString("3"),
            new OID(SmallSwitch.REMOTE + "6.5.8.3.4.5"), new Integer32(3),
            new OID(SmallSwitch.REMOTE + "12.4711.103.3"), new OctetString("x".repeat(3_000)),
            new OID(SmallSwitch.ARP + "2.1"), new OctetString("x"),
            new OID(SmallSwitch.STATIONS + "2.4.1"), new Integer32(2),
            new OID(SmallSwitch.STATIONS + "2.4.300.0.0.0.0.1"), new Integer32(2),
            new OID("1.3.6.1.2.1.4.24.7.1.7.1.200.1"), new Integer32(101),
            new OID("1.3.6.1.2.1.4.24.7.1.8.1.200.1"), new Integer32(3),
            new OID("1.3.6.1.2.1.17.7.1.4.2.1.3.0.30"), new Gauge32(5)));
    Surroundings.Reading reading = read(0);

    assertTrue(whole(reading.lldp()).stream().anyMatch(n -> n.mac().equals(Optional.of(PHONE))));
    assertEquals(3, whole(reading.learned()).size());
    assertEquals(2, whole(reading.routes()).size());
  }
}
