package org.mosexporter.snmp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.mosexporter.network.ClassCounter;
import org.mosexporter.network.ClassReading;
import org.mosexporter.network.InterfaceReading;
import org.mosexporter.network.LinkHealth;
import org.mosexporter.network.TrafficDirection;
import org.snmp4j.smi.OID;

/**
 * FORTINET-FORTIGATE-MIB: the health checks of SD-WAN links, and what the bandwidth control of an
 * interface dropped. It tells of no classes: an interface is one.
 */
final class FortinetMib implements ClassModule {
  static final String NAME = "fortinet_fortigate_mib";
  static final String HEALTH = "fortinet_health_check";
  static final int ENTERPRISE = 12356;

  private static final OID FORTIGATE = new OID("1.3.6.1.4.1.12356.101");

  private static final OID QUEUES_ENTRY = new OID(FORTIGATE).append("7.5.4.1");
  private static final int QUEUED_PACKETS = 1;
  private static final int QUEUED_BYTES = 2;
  private static final int DROPPED_PACKETS = 3;
  private static final int DROPPED_BYTES = 4;

  private static final OID BANDWIDTH_ENTRY = new OID(FORTIGATE).append("7.5.2.1");
  private static final int BYTES = 5;
  private static final int DROPS = 6;

  private static final OID HEALTH_CHECK_ENTRY = new OID(FORTIGATE).append("4.9.2.1");
  private static final int CHECK = 2;
  private static final int STATE = 4;
  private static final int LATENCY = 5;
  private static final int JITTER = 6;
  private static final int LOSS = 9;
  private static final int LINK = 14;
  private static final long ALIVE = 0;

  private static final double MS_PER_SECOND = 1_000;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int enterprise() {
    return ENTERPRISE;
  }

  @Override
  public Optional<List<ClassReading>> read(Session session, Map<OID, InterfaceReading> interfaces)
      throws SnmpFault {
    Columns queues =
        TableWalk.read(
            session, QUEUES_ENTRY, QUEUED_PACKETS, QUEUED_BYTES, DROPPED_PACKETS, DROPPED_BYTES);
    Columns bandwidth = TableWalk.read(session, BANDWIDTH_ENTRY, BYTES, DROPS);
    if (!queues.has(DROPPED_PACKETS) && !bandwidth.has(DROPS)) {
      return Optional.empty();
    }
    List<ClassReading> readings = new ArrayList<>();
    interfaces.forEach(
        (index, port) -> {
          Counters counters = counters(queues, bandwidth, index);
          if (!counters.all().isEmpty()) {
            readings.add(reading(index, port, counters));
          }
        });
    return Optional.of(readings);
  }

  /** The newer table has packets and octets of both, the older one only some. */
  private static Counters counters(Columns queues, Columns bandwidth, OID index) {
    Counters counters = new Counters();
    if (queues.counter64(DROPPED_PACKETS, index).isPresent()) {
      return counters
          .add(ClassCounter.PACKETS, queues.counter64(QUEUED_PACKETS, index))
          .add(ClassCounter.BYTES, queues.counter64(QUEUED_BYTES, index))
          .add(ClassCounter.DROPPED_PACKETS, queues.counter64(DROPPED_PACKETS, index))
          .add(ClassCounter.DROPPED_BYTES, queues.counter64(DROPPED_BYTES, index));
    }
    return counters
        .add(ClassCounter.BYTES, bandwidth.counter64(BYTES, index))
        .add(ClassCounter.DROPPED_PACKETS, bandwidth.counter64(DROPS, index));
  }

  private static ClassReading reading(OID index, InterfaceReading port, Counters counters) {
    return new ClassReading(
        index.toString(),
        new ClassReading.Key(port.name(), TrafficDirection.OUTPUT, "bandwidth", "all"),
        ClassReading.Kind.Leaf.queue(OptionalLong.empty()),
        port.speedBitsPerSecond(),
        counters.all());
  }

  /** Nothing when no health check is configured. */
  static Optional<List<LinkHealth>> readHealth(Session session) throws SnmpFault {
    Columns of =
        TableWalk.read(session, HEALTH_CHECK_ENTRY, CHECK, STATE, LATENCY, JITTER, LOSS, LINK);
    if (!of.has(STATE)) {
      return Optional.empty();
    }
    return Optional.of(of.indexes(STATE).stream().map(index -> health(of, index)).toList());
  }

  /** Of a dead link nothing is measured, whatever the device still shows. */
  private static LinkHealth health(Columns of, OID index) {
    boolean alive = of.is(STATE, index, ALIVE);
    return new LinkHealth(
        of.text(CHECK, index),
        of.text(LINK, index),
        alive,
        alive ? divided(of.text(LATENCY, index), MS_PER_SECOND) : OptionalDouble.empty(),
        alive ? divided(of.text(JITTER, index), MS_PER_SECOND) : OptionalDouble.empty(),
        divided(of.text(LOSS, index), 100));
  }

  /** Figures are given as text. */
  private static OptionalDouble divided(String text, double divisor) {
    try {
      double value = Double.parseDouble(text.replace("%", "").strip());
      return value >= 0 && value < Long.MAX_VALUE
          ? OptionalDouble.of(value / divisor)
          : OptionalDouble.empty();
    } catch (NumberFormatException _) {
      return OptionalDouble.empty();
    }
  }
}
