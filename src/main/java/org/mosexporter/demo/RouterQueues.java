package org.mosexporter.demo;

import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.mosexporter.demo.WanTraffic.ClassCounters;
import org.mosexporter.demo.WanTraffic.QosClass;

/**
 * The policy on the router's WAN interface (CISCO-CLASS-BASED-QOS-MIB): a shaper and, inside its
 * only class, three queues. Index numbers follow IOS XE's habit.
 *
 * <pre>
 * WAN-SHAPE-20M           1
 *   class-default         65536    any, shape 20 Mbit/s
 *     WAN-QUEUES          131072
 *       VOICE             196608   EF, priority
 *       SIGNALING         262144   CS3
 *       class-default     327680   any
 * </pre>
 */
final class RouterQueues implements MibPart {
  static final int VOICE_LIMIT_PACKETS = 64;
  static final int DEFAULT_LIMIT_PACKETS = 416;

  static final String MIB = "1.3.6.1.4.1.9.9.166.1.";
  static final int OUTPUT = 2;
  static final int POLICY = 16 * RouterInterfaces.WAN + OUTPUT;
  static final int POLICY_MAP_OBJECT = 1;
  static final int CLASS_OBJECT = 2;
  static final int MATCH_OBJECT = 3;
  private static final int QUEUEING_OBJECT = 4;
  private static final int SHAPING_OBJECT = 6;
  private static final int SHAPED_BITS_PER_SECOND = 20_000_000;

  private static final int ROOT = 1;
  private static final int PARENT_CLASS = 1 << 16;
  private static final int NESTED = 2 << 16;
  static final int DEFAULT_CLASS = 5 << 16;
  private static final int CLASS_DEFAULT_CONFIG = 1593;
  private static final int MATCH_ANY_CONFIG = 1594;

  /** A leaf class: where it stands, what it is called, and how its configuration is numbered. */
  private record Leaf(
      QosClass qosClass,
      int object,
      int config,
      int matchConfig,
      int queueingConfig,
      boolean priority,
      int limitPackets) {}

  private static final List<Leaf> LEAVES =
      List.of(
          new Leaf(QosClass.VOICE, 3 << 16, 2001, 2101, 2201, true, VOICE_LIMIT_PACKETS),
          new Leaf(QosClass.SIGNALING, 4 << 16, 2002, 2102, 2202, false, VOICE_LIMIT_PACKETS),
          new Leaf(
              QosClass.DEFAULT,
              DEFAULT_CLASS,
              CLASS_DEFAULT_CONFIG,
              MATCH_ANY_CONFIG,
              2203,
              false,
              DEFAULT_LIMIT_PACKETS));

  private final WanTraffic traffic;

  RouterQueues(WanTraffic traffic) {
    this.traffic = traffic;
  }

  @Override
  public void fill(MibRows rows) {
    servicePolicy(rows, POLICY, OUTPUT, RouterInterfaces.WAN);
    configuration(rows);
    object(rows, ROOT, POLICY_MAP_OBJECT, 1001, 0);
    object(rows, PARENT_CLASS, CLASS_OBJECT, CLASS_DEFAULT_CONFIG, ROOT);
    object(rows, PARENT_CLASS + 1, MATCH_OBJECT, MATCH_ANY_CONFIG, PARENT_CLASS);
    object(rows, PARENT_CLASS + 2, SHAPING_OBJECT, 2300, PARENT_CLASS);
    object(rows, NESTED, POLICY_MAP_OBJECT, 1002, PARENT_CLASS);
    statistics(rows, PARENT_CLASS, this::sum);
    shaper(rows);
    for (Leaf leaf : LEAVES) {
      object(rows, leaf.object(), CLASS_OBJECT, leaf.config(), NESTED);
      object(rows, leaf.object() + 1, MATCH_OBJECT, leaf.matchConfig(), leaf.object());
      object(rows, leaf.object() + 2, QUEUEING_OBJECT, leaf.queueingConfig(), leaf.object());
      ClassCounters counters = traffic.of(leaf.qosClass());
      statistics(rows, leaf.object(), counter -> counter.applyAsLong(counters));
      queue(rows, leaf, counters);
    }
  }

  /** A policy that is attached to an interface. */
  static void servicePolicy(MibRows rows, int policy, int direction, int port) {
    String entry = MIB + "1.1.1.";
    rows.integer(entry + "2." + policy, 1); // a main interface
    rows.integer(entry + "3." + policy, direction);
    rows.integer(entry + "4." + policy, port);
    for (int unused = 5; unused <= 9; unused++) {
      rows.integer(entry + unused + "." + policy, 0);
    }
  }

  private static void configuration(MibRows rows) {
    rows.text(MIB + "6.1.1.1.1001", "WAN-SHAPE-20M");
    rows.text(MIB + "6.1.1.1.1002", "WAN-QUEUES");
    rows.text(MIB + "7.1.1.1." + CLASS_DEFAULT_CONFIG, "class-default");
    rows.text(MIB + "7.1.1.1.2001", "VOICE");
    rows.text(MIB + "7.1.1.1.2002", "SIGNALING");
    rows.integers(MIB + "7.1.1.3", List.of(CLASS_DEFAULT_CONFIG, 2001, 2002), 3);
    rows.text(MIB + "8.1.1.1." + MATCH_ANY_CONFIG, "Match any ");
    rows.text(MIB + "8.1.1.1.2101", "Match  dscp ef (46)");
    rows.text(MIB + "8.1.1.1.2102", "Match  dscp cs3 (24)");
    rows.integers(MIB + "8.1.1.2", List.of(MATCH_ANY_CONFIG, 2101, 2102), 1);
    for (Leaf leaf : LEAVES) {
      rows.integer(MIB + "9.1.1.4." + leaf.queueingConfig(), leaf.priority() ? 1 : 2);
      rows.gauge(MIB + "9.1.1.10." + leaf.queueingConfig(), leaf::limitPackets);
    }
    rows.integer(MIB + "13.1.1.1.2300", SHAPED_BITS_PER_SECOND);
    rows.counter64(MIB + "13.1.1.11.2300", () -> SHAPED_BITS_PER_SECOND);
  }

  private static void object(MibRows rows, int object, int type, int config, int parent) {
    object(rows, POLICY, object, type, config, parent);
  }

  static void object(MibRows rows, int policy, int object, int type, int config, int parent) {
    String entry = MIB + "5.1.1.";
    String index = "." + policy + "." + object;
    rows.gauge(entry + 2 + index, () -> config);
    rows.integer(entry + 3 + index, type);
    rows.gauge(entry + 4 + index, () -> parent);
  }

  /** Reads a counter of a class, or the sum over classes. */
  private interface Reading {
    long of(ToLongFunction<ClassCounters> counter);
  }

  private long sum(ToLongFunction<ClassCounters> counter) {
    return LEAVES.stream()
        .mapToLong(leaf -> counter.applyAsLong(traffic.of(leaf.qosClass())))
        .sum();
  }

  /** cbQosCMStats: before the policy, after it, dropped. */
  private static void statistics(MibRows rows, int object, Reading reading) {
    String table = MIB + "15.1.1";
    String index = POLICY + "." + object;
    LongSupplier droppedBytes = () -> reading.of(c -> c.droppedBytes.get());
    rows.triple(table, 1, index, () -> reading.of(c -> c.packets.get()));
    rows.triple(table, 4, index, () -> reading.of(c -> c.bytes.get()));
    rows.triple(table, 8, index, () -> reading.of(c -> c.bytes.get() - c.droppedBytes.get()));
    rows.triple(table, 12, index, () -> reading.of(c -> c.droppedPackets.get()));
    rows.triple(table, 15, index, droppedBytes);
    rows.triple(table, 19, index, () -> 0);
  }

  private static void queue(MibRows rows, Leaf leaf, ClassCounters counters) {
    String table = MIB + "18.1.1";
    String index = POLICY + "." + (leaf.object() + 2);
    rows.gauge(table + ".1." + index, counters.depthPackets::get);
    rows.gauge(table + ".2." + index, leaf::limitPackets);
    rows.triple(table, 3, index, counters.droppedBytes::get);
    rows.triple(table, 6, index, counters.droppedPackets::get);
  }

  private void shaper(MibRows rows) {
    String table = MIB + "19.1.1";
    String index = POLICY + "." + (PARENT_CLASS + 2);
    rows.triple(table, 7, index, () -> sum(c -> c.droppedBytes.get()));
    rows.triple(table, 10, index, () -> sum(c -> c.droppedPackets.get()));
    rows.integer(table + ".13." + index, 1);
    rows.gauge(table + ".14." + index, () -> sum(c -> c.depthPackets.get()));
    rows.gauge(table + ".15." + index, () -> SHAPED_BITS_PER_SECOND);
  }
}
