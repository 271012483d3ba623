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
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mosexporter.Shared;
import org.mosexporter.config.Snmp.Device;
import org.mosexporter.network.ClassCounter;
import org.mosexporter.network.ClassCounter.Kind;
import org.mosexporter.network.ClassFigures;
import org.mosexporter.network.ClassReading;
import org.mosexporter.network.CounterReading;
import org.mosexporter.network.InterfaceReading;
import org.mosexporter.network.RouterSnapshot;
import org.mosexporter.network.TrafficDirection;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;

/** Queues of real devices, as recorded in ../shared; figures read off the recordings by hand. */
class RecordedQueuesTest {
  private static NavigableMap<OID, Variable> recorded(String name) throws Exception {
    return Recording.read(Shared.path().resolve("snmp/recordings").resolve(name));
  }

  private static List<ClassReading> read(String recording, ClassModule module) throws Exception {
    try (var agent = new ReplayAgent(recorded(recording));
        var session = Sessions.open(agent.address(), ReplayAgent.PUBLIC)) {
      Map<OID, InterfaceReading> interfaces = IfMib.read(session, Map.of());
      return module.read(session, interfaces).orElseThrow();
    }
  }

  private static ClassReading find(
      List<ClassReading> readings, String port, TrafficDirection direction, String name) {
    List<ClassReading> found =
        readings.stream()
            .filter(r -> r.key().networkInterface().equals(port))
            .filter(r -> r.key().direction() == direction && r.key().name().equals(name))
            .toList();
    assertEquals(1, found.size(), readings.toString());
    return found.getFirst();
  }

  private static ClassReading find(List<ClassReading> readings, String port, String name) {
    return find(readings, port, TrafficDirection.OUTPUT, name);
  }

  private static DevicePoller poller(ReplayAgent agent) {
    return new DevicePoller(
        new Device("gw1", "berlin", agent.address(), "c"),
        ReplayAgent.PUBLIC,
        InstantSource.system(),
        2_000);
  }

  private static OptionalLong dropped(RouterSnapshot snapshot, String port, String name) {
    List<ClassFigures> found =
        snapshot.classes().stream()
            .filter(c -> c.networkInterface().equals(port) && c.name().equals(name))
            .toList();
    assertEquals(1, found.size());
    return found.getFirst().droppedPackets();
  }

  @Test
  void namesTheQueuesOfAnMx960ByTheirForwardingClasses() throws Exception {
    var queues = read("juniper-mx960-12.3-cos.snmprec.gz", new JuniperCosMib());

    assertEquals(58 * 8, queues.size());
    var bestEffort = find(queues, "xe-0/2/1", "best-effort");
    assertEquals(
        Map.of(
            ClassCounter.PACKETS,
            CounterReading.of64Bits(3_923_610_802_941L),
            ClassCounter.BYTES,
            CounterReading.of64Bits(2_917_817_517_470_557L),
            new ClassCounter(Kind.DROPPED_PACKETS, "tail"),
            CounterReading.of64Bits(0),
            new ClassCounter(Kind.DROPPED_PACKETS, "red"),
            CounterReading.of64Bits(210_944_541),
            new ClassCounter(Kind.DROPPED_PACKETS, "rate_limit"),
            CounterReading.of64Bits(0)),
        bestEffort.counters());
    var control = find(queues, "xe-0/2/1", "network-control");
    assertEquals(
        CounterReading.of64Bits(3_308),
        control.counters().get(new ClassCounter(Kind.DROPPED_PACKETS, "tail")));
    assertEquals(
        CounterReading.of64Bits(1),
        control.counters().get(new ClassCounter(Kind.DROPPED_PACKETS, "red")));
    assertEquals("hardware", control.key().policy());
    assertEquals(
        Set.of(
            "best-effort",
            "expedited-forwarding",
            "assured-forwarding",
            "network-control",
            "queue-4",
            "queue-5",
            "queue-6",
            "queue-7"),
        queues.stream()
            .filter(q -> q.key().networkInterface().equals("xe-0/2/1"))
            .map(q -> q.key().name())
            .collect(Collectors.toSet()));
  }

  @Test
  void neverReadsTheMibOfJuniperWhole() throws Exception {
    List<OID> asked = new ArrayList<>();
    try (var agent = new ReplayAgent(recorded("juniper-mx960-12.3-cos.snmprec.gz"));
        var session = Sessions.open(agent.address(), ReplayAgent.PUBLIC)) {
      agent.fault(
          (request, answer) -> {
            request.getVariableBindings().forEach(binding -> asked.add(binding.getOid()));
            return Optional.of(answer);
          });
      new JuniperCosMib().read(session, Map.of());
    }
    assertFalse(asked.isEmpty());
    for (String copy : List.of("1.3.6.1.4.1.2636.3.15.1", "1.3.6.1.4.1.2636.3.15.6")) {
      assertTrue(asked.stream().noneMatch(oid -> oid.startsWith(new OID(copy))), copy);
    }
  }

  @Test
  void countsDropsOfAnMx960FromAllReasons() throws Exception {
    try (var agent = new ReplayAgent(recorded("juniper-mx960-12.3-cos.snmprec.gz"));
        var poller = poller(agent)) {
      poller.poll();
      agent.change("1.3.6.1.4.1.2636.3.15.4.1.11.586.3", new Counter64(3_310));
      agent.change("1.3.6.1.4.1.2636.3.15.4.1.13.586.3", new Counter64(6));
      RouterSnapshot snapshot = poller.poll().snapshot();
      assertEquals(OptionalLong.of(2 + 5), dropped(snapshot, "xe-0/2/1", "network-control"));
      assertEquals(true, snapshot.modules().get("juniper_cos_mib"));
      assertFalse(snapshot.modules().containsKey("mikrotik_mib"), snapshot.modules().toString());
    }
  }

  @Test
  void readsSimpleQueuesOfMikrotikInBothDirections() throws Exception {
    var queues = read("mikrotik-rb2011il-queues.snmprec", new MikrotikMib());

    assertEquals(2 * 2 + 4, queues.size());
    var upload = find(queues, "", TrafficDirection.INPUT, "WAN-QUEUE");
    assertEquals(
        Map.of(
            ClassCounter.BYTES, CounterReading.of64Bits(9_995_956_661L),
            ClassCounter.DROPPED_PACKETS, CounterReading.of32Bits(11_448)),
        upload.counters());
    var download = find(queues, "", TrafficDirection.OUTPUT, "WAN-QUEUE");
    assertEquals(
        CounterReading.of32Bits(2_091), download.counters().get(ClassCounter.DROPPED_PACKETS));
    assertEquals("simple", download.key().policy());
  }

  @Test
  void keepsParentsOfMikrotiksTreeApart() throws Exception {
    var queues = read("mikrotik-rb2011il-queues.snmprec", new MikrotikMib());

    var parent = find(queues, "", "ETHER4");
    assertTrue(parent.kind() instanceof ClassReading.Kind.Parent, parent.toString());
    assertEquals(
        CounterReading.of64Bits(10_562_689_267L), parent.counters().get(ClassCounter.BYTES));
    var marked = find(queues, "", "ETHER4-MARK");
    assertEquals("tree/ETHER4", marked.key().policy());
    assertEquals(
        CounterReading.of32Bits(21_148), marked.counters().get(ClassCounter.DROPPED_PACKETS));
    assertTrue(
        marked.kind() instanceof ClassReading.Kind.Leaf leaf
            && leaf.match().equals(List.of("packet-mark ETHER3-MARK")),
        marked.toString());
    var global = find(queues, "", "QUEUE-GLOBAL");
    assertEquals("tree", global.key().policy());
    assertTrue(global.kind() instanceof ClassReading.Kind.Leaf, global.toString());
  }

  @Test
  void readsThresholdsOfACatalyst3750() throws Exception {
    var queues = read("cisco-ios-c3750-portqos.snmprec", new CiscoPortQosMib());

    assertEquals(144, queues.size());
    var queue = find(queues, "Gi1/0/9", "queue-4-threshold-3");
    assertEquals(
        CounterReading.of64Bits(595_304), queue.counters().get(ClassCounter.DROPPED_PACKETS));
    assertEquals(
        CounterReading.of64Bits(4_083_375_138L),
        find(queues, "Gi1/0/1", "queue-4-threshold-3").counters().get(ClassCounter.PACKETS));
  }

  @Test
  void counter64OfACatalyst3750WrapsAt32Bits() throws Exception {
    String drops = "1.3.6.1.4.1.9.9.189.1.3.5.1.4.10109.4.3";
    String discards = "1.3.6.1.2.1.2.2.1.19.10109";
    try (var agent = new ReplayAgent(recorded("cisco-ios-c3750-portqos.snmprec"));
        var poller = poller(agent)) {
      agent.change(drops, new Counter64(4_294_967_290L));
      agent.change(discards, new Counter32(4_294_967_295L));
      poller.poll();
      agent.change(drops, new Counter64(5));
      agent.change(discards, new Counter32(1));
      RouterSnapshot wrapped = poller.poll().snapshot();
      assertEquals(OptionalLong.of(11), dropped(wrapped, "Gi1/0/9", "queue-4-threshold-3"));
      assertEquals(
          OptionalLong.of(2),
          wrapped.interfaces().stream()
              .filter(i -> i.name().equals("Gi1/0/9"))
              .findFirst()
              .orElseThrow()
              .output()
              .discards());
      // Set back without a restart: more than the link carries had been counted.
      agent.change(drops, new Counter64(1_000_000_000));
      poller.poll();
      agent.change(drops, new Counter64(3));
      long before = dropped(wrapped, "Gi1/0/9", "queue-4-threshold-3").orElseThrow();
      assertEquals(
          OptionalLong.of(before + 1_000_000_000 - 5),
          dropped(poller.poll().snapshot(), "Gi1/0/9", "queue-4-threshold-3"));
    }
  }

  @Test
  void readsHardwareQueuesOfComware() throws Exception {
    var queues = read("h3c-comware-7.1.075-qos.snmprec.gz", new H3cIfQosMib());

    assertEquals(72 * 8, queues.size());
    var queue = find(queues, "Ten-GigabitEthernet1/0/0/3", "be");
    assertEquals(
        Map.of(
            ClassCounter.PACKETS, CounterReading.of64Bits(1_916_641_985_808L),
            ClassCounter.BYTES, CounterReading.of64Bits(1_100_615_146_929_960L),
            ClassCounter.DROPPED_PACKETS, CounterReading.of64Bits(18_597),
            ClassCounter.DROPPED_BYTES, CounterReading.of64Bits(11_596_120)),
        queue.counters());
    // Its limit is said to be 2³²−1, which is Comware's way to say that there is none.
    assertTrue(
        queue.kind() instanceof ClassReading.Kind.Leaf leaf
            && leaf.queuePackets().equals(OptionalLong.of(0))
            && leaf.queueLimitPackets().isEmpty(),
        queue.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "h3c-e528-qos.snmprec.gz",
        "microelettronica-80hdx-diffserv.snmprec",
        "hp-procurve-lldp-phone.snmprec",
        "mikrotik-crs317-lldp-phones.snmprec",
        "cisco-ios-c3560-lldpmed.snmprec",
        "cisco-iosxe-c9300-rttmon.snmprec"
      })
  void devicesWithoutQueuesHaveNone(String recording) throws Exception {
    try (var agent = new ReplayAgent(recorded(recording));
        var poller = poller(agent)) {
      var state = poller.poll();
      assertEquals(List.of(), state.snapshot().classes());
      assertTrue(
          state.snapshot().modules().keySet().stream()
              .noneMatch(module -> module.contains("qos") || module.contains("cos_mib")),
          state.toString());
    }
  }

  @Test
  void leavesOutTheControlPlaneOfACatalyst9600() throws Exception {
    try (var agent = new ReplayAgent(recorded("cisco-iosxe-c9600-svl.snmprec.gz"));
        var poller = poller(agent)) {
      RouterSnapshot snapshot = poller.poll().snapshot();
      assertEquals(List.of(), snapshot.classes());
      assertEquals(true, snapshot.modules().get("cisco_class_based_qos_mib"));
    }
  }

  @Test
  void readsServiceClassesOfHuawei() throws Exception {
    var queues = read("huawei-s5720-xqos.snmprec.gz", new HuaweiXqosMib());

    assertEquals(256, queues.size());
    assertEquals(
        Map.of(
            ClassCounter.PACKETS, CounterReading.of64Bits(16_192_763_593L),
            ClassCounter.BYTES, CounterReading.of64Bits(20_058_874_579_101L),
            ClassCounter.DROPPED_PACKETS, CounterReading.of64Bits(683),
            ClassCounter.DROPPED_BYTES, CounterReading.of64Bits(1_024_309)),
        find(queues, "GigabitEthernet0/0/2", "be").counters());
    assertEquals(
        CounterReading.of64Bits(0),
        find(queues, "GigabitEthernet0/0/2", "ef").counters().get(ClassCounter.PACKETS));
  }
}
