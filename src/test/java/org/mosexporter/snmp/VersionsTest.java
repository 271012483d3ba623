package org.mosexporter.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mosexporter.config.Secret;
import org.mosexporter.config.Snmp.Credentials;
import org.mosexporter.config.Snmp.Device;
import org.mosexporter.network.InterfaceFigures;
import org.snmp4j.PDU;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Variable;

/** Each version asks as it can; the answers mean the same. */
class VersionsTest {
  private static final Credentials VERSION_ONE = new Credentials.V1(new Secret("public"));
  private static final String DEVICE_NAME = "1.3.6.1.2.1.1.5.0";

  private static DevicePoller poller(ReplayAgent agent, Credentials credentials) {
    return new DevicePoller(
        new Device("gw1", "berlin", agent.address(), "c"),
        credentials,
        InstantSource.system(),
        1_000);
  }

  /** Without Counter64, so that counters of 32 bits stand in. */
  private static NavigableMap<OID, Variable> oldRouter() {
    NavigableMap<OID, Variable> rows = new TreeMap<>(SmallRouter.rows());
    for (int column : new int[] {10, 11, 16, 17}) {
      rows.put(new OID(SmallRouter.IF + column + ".1"), new Counter32(1_000L * column));
    }
    for (int object : new int[] {100, 300, 400}) {
      for (int column : new int[] {1, 2, 4, 5, 12, 13, 15, 16}) {
        String at = SmallRouter.QOS + "15.1.1." + column + ".18." + object;
        rows.put(new OID(at), new Counter32(column == 13 ? 40 : 0));
      }
    }
    return rows;
  }

  @Test
  void versionOneReadsInterfacesAndClassesWithGetNext() throws Exception {
    try (var agent = new ReplayAgent(oldRouter());
        var poller = poller(agent, VERSION_ONE)) {
      assertEquals(Optional.empty(), poller.poll().problem());
      agent.change(SmallRouter.IF + "10.1", new Counter32(10_700));
      agent.change(SmallRouter.QOS + "15.1.1.13.18.300", new Counter32(47));
      DevicePoller.State state = poller.poll();

      assertEquals(Set.of(PDU.GET, PDU.GETNEXT), agent.asked());
      assertEquals("small", state.name());
      InterfaceFigures wan = state.snapshot().interfaces().getFirst();
      assertEquals("WAN", wan.name());
      assertEquals(OptionalLong.of(700), wan.input().bytes());
      assertEquals(OptionalLong.of(7), state.snapshot().classes().getFirst().droppedPackets());
    }
  }

  @Test
  void versionOneLeavesOutWhatTheDeviceDoesNotHave() throws Exception {
    NavigableMap<OID, Variable> rows = oldRouter();
    rows.remove(new OID(SmallRouter.ENGINE_BOOTS));
    rows.remove(new OID("1.3.6.1.2.1.1.1.0"));
    try (var agent = new ReplayAgent(rows);
        var poller = poller(agent, VERSION_ONE)) {
      DevicePoller.State first = poller.poll();
      assertEquals("small", first.name());
      assertEquals("", first.description());
      assertEquals(2, first.snapshot().interfaces().size());
    }
  }

  @Test
  void versionOneDoesNotAskAgainForWhatIsAbsent() throws Exception {
    try (var agent = new ReplayAgent(oldRouter());
        var session = Sessions.open(agent.address(), VERSION_ONE)) {
      List<OID> wanted =
          List.of(new OID("1.3.6.1.9.1.0"), new OID(DEVICE_NAME), new OID("1.3.6.1.9.2.0"));
      for (int asked = 3; asked <= 4; asked++) {
        List<Optional<Variable>> values = session.get(wanted);
        assertEquals(Optional.of(new OctetString("small")), values.get(1));
        assertEquals(Optional.empty(), values.get(0));
        assertEquals(Optional.empty(), values.get(2));
        assertEquals(asked, agent.requests()); // one for each that is absent, and one; then one
      }
    }
  }

  @Test
  void versionOneReadsTheLastTableOfTheDevice() throws Exception {
    NavigableMap<OID, Variable> rows = new TreeMap<>();
    for (int row = 1; row <= 3; row++) {
      rows.put(new OID("1.3.6.1.2.1.99.1.1." + row), new Integer32(row));
      rows.put(new OID("1.3.6.1.2.1.99.1.2." + row), new Integer32(10 * row));
    }
    try (var agent = new ReplayAgent(rows);
        var session = Sessions.open(agent.address(), VERSION_ONE)) {
      Columns read = TableWalk.read(session, new OID("1.3.6.1.2.1.99.1"), 1, 2);
      assertEquals(OptionalLong.of(3), read.number(1, new OID("3")));
      assertEquals(OptionalLong.of(30), read.number(2, new OID("3")));
    }
  }

  @Test
  void versionThreeReadsTheContextItIsToldTo() throws Exception {
    var inner = new TreeMap<>(SmallRouter.rows());
    inner.put(new OID(DEVICE_NAME), new OctetString("inner"));
    Credentials.V3 user = ReplayAgent.USER;
    var scoped =
        new Credentials.V3(
            user.user(), user.auth(), user.authKey(), user.privacy(), user.privacyKey(), "vrf-1");
    try (var agent = new ReplayAgent(SmallRouter.rows(), new ReplayAgent.Engine("a", 1))) {
      agent.show("vrf-1", inner);
      try (var outside = poller(agent, user);
          var inside = poller(agent, scoped)) {
        assertEquals("small", outside.poll().name());
        assertEquals("inner", inside.poll().name());
      }
    }
  }

  @Test
  void aVlanOfABridgeIsAContextOrASuffixOfTheCommunity() throws Exception {
    OID port = new OID("1.3.6.1.2.1.17.4.3.1.2.1");
    NavigableMap<OID, Variable> vlan = new TreeMap<>(Map.of(port, new Integer32(24)));
    try (var agent = new ReplayAgent(SmallRouter.rows(), new ReplayAgent.Engine("a", 1))) {
      agent.show("vlan-20", vlan);
      agent.show("20", vlan);
      for (Credentials each : List.of(ReplayAgent.USER, ReplayAgent.PUBLIC, VERSION_ONE)) {
        try (var session = Sessions.open(agent.address(), each)) {
          List<OID> wanted = List.of(port);
          assertEquals(Optional.empty(), session.get(wanted).getFirst());
          assertEquals(Optional.of(new Integer32(24)), session.ofVlan(20).get(wanted).getFirst());
          assertEquals(Optional.empty(), session.get(wanted).getFirst());
          assertTrue(session.get(List.of(new OID(DEVICE_NAME))).getFirst().isPresent());
        }
      }
    }
  }
}
