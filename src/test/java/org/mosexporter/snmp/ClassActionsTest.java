package org.mosexporter.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mosexporter.config.Snmp.Device;
import org.mosexporter.network.ClassCounter;
import org.mosexporter.network.ClassCounter.Kind;
import org.mosexporter.network.ClassFigures;
import org.mosexporter.network.RouterSnapshot;
import org.mosexporter.network.ShaperFigures;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OctetString;

/**
 * What classes of {@link SmallRouter} do to their packets, with actions added: of the policy 18,
 * object 300 is VOICE (303 police, 304 set), 400 is class-default (402 random detect).
 */
class ClassActionsTest {
  private static final String ACTIONS =
      """
      1.3.6.1.4.1.9.9.166.1.5.1.1.2.18.303|66|70
      1.3.6.1.4.1.9.9.166.1.5.1.1.3.18.303|2|7
      1.3.6.1.4.1.9.9.166.1.5.1.1.4.18.303|66|300
      1.3.6.1.4.1.9.9.166.1.17.1.1.3.18.303|70|1000
      1.3.6.1.4.1.9.9.166.1.17.1.1.6.18.303|70|200000
      1.3.6.1.4.1.9.9.166.1.17.1.1.10.18.303|70|50
      1.3.6.1.4.1.9.9.166.1.17.1.1.17.18.303|70|18446744073709551610
      1.3.6.1.4.1.9.9.166.1.5.1.1.2.18.304|66|80
      1.3.6.1.4.1.9.9.166.1.5.1.1.3.18.304|2|8
      1.3.6.1.4.1.9.9.166.1.5.1.1.4.18.304|66|300
      1.3.6.1.4.1.9.9.166.1.14.1.1.1.80|4x|8000
      1.3.6.1.4.1.9.9.166.1.14.1.1.2.80|2|46
      1.3.6.1.4.1.9.9.166.1.24.1.1.1.18.304|70|900
      1.3.6.1.4.1.9.9.166.1.5.1.1.2.18.402|66|90
      1.3.6.1.4.1.9.9.166.1.5.1.1.3.18.402|2|5
      1.3.6.1.4.1.9.9.166.1.5.1.1.4.18.402|66|400
      1.3.6.1.4.1.9.9.166.1.10.1.1.3.90|2|2
      1.3.6.1.4.1.9.9.166.1.20.1.1.3.18.402.0|70|10
      1.3.6.1.4.1.9.9.166.1.20.1.1.3.18.402.26|70|20
      1.3.6.1.4.1.9.9.166.1.20.1.1.3.18.402.99|70|99
      1.3.6.1.4.1.9.9.166.1.20.1.1.9.18.402.26|70|30
      1.3.6.1.4.1.9.9.166.1.18.1.1.8.18.302|70|5
      1.3.6.1.4.1.9.9.166.1.19.1.1.6.18.102|70|700
      1.3.6.1.4.1.9.9.166.1.19.1.1.13.18.102|2|2
      1.3.6.1.4.1.9.9.166.1.19.1.1.14.18.102|66|4
      """;
  private static final String QOS = "1.3.6.1.4.1.9.9.166.1.";

  private ReplayAgent agent;
  private DevicePoller poller;

  @BeforeEach
  void startsAgent() throws Exception {
    var rows = SmallRouter.rows();
    rows.putAll(Recording.parse(ACTIONS));
    agent = new ReplayAgent(rows);
    poller =
        new DevicePoller(
            new Device("gw1", "berlin", agent.address(), "c"),
            ReplayAgent.PUBLIC,
            InstantSource.system(),
            2_000);
  }

  @AfterEach
  void stopsAgent() throws Exception {
    poller.close();
    agent.close();
  }

  private RouterSnapshot polled() {
    DevicePoller.State state = poller.poll();
    assertEquals(Optional.empty(), state.problem());
    return state.snapshot();
  }

  /** The configuration is read anew when the device seems to have been configured. */
  private RouterSnapshot configured() {
    agent.change("1.3.6.1.2.1.31.1.5.0", new org.snmp4j.smi.TimeTicks(5));
    polled();
    agent.change("1.3.6.1.2.1.31.1.5.0", new org.snmp4j.smi.TimeTicks(6));
    return polled();
  }

  private void set(String column, long count) {
    agent.change(QOS + column, new Counter64(count));
  }

  private static ClassFigures find(RouterSnapshot snapshot, String name) {
    return snapshot.classes().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  private static Long counted(ClassFigures of, Kind kind, String detail) {
    return of.counters().get(new ClassCounter(kind, detail));
  }

  @Test
  void countsWhatThePolicerFoundUpToTheTopBit() {
    polled();
    set("17.1.1.3.18.303", 1_007);
    set("17.1.1.6.18.303", 200_700);
    set("17.1.1.10.18.303", 58);
    set("17.1.1.17.18.303", -1); // 2⁶⁴ − 1
    ClassFigures voice = find(polled(), "VOICE");
    assertEquals(7, counted(voice, Kind.POLICED_PACKETS, "conform"));
    assertEquals(700, counted(voice, Kind.POLICED_BYTES, "conform"));
    assertEquals(8, counted(voice, Kind.POLICED_PACKETS, "exceed"));
    assertEquals(5, counted(voice, Kind.POLICED_PACKETS, "violate"));
    set("17.1.1.17.18.303", 3);
    assertEquals(9, counted(find(polled(), "VOICE"), Kind.POLICED_PACKETS, "violate"));
  }

  @Test
  void aPolicerThatReplacedAnotherIsNotComparedWithIt() {
    polled();
    agent.remove(QOS + "5.1.1.2.18.303");
    agent.remove(QOS + "5.1.1.3.18.303");
    agent.remove(QOS + "5.1.1.4.18.303");
    agent.change(QOS + "5.1.1.2.18.305", new Gauge32(71));
    agent.change(QOS + "5.1.1.3.18.305", new Integer32(7));
    agent.change(QOS + "5.1.1.4.18.305", new Gauge32(300));
    set("17.1.1.3.18.305", 5_000);
    agent.change("1.3.6.1.2.1.31.1.5.0", new org.snmp4j.smi.TimeTicks(7));
    assertEquals(0, counted(find(polled(), "VOICE"), Kind.POLICED_PACKETS, "conform"));
    set("17.1.1.3.18.305", 5_004);
    assertEquals(4, counted(find(polled(), "VOICE"), Kind.POLICED_PACKETS, "conform"));
  }

  @Test
  void countsRandomDropsByCodePoint() {
    polled();
    set("20.1.1.3.18.402.0", 11);
    set("20.1.1.3.18.402.26", 23);
    set("20.1.1.3.18.402.99", 200);
    set("20.1.1.9.18.402.26", 37);
    ClassFigures bulk = find(polled(), "class-default");
    assertEquals(1, counted(bulk, Kind.WRED_RANDOM_DROPPED_PACKETS, "CS0"));
    assertEquals(3, counted(bulk, Kind.WRED_RANDOM_DROPPED_PACKETS, "AF31"));
    assertEquals(7, counted(bulk, Kind.WRED_TAIL_DROPPED_PACKETS, "AF31"));
    assertEquals(
        2,
        bulk.counters().keySet().stream()
            .filter(counter -> counter.kind() == Kind.WRED_RANDOM_DROPPED_PACKETS)
            .count(),
        "99 is no code point");
  }

  @Test
  void aPrecedenceIsNoCodePoint() {
    agent.change(QOS + "10.1.1.3.90", new Integer32(1));
    set("20.1.1.3.18.402.5", 4);
    ClassFigures bulk = find(polled(), "class-default");
    assertEquals(0, counted(bulk, Kind.WRED_RANDOM_DROPPED_PACKETS, "precedence-5"));
    assertEquals(null, counted(bulk, Kind.WRED_RANDOM_DROPPED_PACKETS, "AF31"));
    agent.change(QOS + "10.1.1.3.90", new Integer32(6)); // MPLS
    configured();
    assertEquals(
        List.of(),
        find(polled(), "class-default").counters().entrySet().stream()
            .filter(e -> e.getKey().kind() == Kind.WRED_RANDOM_DROPPED_PACKETS)
            .filter(e -> !e.getKey().detail().equals("precedence-5"))
            .filter(e -> !e.getKey().detail().equals("precedence-0"))
            .toList());
  }

  @Test
  void tellsTheCodePointThatIsSetAndNoOtherMark() {
    ClassFigures voice = find(polled(), "VOICE");
    assertEquals(OptionalInt.of(46), voice.setDscp());
    set("24.1.1.1.18.304", 912);
    assertEquals(12, counted(find(polled(), "VOICE"), Kind.MARKED_PACKETS, "EF"));
    agent.change(QOS + "14.1.1.1.80", new OctetString(new byte[] {0x04, 0})); // l2Cos
    assertEquals(OptionalInt.empty(), find(configured(), "VOICE").setDscp());
  }

  @Test
  void theQueuesDropsAreAmongTheClasssDrops() {
    polled();
    set("15.1.1.14.18.300", 14);
    set("18.1.1.8.18.302", 8);
    ClassFigures voice = find(polled(), "VOICE");
    assertEquals(OptionalLong.of(4), voice.droppedPackets());
    assertEquals(3, counted(voice, Kind.QUEUE_DROPPED_PACKETS, ""));
  }

  @Test
  void aQueueIsReadInPacketsWhateverItsLimitIsIn() {
    agent.change(QOS + "9.1.1.9.40", new Integer32(2)); // bytes
    assertEquals(OptionalLong.empty(), find(polled(), "VOICE").queuePackets());
    agent.change(QOS + "18.1.1.9.18.302", new Gauge32(9));
    agent.change(QOS + "18.1.1.10.18.302", new Gauge32(128));
    ClassFigures voice = find(polled(), "VOICE");
    assertEquals(OptionalLong.of(9), voice.queuePackets());
    assertEquals(OptionalLong.of(128), voice.queueLimitPackets());
  }

  @Test
  void tellsHowTheShaperIs() {
    ShaperFigures shaper = polled().shapers().getFirst();
    assertEquals(Optional.of(false), shaper.shaper().active());
    assertEquals(OptionalLong.of(4), shaper.shaper().queuePackets());
    assertEquals(OptionalLong.of(8_000_000), shaper.shaper().rateBitsPerSecond());
    set("19.1.1.6.18.102", 705);
    assertEquals(
        5,
        polled()
            .shapers()
            .getFirst()
            .counters()
            .get(new ClassCounter(Kind.SHAPER_DELAYED_PACKETS, "")));
  }

  @Test
  void aRateInPercentIsWhatTheDeviceMakesOfIt() {
    agent.change(QOS + "13.1.1.7.60", new Integer32(2));
    agent.change(QOS + "13.1.1.1.60", new Integer32(50));
    assertEquals(OptionalLong.empty(), polled().shapers().getFirst().shaper().rateBitsPerSecond());
    agent.change(QOS + "19.1.1.15.18.102", new Counter64(50_000_000));
    assertEquals(
        OptionalLong.of(50_000_000), polled().shapers().getFirst().shaper().rateBitsPerSecond());
  }

  @Test
  void rowsThatAreMissingAreAbsent() {
    agent.remove(QOS + "17");
    agent.remove(QOS + "24");
    agent.remove(QOS + "10");
    agent.change(QOS + "5.1.1.2.18.301", new Gauge32(0));
    ClassFigures voice = find(polled(), "VOICE");
    assertEquals(null, counted(voice, Kind.POLICED_PACKETS, "conform"));
    assertEquals(null, counted(voice, Kind.MARKED_PACKETS, "EF"));
    assertEquals(OptionalInt.of(46), voice.setDscp());
    assertEquals(List.of(), voice.match());
    assertEquals(
        null, counted(find(polled(), "class-default"), Kind.WRED_RANDOM_DROPPED_PACKETS, "AF31"));
  }

  @Test
  void packetsMayStayZeroWhileBytesCount() {
    set("15.1.1.3.18.300", 0);
    set("15.1.1.14.18.300", 0);
    polled();
    set("15.1.1.6.18.300", 200_500);
    set("15.1.1.17.18.300", 2_300);
    ClassFigures voice = find(polled(), "VOICE");
    assertEquals(OptionalLong.of(0), voice.packets());
    assertEquals(OptionalLong.of(0), voice.droppedPackets());
    assertEquals(OptionalLong.of(500), voice.bytes());
    assertEquals(OptionalLong.of(300), voice.droppedBytes());
  }

  @Test
  void classDefaultIsThereTwiceAndOnlyOnceALeaf() {
    RouterSnapshot snapshot = polled();
    assertEquals(
        List.of("SHAPE/class-default/QUEUES"),
        snapshot.classes().stream()
            .filter(c -> c.name().equals("class-default"))
            .map(ClassFigures::policy)
            .toList());
    assertEquals(List.of("SHAPE"), snapshot.shapers().stream().map(ShaperFigures::policy).toList());
  }

  @Test
  void aDiscontinuityOfThePolicyIsNoDrop() {
    agent.change(QOS + "1.1.1.11.18", new Gauge32(100));
    polled();
    agent.change(QOS + "1.1.1.11.18", new Gauge32(200));
    set("15.1.1.14.18.300", 5_000);
    assertEquals(OptionalLong.of(0), find(polled(), "VOICE").droppedPackets());
    set("15.1.1.14.18.300", 5_001);
    assertEquals(OptionalLong.of(1), find(polled(), "VOICE").droppedPackets());
  }
}
