package org.mosexporter.snmp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mosexporter.config.Cidr;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Listener;
import org.mosexporter.config.Secret;
import org.mosexporter.config.Snmp;
import org.mosexporter.config.Snmp.Credentials;
import org.mosexporter.config.Snmp.Device;
import org.mosexporter.network.RouterEvent;
import org.mosexporter.network.RouterEvent.Kind;
import org.mosexporter.receive.Decoded;
import org.mosexporter.receive.ListenerState.Listening;
import org.mosexporter.receive.ListenerState.Waiting;
import org.mosexporter.receive.Outcome;
import org.mosexporter.receive.Protocol;
import org.mosexporter.receive.ReceiverCounters;
import org.mosexporter.receive.Receivers;
import org.mosexporter.receive.ReportSource;
import org.snmp4j.CommunityTarget;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Target;
import org.snmp4j.UserTarget;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/** Traps and informs of routers, sent to a port on loopback. */
class TrapsTest {
  private static final String LINK_DOWN = "1.3.6.1.6.3.1.1.5.3";
  private static final String IF_INDEX = "1.3.6.1.2.1.2.2.1.1.";
  private static final String REACTION = "1.3.6.1.4.1.9.9.42.1.2.19.1.";

  private final ReplayAgent.Engine engine = new ReplayAgent.Engine("router", 5);
  private ReplayAgent agent;
  private SnmpPoller poller;
  private Receivers receivers;
  private ReportSource port;

  @BeforeEach
  void starts() throws Exception {
    agent = new ReplayAgent(SmallRouter.rows(), engine);
    poller = new SnmpPoller(config(agent), InstantSource.system());
    poller.start();
    await().until(() -> poller.snapshots().getFirst().up());
    receivers = new Receivers(List.of(), Optional::empty, InstantSource.system());
    receivers.listen(Protocol.SNMP, listener(List.of()), poller::traps);
    port = receivers.all().getFirst();
    await().until(() -> port.state() instanceof Listening);
  }

  private static Snmp config(ReplayAgent agent) {
    return new Snmp(
        Duration.ofMinutes(1),
        Map.of("c", ReplayAgent.PUBLIC, "u", ReplayAgent.USER),
        List.of(new Device("gw1", "berlin", agent.address(), "u")));
  }

  private static List<Listener> listener(List<Cidr> allow) {
    return List.of(new Listener("127.0.0.1", 0, allow));
  }

  @AfterEach
  void stops() throws Exception {
    receivers.close();
    poller.close();
    agent.close();
  }

  private int portNumber() {
    return ((Listening) port.state()).address().getPort();
  }

  private List<RouterEvent> events() {
    return poller.events().getFirst().latest();
  }

  private static Map<OID, Variable> link(String trap, int ifIndex) {
    return Map.of(
        SnmpConstants.snmpTrapOID,
        new OID(trap),
        new OID(IF_INDEX + ifIndex),
        new Integer32(ifIndex));
  }

  /** Sends it as a router does; what is answered, if anything. */
  private PDU send(int type, String community, Map<OID, Variable> variables) throws Exception {
    MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
    dispatcher.addMessageProcessingModel(new MPv2c());
    CommunityTarget<UdpAddress> target = new CommunityTarget<>();
    target.setCommunity(new OctetString(community));
    target.setVersion(SnmpConstants.version2c);
    return send(dispatcher, target, new PDU(), type, variables);
  }

  /** By version 3, as an engine; an inform asks for ours first. */
  private PDU send(
      int type, Credentials.V3 user, int level, String engineId, Map<OID, Variable> variables)
      throws Exception {
    SecurityProtocols protocols =
        new SecurityProtocols(SecurityProtocols.SecurityProtocolSet.maxCompatibility);
    OctetString id = new OctetString(MPv3.createLocalEngineID(new OctetString(engineId)));
    USM usm = new USM(protocols, id, engine.boots());
    usm.addUser(Sessions.usmUser(user, protocols));
    MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
    dispatcher.addMessageProcessingModel(new MPv3(usm));
    UserTarget<UdpAddress> target = new UserTarget<>();
    target.setSecurityName(new OctetString(user.user()));
    target.setSecurityLevel(level);
    target.setVersion(SnmpConstants.version3);
    if (type == PDU.TRAP) {
      target.setAuthoritativeEngineID(id.getValue());
    }
    return send(dispatcher, target, new ScopedPDU(), type, variables);
  }

  private PDU send(
      MessageDispatcherImpl dispatcher,
      Target<UdpAddress> target,
      PDU pdu,
      int type,
      Map<OID, Variable> variables)
      throws Exception {
    pdu.setType(type);
    pdu.add(new VariableBinding(SnmpConstants.sysUpTime, new TimeTicks(100)));
    variables.forEach((oid, value) -> pdu.add(new VariableBinding(oid, value)));
    target.setAddress(new UdpAddress("127.0.0.1/" + portNumber()));
    target.setTimeout(1_000);
    target.setRetries(1);
    try (var snmp =
        new org.snmp4j.Snmp(
            dispatcher, new DefaultUdpTransportMapping(new UdpAddress("127.0.0.1/0")))) {
      snmp.listen();
      var answered = snmp.send(pdu, target);
      return answered == null ? null : answered.getResponse();
    }
  }

  private void awaitRefused(String reason, long count) {
    await().until(() -> port.counters().refused().get(reason) == count);
  }

  @Test
  void aLinkIsNamedAsItIsPolled() throws Exception {
    assertNull(send(PDU.TRAP, "public", link(LINK_DOWN, 1)));
    await().until(() -> events().size() == 1);
    RouterEvent event = events().getFirst();

    assertEquals(Kind.LINK_DOWN, event.kind());
    assertEquals("WAN", event.subject());
    assertTrue(event.atNs() > 1_700_000_000_000_000_000L);
    assertEquals(1, poller.events().getFirst().counts().get(Kind.LINK_DOWN));
    assertEquals(0, poller.events().getFirst().counts().get(Kind.RESTART));
    assertEquals("gw1", poller.events().getFirst().router());
  }

  @Test
  void aThresholdOfAnOperationSaysWhichAndWhat() throws Exception {
    send(
        PDU.TRAP,
        "public",
        Map.of(
            SnmpConstants.snmpTrapOID,
            new OID("1.3.6.1.4.1.9.9.42.2.0.5"),
            new OID("1.3.6.1.4.1.9.9.42.1.2.1.1.3.12"),
            new OctetString("to\u0007 hq"),
            new OID(REACTION + "2.12.1"),
            new Integer32(2),
            new OID(REACTION + "10.12.1"),
            new Integer32(1),
            new OID(REACTION + "9.12.1"),
            new Integer32(35)));
    await().until(() -> events().size() == 1);
    assertEquals(
        List.of(Kind.IP_SLA, "12 to hq", "threshold passed: jitterSDAvg is 35"),
        List.of(
            events().getFirst().kind(), events().getFirst().subject(), events().getFirst().text()));
  }

  @Test
  void anInformIsAnsweredByBothVersions() throws Exception {
    PDU plain = send(PDU.INFORM, "public", link(LINK_DOWN, 2));
    assertNotNull(plain);
    assertEquals(PDU.RESPONSE, plain.getType());
    PDU scoped =
        send(PDU.INFORM, ReplayAgent.USER, SecurityLevel.AUTH_PRIV, "router", link(LINK_DOWN, 1));
    assertNotNull(scoped);
    assertEquals(PDU.RESPONSE, scoped.getType());
    assertEquals(List.of("LAN", "WAN"), events().stream().map(RouterEvent::subject).toList());
    assertTrue(port.counters().unused().get(TrapDecoder.DISCOVERY) >= 1);
    assertEquals(0, port.counters().refused().get(TrapDecoder.NOT_AUTHENTICATED));
  }

  @Test
  void aTrapIsBelievedOfTheEngineThatWasPolled() throws Exception {
    send(PDU.TRAP, ReplayAgent.USER, SecurityLevel.AUTH_PRIV, "router", link(LINK_DOWN, 1));
    await().until(() -> events().size() == 1);
    send(PDU.TRAP, ReplayAgent.USER, SecurityLevel.AUTH_PRIV, "another", link(LINK_DOWN, 1));
    awaitRefused(TrapDecoder.NOT_AUTHENTICATED, 1);
    assertEquals(1, events().size());
  }

  @Test
  void aUserWithKeysIsNotBelievedWithoutThem() throws Exception {
    send(PDU.TRAP, ReplayAgent.USER, SecurityLevel.NOAUTH_NOPRIV, "router", link(LINK_DOWN, 1));
    awaitRefused(TrapDecoder.NOT_AUTHENTICATED, 1);
    Credentials.V3 user = ReplayAgent.USER;
    Secret wrong = new Secret("not-the-key-at-all");
    var forger = new Credentials.V3(user.user(), user.auth(), wrong, user.privacy(), wrong);
    send(PDU.TRAP, forger, SecurityLevel.AUTH_PRIV, "router", link(LINK_DOWN, 1));
    awaitRefused(TrapDecoder.NOT_AUTHENTICATED, 2);
    assertEquals(List.of(), events());
  }

  @Test
  void anotherCommunityIsCountedAndDropped() throws Exception {
    assertNull(send(PDU.INFORM, "private", link(LINK_DOWN, 1)));
    assertTrue(port.counters().refused().get(TrapDecoder.COMMUNITY) >= 1);
    assertEquals(List.of(), events());
  }

  @Test
  void nobodyMayAskUs() throws Exception {
    assertNull(send(PDU.GET, "public", Map.of()));
    assertTrue(port.counters().refused().get(TrapDecoder.MALFORMED) >= 1);
    assertNull(send(PDU.SET, "public", Map.of()));
    assertEquals(List.of(), events());
  }

  @Test
  void aTrapOfNoRouterIsCountedAndDropped() throws Exception {
    var decoder =
        new TrapDecoder(
            _ -> Optional.empty(), List.of(ReplayAgent.PUBLIC), new OctetString("engine"), 1);
    Decoded decoded =
        decoder.decode(IpAddress.parse("192.0.2.1"), 5, ByteBuffer.wrap(new byte[40]), 1);
    assertEquals(new Outcome.Refused(TrapDecoder.UNKNOWN_ROUTER), decoded.outcome());
  }

  @Test
  void theListOfEventsIsBounded() throws Exception {
    for (int i = 0; i < 40; i++) {
      send(PDU.TRAP, "public", link(LINK_DOWN, 1 + i % 2));
    }
    await().until(() -> poller.events().getFirst().counts().get(Kind.LINK_DOWN) == 40);
    assertEquals(32, events().size());
    assertEquals("LAN", events().getLast().subject());
  }

  @Test
  void othersAreUnused() throws Exception {
    send(
        PDU.TRAP, "public", Map.of(SnmpConstants.snmpTrapOID, new OID("1.3.6.1.4.1.9.9.43.2.0.1")));
    await().until(() -> port.counters().unused().get(TrapDecoder.OTHER) == 1);
    send(PDU.TRAP, "public", Map.of());
    await().until(() -> port.counters().unused().get(TrapDecoder.OTHER) == 2);
  }

  @Test
  void aBusyPortIsSaidAndTheOthersOpen() throws Exception {
    try (var taken = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        var others = new Receivers(List.of(), Optional::empty, InstantSource.system())) {
      others.listen(
          Protocol.SNMP,
          List.of(
              new Listener("127.0.0.1", taken.getLocalPort(), List.of()),
              new Listener("127.0.0.1", 0, List.of())),
          poller::traps);
      await().until(() -> others.all().getFirst().state() instanceof Waiting);
      await().until(() -> others.all().getLast().state() instanceof Listening);
    }
  }

  /** From a fixed seed: bytes, and good messages cut short or with octets changed. */
  @Test
  void whateverArrivesIsCountedAndNothingBreaks() throws Exception {
    Random random = new Random(6);
    List<byte[]> good = captured();
    int sent = 0;
    try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      var to = new InetSocketAddress(InetAddress.getLoopbackAddress(), portNumber());
      for (int i = 0; i < 3_000; i++) {
        byte[] octets = spoiled(random, good);
        socket.send(new DatagramPacket(octets, octets.length, to));
        sent++;
        if (i % 50 == 0) {
          long least = sent - 40L;
          await().until(() -> port.counters().received() >= least);
        }
      }
    }
    assertTrue(port.state() instanceof Listening);
    long seen = sent;
    await().until(() -> port.counters().received() == seen);
    await().until(() -> accounted(port.counters()) == seen);
    send(PDU.TRAP, "public", link(LINK_DOWN, 1));
    await().until(() -> events().stream().anyMatch(event -> event.subject().equals("WAN")));
  }

  private static long accounted(ReceiverCounters counters) {
    return counters.handedOn()
        + counters.unused().values().stream().mapToLong(Long::longValue).sum()
        + counters.refused().values().stream().mapToLong(Long::longValue).sum();
  }

  /** What a router's messages look like on the wire. */
  private static List<byte[]> captured() throws Exception {
    List<byte[]> messages = new ArrayList<>();
    try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      var target = new CommunityTarget<UdpAddress>();
      target.setAddress(new UdpAddress("127.0.0.1/" + socket.getLocalPort()));
      target.setCommunity(new OctetString("public"));
      target.setVersion(SnmpConstants.version2c);
      MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
      dispatcher.addMessageProcessingModel(new MPv2c());
      SecurityProtocols protocols =
          new SecurityProtocols(SecurityProtocols.SecurityProtocolSet.maxCompatibility);
      OctetString id = new OctetString(MPv3.createLocalEngineID(new OctetString("router")));
      USM usm = new USM(protocols, id, 9);
      usm.addUser(Sessions.usmUser(ReplayAgent.USER, protocols));
      dispatcher.addMessageProcessingModel(new MPv3(usm));
      var scoped = new UserTarget<UdpAddress>();
      scoped.setAddress(target.getAddress());
      scoped.setSecurityName(new OctetString(ReplayAgent.USER.user()));
      scoped.setSecurityLevel(SecurityLevel.AUTH_PRIV);
      scoped.setVersion(SnmpConstants.version3);
      scoped.setAuthoritativeEngineID(id.getValue());
      try (var snmp = new org.snmp4j.Snmp(dispatcher, new DefaultUdpTransportMapping())) {
        snmp.listen();
        for (Target<UdpAddress> each : List.of(target, scoped)) {
          PDU pdu = each instanceof CommunityTarget ? new PDU() : new ScopedPDU();
          pdu.setType(PDU.TRAP);
          link(LINK_DOWN, 2).forEach((oid, value) -> pdu.add(new VariableBinding(oid, value)));
          snmp.send(pdu, each);
          DatagramPacket packet = new DatagramPacket(new byte[2_000], 2_000);
          socket.receive(packet);
          messages.add(java.util.Arrays.copyOf(packet.getData(), packet.getLength()));
        }
      }
    }
    return messages;
  }

  private static byte[] spoiled(Random random, List<byte[]> good) {
    if (random.nextInt(3) == 0) {
      byte[] octets = new byte[random.nextInt(600)];
      random.nextBytes(octets);
      return octets;
    }
    byte[] octets = good.get(random.nextInt(good.size())).clone();
    for (int i = random.nextInt(4); i > 0; i--) {
      octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
    }
    return random.nextBoolean()
        ? octets
        : java.util.Arrays.copyOf(octets, random.nextInt(octets.length));
  }
}
