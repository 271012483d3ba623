package org.mosexporter.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mosexporter.config.Snmp.Device;
import org.mosexporter.network.ClassCounter;
import org.mosexporter.network.ClassCounter.Kind;
import org.mosexporter.network.ClassFigures;
import org.mosexporter.network.LinkHealth;
import org.mosexporter.network.RouterSnapshot;
import org.mosexporter.network.Shaper;
import org.mosexporter.network.ShaperFigures;
import org.mosexporter.network.TrafficDirection;
import org.snmp4j.PDU;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Variable;

/** The queues of each maker, on small devices of our own making. */
class QueueModulesTest {
  private final List<OID> asked = new ArrayList<>();
  private ReplayAgent agent;
  private DevicePoller poller;

  private RouterSnapshot polled(String queues, Map<String, Integer> codePoints) throws Exception {
    return polled(SmallQueues.rows(queues), codePoints);
  }

  private RouterSnapshot polled(NavigableMap<OID, Variable> rows, Map<String, Integer> codePoints)
      throws Exception {
    agent = new ReplayAgent(rows);
    agent.fault(
        (request, answer) -> {
          request.getVariableBindings().forEach(binding -> asked.add(binding.getOid()));
          return Optional.of(answer);
        });
    poller =
        new DevicePoller(
            new Device("gw1", "berlin", agent.address(), "c", codePoints),
            ReplayAgent.PUBLIC,
            InstantSource.system(),
            2_000);
    return poll();
  }

  private RouterSnapshot polled(String queues) throws Exception {
    return polled(queues, Map.of());
  }

  private RouterSnapshot poll() {
    DevicePoller.State state = poller.poll();
    assertEquals(Optional.empty(), state.problem());
    return state.snapshot();
  }

  @AfterEach
  void stops() throws Exception {
    poller.close();
    agent.close();
  }

  private static List<String> names(RouterSnapshot snapshot) {
    return snapshot.classes().stream()
        .map(
            c ->
                c.networkInterface()
                    + " "
                    + c.direction().label()
                    + " "
                    + c.policy()
                    + " "
                    + c.name())
        .sorted()
        .toList();
  }

  private static ClassFigures find(RouterSnapshot snapshot, String name) {
    List<ClassFigures> found =
        snapshot.classes().stream().filter(c -> c.name().equals(name)).toList();
    assertEquals(1, found.size(), found.toString());
    return found.getFirst();
  }

  @Test
  void juniperQueuesAreNamedByTheClassesThatUseThem() throws Exception {
    RouterSnapshot first = polled(SmallQueues.JUNIPER, Map.of("voice", 46));
    assertEquals(
        List.of(
            "WAN output hardware bulk,scavenger",
            "WAN output hardware queue-2",
            "WAN output hardware voice"),
        names(first));
    assertEquals(List.of(46), find(first, "voice").dscp());
    assertEquals(List.of(), find(first, "queue-2").dscp());
    assertEquals(true, first.modules().get("juniper_cos_mib"));

    agent.change("1.3.6.1.4.1.2636.3.15.4.1.11.1.1", new Counter64(6));
    agent.change("1.3.6.1.4.1.2636.3.15.4.1.13.1.1", new Counter64(8));
    agent.change("1.3.6.1.4.1.2636.3.15.4.1.49.1.1", new Counter64(10));
    agent.change("1.3.6.1.4.1.2636.3.15.4.1.55.1.1", new Counter64(3_000));
    ClassFigures voice = find(poll(), "voice");
    assertEquals(1, voice.counters().get(new ClassCounter(Kind.DROPPED_PACKETS, "tail")));
    assertEquals(2, voice.counters().get(new ClassCounter(Kind.DROPPED_PACKETS, "red")));
    assertEquals(3, voice.counters().get(new ClassCounter(Kind.DROPPED_PACKETS, "rate_limit")));
    assertEquals(OptionalLong.of(6), voice.droppedPackets());
    assertEquals(OptionalLong.of(1_200), voice.droppedBytes());
  }

  @Test
  void mikrotikQueuesKeepTheirNamesAndParentsStandApart() throws Exception {
    RouterSnapshot first = polled(SmallQueues.MIKROTIK);
    assertEquals(
        List.of(
            " input simple desk",
            " output simple desk",
            " output tree all",
            "WAN output tree/up data",
            "WAN output tree/up voice"),
        names(first));
    ShaperFigures up = first.shapers().getFirst();
    assertEquals("tree", up.policy());
    assertEquals("up", up.name());
    assertEquals("WAN", up.networkInterface());
    assertEquals(List.of("packet-mark ef"), find(first, "voice").match());
    assertEquals(OptionalLong.of(0), find(first, "all").bytes());

    agent.change("1.3.6.1.4.1.14988.1.1.2.1.1.14.21", new Counter32(4));
    agent.change("1.3.6.1.4.1.14988.1.1.2.1.1.15.21", new Counter32(7));
    RouterSnapshot next = poll();
    assertEquals(OptionalLong.of(3), drops(next, "desk", TrafficDirection.INPUT));
    assertEquals(OptionalLong.of(5), drops(next, "desk", TrafficDirection.OUTPUT));
  }

  private static OptionalLong drops(
      RouterSnapshot snapshot, String name, TrafficDirection direction) {
    return snapshot.classes().stream()
        .filter(c -> c.name().equals(name) && c.direction() == direction)
        .findFirst()
        .orElseThrow()
        .droppedPackets();
  }

  @Test
  void mikrotikRowsThatChangePlacesAreNoDrops() throws Exception {
    polled(SmallQueues.MIKROTIK);
    String name = "1.3.6.1.4.1.14988.1.1.2.2.1.2.1677721";
    String drops = "1.3.6.1.4.1.14988.1.1.2.2.1.9.1677721";
    agent.change(name + 7, new OctetString("data"));
    agent.change(name + 8, new OctetString("voice"));
    agent.change(drops + 7, new Counter32(3_000));
    agent.change(drops + 8, new Counter32(5_000));
    RouterSnapshot swapped = poll();
    assertEquals(OptionalLong.of(0), find(swapped, "voice").droppedPackets());
    assertEquals(OptionalLong.of(0), find(swapped, "data").droppedPackets());

    agent.change(drops + 7, new Counter32(3_002));
    agent.change(drops + 8, new Counter32(5_001));
    RouterSnapshot next = poll();
    assertEquals(OptionalLong.of(1), find(next, "voice").droppedPackets());
    assertEquals(OptionalLong.of(2), find(next, "data").droppedPackets());
  }

  @Test
  void mikrotikParentsInACircleAreLeftOut() throws Exception {
    polled(SmallQueues.MIKROTIK);
    agent.change("1.3.6.1.4.1.14988.1.1.2.2.1.4.16777216", new Integer32(16_777_217));
    RouterSnapshot circle = poll();
    assertEquals(
        List.of(" input simple desk", " output simple desk", " output tree all"), names(circle));
  }

  @Test
  void mikrotikIsAskedForNoMoreThan25Rows() throws Exception {
    StringBuilder many = new StringBuilder(SmallQueues.MIKROTIK);
    for (int row = 100; row < 200; row++) {
      many.append("1.3.6.1.4.1.14988.1.1.2.1.1.2." + row + "|4|q" + row + "\n");
    }
    polled(many.toString());
    List<Integer> repetitions = new ArrayList<>();
    agent.fault(
        (request, answer) -> {
          OID last = request.get(request.size() - 1).getOid();
          if (request.getType() == PDU.GETBULK
              && last.startsWith(new OID("1.3.6.1.4.1.14988.1.1.2"))) {
            repetitions.add(request.getMaxRepetitions());
          }
          return Optional.of(answer);
        });
    assertEquals(5 + 2 * 100, poll().classes().size());
    assertFalse(repetitions.isEmpty());
    assertTrue(repetitions.stream().allMatch(each -> each <= 25), repetitions.toString());
  }

  @Test
  void thresholdsOfACatalystAreClassesAndWrapAt32Bits() throws Exception {
    assertEquals(
        List.of(
            "WAN output hardware queue-1-threshold-1", "WAN output hardware queue-1-threshold-2"),
        names(polled(SmallQueues.CISCO_PORT)));
    agent.change("1.3.6.1.4.1.9.9.189.1.3.5.1.4.1.1.1", new Counter64(4));
    agent.change("1.3.6.1.4.1.9.9.189.1.3.5.1.4.1.1.2", new Counter64(4));
    RouterSnapshot next = poll();
    assertEquals(OptionalLong.of(1), find(next, "queue-1-threshold-1").droppedPackets());
    assertEquals(OptionalLong.of(10), find(next, "queue-1-threshold-2").droppedPackets());
  }

  @Test
  void whatComwareDoesNotCountIsAbsent() throws Exception {
    RouterSnapshot first = polled(SmallQueues.H3C);
    ClassFigures counted = find(first, "queue-0");
    assertEquals(OptionalLong.of(512), counted.queueLimitPackets());
    assertEquals(OptionalLong.of(3), counted.queuePackets());
    ClassFigures not = find(first, "ef");
    assertEquals(Map.of(), not.counters());
    assertEquals(OptionalLong.empty(), not.queueLimitPackets());
    assertEquals(OptionalLong.empty(), not.queuePackets());

    agent.change("1.3.6.1.4.1.25506.2.65.1.1.2.1.1.2.1.0", new Counter64(9));
    assertEquals(OptionalLong.of(2), find(poll(), "queue-0").droppedPackets());
  }

  @Test
  void huaweisSumOfAllClassesIsNoClass() throws Exception {
    assertEquals(
        List.of(
            "WAN output hardware ef",
            "WAN output hardware queue-12",
            "WAN output hardware/vlan-30 be"),
        names(polled(SmallQueues.HUAWEI)));
    agent.change("1.3.6.1.4.1.2011.5.25.32.4.1.4.3.3.1.8.1.0.6", new Counter64(12));
    assertEquals(OptionalLong.of(1), find(poll(), "ef").droppedPackets());
  }

  @Test
  void fortinetsInterfacesAreClasses() throws Exception {
    RouterSnapshot first = polled(SmallQueues.FORTINET);
    assertEquals(List.of("LAN output bandwidth all", "WAN output bandwidth all"), names(first));
    agent.change("1.3.6.1.4.1.12356.101.7.5.4.1.3.1", new Counter64(33));
    agent.change("1.3.6.1.4.1.12356.101.7.5.2.1.6.2", new Counter64(45));
    RouterSnapshot next = poll();
    assertEquals(
        List.of(OptionalLong.of(3), OptionalLong.of(5)),
        next.classes().stream().map(ClassFigures::droppedPackets).toList());
  }

  @Test
  void fortinetsFiguresAreTextsThatMayBeAnything() throws Exception {
    assertEquals(
        List.of(
            new LinkHealth(
                "SIP",
                "wan1",
                true,
                OptionalDouble.of(0.0255),
                OptionalDouble.empty(),
                OptionalDouble.of(0.025)),
            new LinkHealth(
                "SIP",
                "wan2",
                false,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.of(1))),
        polled(SmallQueues.FORTINET).links());
    for (String text : List.of("", "NaN", "Infinity", "-1", "1e999", "0x1p3 ms")) {
      agent.change("1.3.6.1.4.1.12356.101.4.9.2.1.5.1", new OctetString(text));
      assertEquals(OptionalDouble.empty(), poll().links().getFirst().latencySeconds(), text);
    }
  }

  @Test
  void linuxClassesComeFromTheirScript() throws Exception {
    RouterSnapshot first = polled(SmallQueues.LINUX, Map.of("1:10", 46));
    ClassFigures voice = find(first, "1:10");
    assertEquals("htb/1:1", voice.policy());
    assertEquals(List.of(46), voice.dscp());
    assertEquals(OptionalLong.of(3), voice.queuePackets());
    assertEquals(OptionalLong.of(5), voice.queueLimitPackets());
    assertEquals(
        new Shaper(OptionalLong.of(1_000_000), Optional.empty(), OptionalLong.empty()),
        first.shapers().getFirst().shaper());
    agent.change("1.3.6.1.4.1.8072.9999.9999.10199.1.1.7.1.65552.0", new Counter64(21));
    assertEquals(OptionalLong.of(13), find(poll(), "1:10").droppedPackets());
  }

  @Test
  void whatADeviceWasNotSeenToHaveIsAskedSeldom() throws Exception {
    String cisco = "1.3.6.1.2.1.1.2.0|6|1.3.6.1.4.1.9.1.516";
    polled(cisco);
    assertEquals(List.of("cisco", "juniper"), askedOf());
    for (int poll = 2; poll <= 11; poll++) {
      poll();
      assertEquals(List.of(), askedOf(), "in poll " + poll);
    }
    poll();
    assertEquals(List.of("cisco"), askedOf());
    agent.show(SmallQueues.rows(SmallQueues.CISCO_PORT));
    for (int poll = 13; poll <= 22; poll++) {
      poll();
    }
    assertEquals(2, poll().classes().size());
  }

  /** Whose queues were asked for since this was last asked. */
  private List<String> askedOf() {
    List<String> makers = new ArrayList<>();
    if (asked.stream().anyMatch(oid -> oid.startsWith(new OID("1.3.6.1.4.1.9.9.189")))) {
      makers.add("cisco");
    }
    if (asked.stream().anyMatch(oid -> oid.startsWith(new OID("1.3.6.1.4.1.2636.3.15")))) {
      makers.add("juniper");
    }
    asked.clear();
    return makers;
  }

  @Test
  void oneModuleThatFailsDoesNotLoseTheSeriesOfAnother() throws Exception {
    NavigableMap<OID, Variable> both = new TreeMap<>(SmallRouter.rows());
    both.putAll(Recording.parse(SmallQueues.CISCO_PORT));
    polled(both, Map.of());
    agent.change("1.3.6.1.4.1.9.9.189.1.3.5.1.4.1.1.1", new Counter64(5));
    agent.fault(
        (request, answer) -> {
          OID counters = new OID("1.3.6.1.4.1.9.9.166.1.15");
          if (request.getVariableBindings().stream()
              .anyMatch(binding -> binding.getOid().startsWith(counters))) {
            answer.setErrorStatus(PDU.genErr);
            answer.setErrorIndex(1);
          }
          return Optional.of(answer);
        });
    RouterSnapshot partly = poller.poll().snapshot();

    assertEquals(false, partly.modules().get("cisco_class_based_qos_mib"));
    assertEquals(true, partly.modules().get("cisco_port_qos_mib"));
    assertEquals(OptionalLong.of(2), find(partly, "queue-1-threshold-1").droppedPackets());
    assertEquals(OptionalLong.of(0), find(partly, "VOICE").droppedPackets());
  }
}
