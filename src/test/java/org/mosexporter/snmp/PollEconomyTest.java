package org.mosexporter.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mosexporter.config.Snmp.Device;
import org.mosexporter.network.ClassFigures;
import org.mosexporter.network.RouterSnapshot;
import org.snmp4j.PDU;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.Variable;

/** What is asked at each poll, what seldom, and what makes the poller ask anew. */
class PollEconomyTest {
  private static final OID IF_NAME = new OID(SmallRouter.IF_X + "1");
  private static final OID CLASS_NAME = new OID(SmallRouter.QOS + "7.1.1.1");
  private static final OID DUPLEX = new OID("1.3.6.1.2.1.10.7.2.1.19");
  private static final Set<OID> NAMES = Set.of(IF_NAME, CLASS_NAME, DUPLEX);
  private static final String IF_TABLE_LAST_CHANGE = "1.3.6.1.2.1.31.1.5.0";
  private static final String RUNNING_LAST_CHANGED = "1.3.6.1.4.1.9.9.43.1.1.1.0";

  private final Set<OID> askedAfter = ConcurrentHashMap.newKeySet();
  private Instant now = Instant.parse("2026-03-02T08:00:00Z");
  private ReplayAgent agent;
  private DevicePoller poller;

  @BeforeEach
  void startsAgent() throws Exception {
    agent = new ReplayAgent(SmallRouter.rows());
    agent.change(IF_TABLE_LAST_CHANGE, new TimeTicks(500));
    agent.change(RUNNING_LAST_CHANGED, new TimeTicks(600));
    agent.fault(this::note);
    poller =
        new DevicePoller(
            new Device("gw1", "berlin", agent.address(), "c"), ReplayAgent.PUBLIC, () -> now, 400);
    poll();
    poll();
  }

  @AfterEach
  void stopsAgent() throws Exception {
    poller.close();
    agent.close();
  }

  private Optional<PDU> note(PDU request, PDU answer) {
    request.getVariableBindings().forEach(binding -> askedAfter.add(binding.getOid()));
    return Optional.of(answer);
  }

  private DevicePoller.State poll() {
    askedAfter.clear();
    now = now.plusSeconds(30);
    return poller.poll();
  }

  /** Of names, duplex and the policies' configuration. */
  private Set<OID> namesAsked() {
    Set<OID> names = new java.util.HashSet<>(NAMES);
    names.retainAll(askedAfter);
    return names;
  }

  @Test
  void countersTakeFourPacketsAPollOnceNamesAreKnown() {
    int before = agent.requests();
    DevicePoller.State state = poll();

    assertEquals(Set.of(), namesAsked());
    // Who it is and since when; all counters of interfaces; all of classes; the end of columns.
    assertTrue(agent.requests() - before <= 4, "asked " + (agent.requests() - before));
    assertEquals("uplink", state.snapshot().interfaces().getFirst().alias());
    assertEquals(Optional.of(true), state.snapshot().interfaces().getFirst().halfDuplex());
    assertEquals(2, state.snapshot().classes().size());
  }

  @Test
  void namesAreReadAgainAfterTenMinutes() {
    now = now.plus(Duration.ofMinutes(8).minusSeconds(60));
    poll();
    assertEquals(Set.of(), namesAsked());
    now = now.plus(Duration.ofMinutes(2));
    poll();
    assertEquals(NAMES, namesAsked());
  }

  @ParameterizedTest
  @ValueSource(strings = {IF_TABLE_LAST_CHANGE, RUNNING_LAST_CHANGED, SmallRouter.UP_TIME})
  void namesAreReadAgainWhenATimeOfTheDeviceMoves(String which) {
    agent.change(which, new TimeTicks(7));
    poll();
    assertEquals(NAMES, namesAsked());
    poll();
    assertEquals(Set.of(), namesAsked());
  }

  @Test
  void namesAreReadAgainAfterABoot() {
    agent.change(SmallRouter.ENGINE_BOOTS, new Integer32(4));
    poll();
    assertEquals(NAMES, namesAsked());
  }

  @Test
  void namesAreReadAgainWhenAnInterfaceIsNew() {
    agent.change(SmallRouter.IF + "8.3", new Integer32(1));
    agent.change(SmallRouter.IF_X + "1.3", new OctetString("LTE"));
    assertEquals("LTE", poll().snapshot().interfaces().getLast().name());
  }

  @Test
  void speedIsReadAgainWhenAPortComesUp() {
    agent.change(SmallRouter.IF + "8.2", new Integer32(2));
    poll();
    agent.change(SmallRouter.IF + "8.2", new Integer32(1));
    agent.change(SmallRouter.IF + "5.2", new Gauge32(10_000_000));
    assertEquals(
        10_000_000, poll().snapshot().interfaces().getLast().speedBitsPerSecond().orElseThrow());
  }

  @Test
  void namesAreReadAgainWhenAPolicyMovesToAnotherInterface() {
    agent.change(SmallRouter.QOS + "1.1.1.4.18", new Integer32(2));
    agent.change(SmallRouter.VOICE_DROPS, new Counter64(9_999));
    ClassFigures moved = poll().snapshot().classes().getFirst();

    assertEquals("LAN", moved.networkInterface());
    assertEquals(0, moved.droppedPackets().orElseThrow());
  }

  /** Renumbered without a restart: VOICE and class-default of QUEUES change places. */
  @Test
  void aClassNeverCountsForAnotherThatHadItsNumber() {
    agent.change(
        Map.of(
            new OID(RUNNING_LAST_CHANGED), new TimeTicks(90_000),
            new OID(SmallRouter.QOS + "5.1.1.2.18.300"), new Gauge32(1593),
            new OID(SmallRouter.QOS + "5.1.1.2.18.400"), new Gauge32(20),
            new OID(SmallRouter.QOS + "15.1.1.14.18.300"), new Counter64(21),
            new OID(SmallRouter.QOS + "15.1.1.14.18.400"), new Counter64(5_000)));
    for (ClassFigures figures : poll().snapshot().classes()) {
      assertEquals(0, figures.droppedPackets().orElseThrow(), figures.name());
    }
    agent.change(SmallRouter.QOS + "15.1.1.14.18.400", new Counter64(5_003));
    assertEquals(3, drops(poll(), "VOICE"));
  }

  @Test
  void aClassThatIsNewIsNamedInThePollThatFirstCountsIt() {
    agent.change(
        Map.of(
            new OID(SmallRouter.QOS + "5.1.1.2.18.500"), new Gauge32(21),
            new OID(SmallRouter.QOS + "5.1.1.3.18.500"), new Integer32(2),
            new OID(SmallRouter.QOS + "5.1.1.4.18.500"), new Gauge32(200),
            new OID(SmallRouter.QOS + "7.1.1.1.21"), new OctetString("VIDEO"),
            new OID(SmallRouter.QOS + "15.1.1.14.18.500"), new Counter64(8)));
    assertEquals(0, drops(poll(), "VIDEO"));
  }

  /** Configured between the reading of counters and that of names: they do not belong together. */
  @Test
  void aPollIntoWhichAConfigurationFellIsDiscarded() {
    agent.change(SmallRouter.UP_TIME, new TimeTicks(5));
    agent.change(SmallRouter.VOICE_DROPS, new Counter64(500));
    agent.fault(
        (request, answer) -> {
          if (request.getVariableBindings().stream().anyMatch(b -> b.getOid().equals(CLASS_NAME))) {
            agent.change(RUNNING_LAST_CHANGED, new TimeTicks(8));
          }
          return Optional.of(answer);
        });
    assertEquals(Set.of(false), Set.copyOf(poll().snapshot().modules().values()));
    assertFalse(poll().snapshot().modules().containsValue(false));
  }

  @Test
  void anAgentWithoutNonRepeatersIsAskedWithoutThem() {
    agent.fault(
        (request, answer) -> {
          if (request.getType() != PDU.GETBULK || request.getNonRepeaters() == 0) {
            return Optional.of(answer);
          }
          NavigableMap<OID, Variable> rows = new TreeMap<>(SmallRouter.rows());
          PDU ignorant = new PDU(answer);
          ignorant.clear();
          ignorant.setType(PDU.RESPONSE);
          ignorant.setRequestID(request.getRequestID());
          ReplayAgent.repeat(rows, request, 0, ignorant);
          return Optional.of(ignorant);
        });
    DevicePoller.State state = poll();

    assertEquals(Optional.empty(), state.problem());
    assertEquals(2, state.snapshot().interfaces().size());
    assertEquals(2, state.snapshot().classes().size());
  }

  /** Its GETBULKs do not tell sysUpTime, so it is asked for at the end. */
  @Test
  void aRestartInTheMiddleIsSeenOfAnAgentWithoutNonRepeatersToo() {
    ReplayAgent.Fault ignorant =
        (request, answer) -> {
          if (request.getType() == PDU.GETBULK && request.getNonRepeaters() > 0) {
            answer.remove(0);
          }
          return Optional.of(answer);
        };
    agent.fault(ignorant);
    assertFalse(poll().snapshot().modules().containsValue(false));
    AtomicInteger bulks = new AtomicInteger();
    agent.fault(
        (request, answer) -> {
          if (request.getType() == PDU.GETBULK && bulks.incrementAndGet() == 1) {
            agent.change(SmallRouter.UP_TIME, new TimeTicks(5));
          }
          return ignorant.spoil(request, answer);
        });
    assertEquals(Set.of(false), Set.copyOf(poll().snapshot().modules().values()));
  }

  @Test
  void asManyRowsAreAskedForAsThereWereAndOneToSeeTheEnd() {
    AtomicInteger most = new AtomicInteger();
    agent.fault(
        (request, answer) -> {
          if (request.getType() == PDU.GETBULK) {
            most.accumulateAndGet(request.getMaxRepetitions(), Math::max);
          }
          return Optional.of(answer);
        });
    poll();
    assertEquals(4, most.get()); // three classes
  }

  @Test
  void classesAlonePolledCountAsWhollyPolled() {
    agent.change(SmallRouter.VOICE_DROPS, new Counter64(14));
    agent.change(SmallRouter.IF + "19.1", new Counter32(99));
    RouterSnapshot before = poller.state().snapshot();
    int requests = agent.requests();
    askedAfter.clear();
    RouterSnapshot between = poller.pollClasses().snapshot();

    assertEquals(4, between.classes().getFirst().droppedPackets().orElseThrow());
    assertEquals(before.interfaces(), between.interfaces());
    assertEquals(before.modules(), between.modules());
    assertEquals(3, agent.requests() - requests); // who it is, and 25 columns
    agent.change(SmallRouter.VOICE_DROPS, new Counter64(15));
    assertEquals(5, drops(poll(), "VOICE"));
  }

  @Test
  void classesAloneAreNotCountedOverARestart() {
    agent.change(SmallRouter.UP_TIME, new TimeTicks(5));
    agent.change(SmallRouter.VOICE_DROPS, new Counter64(500));
    assertEquals(
        0, poller.pollClasses().snapshot().classes().getFirst().droppedPackets().orElseThrow());
    assertEquals(Set.of(IF_NAME, CLASS_NAME, DUPLEX), namesAsked());
  }

  @Test
  void aDeviceThatDoesNotTellItsClassesIsNotDownForThat() {
    agent.fault((_, _) -> Optional.empty());
    assertTrue(poller.pollClasses().snapshot().up());
  }

  private static long drops(DevicePoller.State state, String name) {
    return state.snapshot().classes().stream()
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow()
        .droppedPackets()
        .orElseThrow();
  }
}
