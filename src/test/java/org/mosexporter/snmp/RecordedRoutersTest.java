package org.mosexporter.snmp;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mosexporter.Shared;
import org.mosexporter.config.Snmp.Device;
import org.mosexporter.network.ClassCounter;
import org.mosexporter.network.ClassCounter.Kind;
import org.mosexporter.network.ClassFigures;
import org.mosexporter.network.ClassReading;
import org.mosexporter.network.CounterReading;
import org.mosexporter.network.InterfaceFigures;
import org.mosexporter.network.RouterSnapshot;
import org.mosexporter.network.Shaper;
import org.mosexporter.network.ShaperFigures;
import org.mosexporter.network.TrafficDirection;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;

/** Real and synthetic recordings of ../shared, through an agent on loopback. */
class RecordedRoutersTest {
  private static final String QUEUES = "WAN-SHAPE-20M/class-default/WAN-QUEUES";

  private static java.util.NavigableMap<OID, Variable> scene(String name) throws IOException {
    return Recording.read(Shared.path().resolve("snmp/recordings").resolve(name + ".snmprec"));
  }

  private static java.util.NavigableMap<OID, Variable> branch(String moment) throws IOException {
    return scene("SYNTHETIC-branch-router-" + moment);
  }

  private static DevicePoller poller(ReplayAgent agent) {
    return new DevicePoller(
        new Device("gw1", "berlin", agent.address(), "c"),
        ReplayAgent.PUBLIC,
        InstantSource.system(),
        2_000);
  }

  @Test
  void readsTheVoiceQueuesOfACatalyst9800() throws Exception {
    try (var agent = new ReplayAgent(scene("cisco-iosxe-c9800-cbqos"));
        var session = Sessions.open(agent.address(), ReplayAgent.PUBLIC)) {
      var interfaces = IfMib.read(session, Map.of());
      List<ClassReading> classes = CiscoClassBasedQosMib.read(session, interfaces).orElseThrow();

      Map<String, Set<String>> byInterface =
          classes.stream()
              .map(ClassReading::key)
              .collect(
                  groupingBy(
                      ClassReading.Key::networkInterface,
                      mapping(ClassReading.Key::name, toSet())));
      assertEquals(6, byInterface.size());
      byInterface.values().forEach(names -> assertEquals(AUTO_QOS, names));
      ClassReading voice =
          classes.stream()
              .filter(c -> c.key().networkInterface().equals("TenGigabitEthernet0/1/0"))
              .filter(c -> c.key().name().equals("AutoQos-4.0-Output-Voice-Class"))
              .findFirst()
              .orElseThrow();
      assertEquals(CounterReading.of64Bits(30_041_645), voice.counters().get(ClassCounter.PACKETS));
      assertEquals(
          CounterReading.of64Bits(12_784_897_674L), voice.counters().get(ClassCounter.BYTES));
      assertEquals("AutoQos-4.0-wlan-Port-Output-Policy", voice.key().policy());
      assertEquals(TrafficDirection.OUTPUT, voice.key().direction());
      assertEquals(
          new ClassReading.Kind.Leaf(
              List.of("Match dscp ef (46)"),
              List.of(46),
              true,
              OptionalInt.empty(),
              OptionalLong.of(0),
              OptionalLong.of(512),
              Shaper.NONE),
          voice.kind());
    }
  }

  private static final Set<String> AUTO_QOS =
      Set.of(
          "AutoQos-4.0-Output-CAPWAP-C-Class", "AutoQos-4.0-Output-Voice-Class", "class-default");

  @Test
  void leavesOutTheControlPlaneOfACatalyst9400() throws Exception {
    try (var agent = new ReplayAgent(scene("cisco-iosxe-c9400-svl"));
        var poller = poller(agent)) {
      RouterSnapshot snapshot = poller.poll().snapshot();

      assertTrue(snapshot.up());
      assertEquals(List.of(), snapshot.classes());
      assertEquals(List.of(), snapshot.shapers());
      assertEquals(true, snapshot.modules().get("cisco_class_based_qos_mib"));
    }
  }

  @Test
  void countsTheDropsOfABurstByNames() throws Exception {
    try (var agent = new ReplayAgent(branch("t0"));
        var poller = poller(agent)) {
      assertEquals(0, dropped(poller.poll(), "VOICE"));
      agent.show(branch("t60"));
      DevicePoller.State quiet = poller.poll();
      assertEquals(0, dropped(quiet, "VOICE"));
      assertEquals(0, dropped(quiet, "SIGNALING"));
      agent.show(branch("t120"));
      DevicePoller.State burst = poller.poll();

      assertEquals(312, dropped(burst, "VOICE"));
      assertEquals(12, dropped(burst, "SIGNALING"));
      ClassFigures voice = find(burst.snapshot(), "VOICE");
      assertEquals(List.of(46), voice.dscp());
      assertTrue(voice.priority());
      assertEquals(OptionalLong.of(650 * 120), voice.packets());
      assertEquals(OptionalLong.of(650 * 120 * 214), voice.bytes());
      assertEquals(OptionalLong.of(312 * 214), voice.droppedBytes());
      assertEquals(OptionalLong.of(21), voice.queuePackets());
      assertEquals(OptionalLong.of(64), voice.queueLimitPackets());
      assertEquals(List.of(24, 26), find(burst.snapshot(), "SIGNALING").dscp());
    }
  }

  @Test
  void keepsAParentApartAndItIsTheSumOfItsChildren() throws Exception {
    try (var agent = new ReplayAgent(branch("t0"));
        var poller = poller(agent)) {
      poller.poll();
      agent.show(branch("t120"));
      RouterSnapshot snapshot = poller.poll().snapshot();

      ShaperFigures parent =
          snapshot.shapers().stream()
              .filter(shaper -> shaper.networkInterface().equals("Gi0/0/1"))
              .findFirst()
              .orElseThrow();
      assertEquals("WAN-SHAPE-20M", parent.policy());
      assertEquals("class-default", parent.name());
      assertEquals(OptionalLong.of(20_000_000), parent.shaper().rateBitsPerSecond());
      List<ClassFigures> children =
          snapshot.classes().stream().filter(c -> c.policy().equals(QUEUES)).toList();
      assertEquals(3, children.size());
      assertEquals(
          parent.droppedPackets().orElseThrow(),
          children.stream().mapToLong(c -> c.droppedPackets().orElseThrow()).sum());
      assertEquals(
          parent.packets().orElseThrow(),
          children.stream().mapToLong(c -> c.packets().orElseThrow()).sum());
    }
  }

  @Test
  void countsNothingOverAReloadAndGoesOnAfterIt() throws Exception {
    try (var agent = new ReplayAgent(branch("t60"));
        var poller = poller(agent)) {
      poller.poll();
      agent.show(branch("t120"));
      RouterSnapshot before = poller.poll().snapshot();
      agent.show(branch("reload"));
      RouterSnapshot after = poller.poll().snapshot();

      assertEquals(counters(before), counters(after));

      // 34.262144 is VOICE on Gi0/0/0 now: index 34 is output of ifIndex 2, which that became.
      agent.change("1.3.6.1.4.1.9.9.166.1.15.1.1.14.34.262144", new org.snmp4j.smi.Counter64(5));
      RouterSnapshot next = poller.poll().snapshot();
      ClassFigures voice =
          next.classes().stream()
              .filter(c -> c.networkInterface().equals("Gi0/0/0") && c.name().equals("VOICE"))
              .findFirst()
              .orElseThrow();
      assertEquals(OptionalLong.of(5), voice.droppedPackets());
      assertEquals(312, dropped(next, "VOICE"));
    }
  }

  @Test
  void readsTheSameFromAnAgentWithoutWideColumns() throws Exception {
    var early = new java.util.TreeMap<>(branch("nomd"));
    early.put(
        new OID("1.3.6.1.4.1.9.9.166.1.15.1.1.13.34.196608"), new org.snmp4j.smi.Counter32(1204));
    try (var agent = new ReplayAgent(early);
        var poller = poller(agent);
        var session = Sessions.open(agent.address(), ReplayAgent.PUBLIC)) {
      poller.poll();
      agent.show(branch("nomd"));
      assertEquals(312, dropped(poller.poll(), "VOICE"));

      ClassReading bulk =
          CiscoClassBasedQosMib.read(session, IfMib.read(session, Map.of())).orElseThrow().stream()
              .filter(c -> c.key().networkInterface().equals("Gi0/0/0"))
              .filter(c -> c.key().policy().endsWith("WAN-QUEUES"))
              .filter(c -> c.key().name().equals("class-default"))
              .findFirst()
              .orElseThrow();
      // 4,394,967,000 packets at t0 and 2,900 a second since: beyond 2³².
      assertEquals(4_395_315_000L, bulk.counters().get(ClassCounter.PACKETS).value());
    }
  }

  @Test
  void countsWhatActionsOfClassesDid() throws Exception {
    try (var agent = new ReplayAgent(branch("t0"));
        var poller = poller(agent)) {
      poller.poll();
      agent.show(branch("t120"));
      RouterSnapshot snapshot = poller.poll().snapshot();

      var voice = find(snapshot, "VOICE").counters();
      assertEquals(312, voice.get(new ClassCounter(Kind.QUEUE_DROPPED_PACKETS, "")));
      assertEquals(324_424 - 257_656, voice.get(new ClassCounter(Kind.QUEUE_DROPPED_BYTES, "")));
      var bulk = find(snapshot, "class-default").counters();
      assertEquals(
          512_891 - 507_484, bulk.get(new ClassCounter(Kind.WRED_RANDOM_DROPPED_PACKETS, "CS0")));
      assertEquals(
          56_987 - 56_387, bulk.get(new ClassCounter(Kind.WRED_TAIL_DROPPED_PACKETS, "CS0")));
      assertEquals(
          37_528 - 37_133, bulk.get(new ClassCounter(Kind.WRED_RANDOM_DROPPED_PACKETS, "AF21")));
      ClassFigures phones = on(snapshot, "Gi0/0/2", "PHONE-RTP");
      assertEquals(TrafficDirection.INPUT, phones.direction());
      assertEquals(OptionalInt.of(46), phones.setDscp());
      assertEquals(126_000, phones.counters().get(new ClassCounter(Kind.MARKED_PACKETS, "EF")));
      assertEquals(
          126_000, phones.counters().get(new ClassCounter(Kind.POLICED_PACKETS, "conform")));
      assertEquals(
          27_468_000, phones.counters().get(new ClassCounter(Kind.POLICED_BYTES, "conform")));
      assertEquals(0, phones.counters().get(new ClassCounter(Kind.POLICED_PACKETS, "exceed")));
      assertEquals(0, phones.counters().get(new ClassCounter(Kind.POLICED_PACKETS, "violate")));
    }
  }

  @Test
  void countsWhatAShaperHeldBack() throws Exception {
    try (var agent = new ReplayAgent(branch("t0"));
        var poller = poller(agent)) {
      poller.poll();
      agent.show(branch("t120"));
      ShaperFigures shaper =
          poller.poll().snapshot().shapers().stream()
              .filter(of -> of.networkInterface().equals("Gi0/0/1"))
              .findFirst()
              .orElseThrow();

      assertEquals(
          new Shaper(OptionalLong.of(20_000_000), Optional.of(true), OptionalLong.of(37)),
          shaper.shaper());
      var counters = shaper.counters();
      assertEquals(102_160, counters.get(new ClassCounter(Kind.SHAPER_DELAYED_PACKETS, "")));
      assertEquals(71_760_800, counters.get(new ClassCounter(Kind.SHAPER_DELAYED_BYTES, "")));
      assertEquals(9_744, counters.get(new ClassCounter(Kind.SHAPER_DROPPED_PACKETS, "")));
      assertEquals(8_267_928, counters.get(new ClassCounter(Kind.SHAPER_DROPPED_BYTES, "")));
    }
  }

  @Test
  void readsActionsFromAnAgentWithoutWideColumns() throws Exception {
    var early = new java.util.TreeMap<>(branch("nomd"));
    early.put(new OID("1.3.6.1.4.1.9.9.166.1.19.1.1.5.34.65538"), new Counter32(709_310_000));
    early.put(new OID("1.3.6.1.4.1.9.9.166.1.17.1.1.5.49.65538"), new Counter32(1_285_823_984));
    early.put(new OID("1.3.6.1.4.1.9.9.166.1.20.1.1.2.34.327683.18"), new Counter32(37_133));
    early.put(new OID("1.3.6.1.4.1.9.9.166.1.18.1.1.7.34.196610"), new Counter32(1_204));
    try (var agent = new ReplayAgent(early);
        var poller = poller(agent)) {
      poller.poll();
      agent.show(branch("nomd"));
      RouterSnapshot snapshot = poller.poll().snapshot();

      assertEquals(
          102_160,
          snapshot.shapers().stream()
              .filter(of -> of.networkInterface().equals("Gi0/0/1"))
              .findFirst()
              .orElseThrow()
              .counters()
              .get(new ClassCounter(Kind.SHAPER_DELAYED_PACKETS, "")));
      assertEquals(
          27_468_000,
          on(snapshot, "Gi0/0/2", "PHONE-RTP")
              .counters()
              .get(new ClassCounter(Kind.POLICED_BYTES, "conform")));
      assertEquals(
          395,
          find(snapshot, "class-default")
              .counters()
              .get(new ClassCounter(Kind.WRED_RANDOM_DROPPED_PACKETS, "AF21")));
      assertEquals(
          312,
          find(snapshot, "VOICE").counters().get(new ClassCounter(Kind.QUEUE_DROPPED_PACKETS, "")));
    }
  }

  private static ClassFigures on(RouterSnapshot snapshot, String port, String name) {
    return snapshot.classes().stream()
        .filter(c -> c.networkInterface().equals(port) && c.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void readsInterfaces() throws Exception {
    try (var agent = new ReplayAgent(branch("t0"));
        var poller = poller(agent)) {
      poller.poll();
      agent.show(branch("t120"));
      RouterSnapshot snapshot = poller.poll().snapshot();

      InterfaceFigures wan = snapshot.interfaces().get(1);
      assertEquals("Gi0/0/1", wan.name());
      assertEquals("WAN Internet 20M", wan.alias());
      assertEquals("GigabitEthernet0/0/1", wan.description());
      assertEquals(OptionalLong.of(1_000_000_000), wan.speedBitsPerSecond());
      assertEquals(Optional.of(false), wan.halfDuplex());
      assertTrue(wan.operationallyUp());
      // 312 voice, 12 signalling, 9,300 + 120 others.
      assertEquals(OptionalLong.of(9_744), wan.output().discards());
      assertEquals(OptionalLong.of(0), wan.input().errors());
      InterfaceFigures lan = snapshot.interfaces().get(2);
      assertEquals(OptionalLong.of(400_000 * 120), lan.output().bytes());
      assertEquals(OptionalLong.of(3 * 400_000 * 120), lan.input().bytes());
      assertEquals(OptionalLong.of(3_000 * 120), lan.output().packets());
      assertEquals("branch-rtr1", poller.state().name());
    }
  }

  private static List<Object> counters(RouterSnapshot snapshot) {
    return List.of(
        snapshot.classes().stream()
            .map(
                c ->
                    c.networkInterface() + c.policy() + c.name() + c.packets() + c.droppedPackets())
            .sorted()
            .toList(),
        snapshot.shapers().stream()
            .map(c -> c.networkInterface() + c.policy() + c.packets() + c.droppedPackets())
            .sorted()
            .toList(),
        snapshot.interfaces().stream()
            .map(i -> i.name() + i.alias() + i.input() + i.output())
            .sorted()
            .toList());
  }

  private static long dropped(DevicePoller.State state, String name) {
    return dropped(state.snapshot(), name);
  }

  private static long dropped(RouterSnapshot snapshot, String name) {
    return find(snapshot, name).droppedPackets().orElseThrow();
  }

  private static ClassFigures find(RouterSnapshot snapshot, String name) {
    return snapshot.classes().stream()
        .filter(c -> c.networkInterface().equals("Gi0/0/1"))
        .filter(c -> c.direction() == TrafficDirection.OUTPUT)
        .filter(c -> c.policy().equals(QUEUES) && c.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
